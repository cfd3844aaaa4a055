/** Asks a running server from outside, over its own protocols, and holds its answers against the old store. */
@NullMarked
package dev.drydock.proof;

import org.jspecify.annotations.NullMarked;
