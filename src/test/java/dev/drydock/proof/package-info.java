/** Holds the proof against servers that follow a script, and against the stores of the fixtures. */
@NullMarked
package dev.drydock.proof;

import org.jspecify.annotations.NullMarked;
