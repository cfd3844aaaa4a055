/** The upgrades of one home: planned, run, watched, taken back, reported. */
@NullMarked
package dev.drydock.upgrade;

import org.jspecify.annotations.NullMarked;
