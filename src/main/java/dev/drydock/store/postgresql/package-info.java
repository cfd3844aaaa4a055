/** Stores in a database of PostgreSQL: reads both versions in one snapshot, writes both by COPY in one transaction. */
@NullMarked
package dev.drydock.store.postgresql;

import org.jspecify.annotations.NullMarked;
