/** Sorts more byte records than fit in memory, in files of its own. */
@NullMarked
package dev.drydock.sorting;

import org.jspecify.annotations.NullMarked;
