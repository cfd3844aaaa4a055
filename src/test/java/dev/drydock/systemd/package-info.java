/** Upgrades of a server that a real systemd runs, laid out as the vendor's install script does it. */
@NullMarked
package dev.drydock.systemd;

import org.jspecify.annotations.NullMarked;
