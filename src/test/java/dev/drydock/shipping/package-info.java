/** Drydock as it reaches a machine: the bundle with its own Java, and the image made of it. */
@NullMarked
package dev.drydock.shipping;

import org.jspecify.annotations.NullMarked;
