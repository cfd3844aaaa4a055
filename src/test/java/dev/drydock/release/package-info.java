/** Releases over lines that break, and archives that lie. */
@NullMarked
package dev.drydock.release;

import org.jspecify.annotations.NullMarked;
