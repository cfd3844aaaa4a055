/** The export directories of v0.7.3 and of v0.8.0 as sources and as sinks of records, and their checker. */
@NullMarked
package dev.drydock.export;

import org.jspecify.annotations.NullMarked;
