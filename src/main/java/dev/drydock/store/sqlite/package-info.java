/** Stores in one SQLite file: reads both versions without touching them, writes both anew. */
@NullMarked
package dev.drydock.store.sqlite;

import org.jspecify.annotations.NullMarked;
