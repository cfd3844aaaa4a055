/** Looks for everything that could stop an upgrade on its way, before its way begins; changes nothing. */
@NullMarked
package dev.drydock.upgrade.preflight;

import org.jspecify.annotations.NullMarked;
