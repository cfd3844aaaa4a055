/** What has come into a v0.8.0 store since the import, found by comparing it with the old store, and saved as files. */
@NullMarked
package dev.drydock.arrival;

import org.jspecify.annotations.NullMarked;
