/** The export directory of v0.7.3 as source and as sink of records, and its checker. */
@NullMarked
package dev.drydock.export;

import org.jspecify.annotations.NullMarked;
