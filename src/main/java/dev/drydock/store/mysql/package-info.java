/** Stores in a database of MySQL or MariaDB: reads both versions in one snapshot, writes both aside and renames them. */
@NullMarked
package dev.drydock.store.mysql;

import org.jspecify.annotations.NullMarked;
