/** Makes v0.7.3 stores of any size in the shape of real ones, and measures the core on them. */
@NullMarked
package dev.drydock.bench;

import org.jspecify.annotations.NullMarked;
