/** Damages stores and exports at random and holds the core to a clear error or a sound outcome, never anything else. */
@NullMarked
package dev.drydock.mutation;

import org.jspecify.annotations.NullMarked;
