/** The rules that hold the packages of the design in their directions. */
@NullMarked
package dev.drydock.architecture;

import org.jspecify.annotations.NullMarked;
