/** The units of systemd: read, held back, stopped, started and proven, given an account. */
@NullMarked
package dev.drydock.host.systemd;

import org.jspecify.annotations.NullMarked;
