/** Sorting with so little memory that every sort needs files. */
@NullMarked
package dev.drydock.sorting;

import org.jspecify.annotations.NullMarked;
