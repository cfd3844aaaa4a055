/** Changes to a written v0.8.0 store, as a file that can be applied and taken back. */
@NullMarked
package dev.drydock.amendment;

import org.jspecify.annotations.NullMarked;
