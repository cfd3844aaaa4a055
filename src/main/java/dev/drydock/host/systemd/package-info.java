/** The units of systemd: read as they are in effect, and held back from starting. */
@NullMarked
package dev.drydock.host.systemd;

import org.jspecify.annotations.NullMarked;
