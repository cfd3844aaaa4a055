/** Checks the scripts that build the program. */
@NullMarked
package dev.drydock.build;

import org.jspecify.annotations.NullMarked;
