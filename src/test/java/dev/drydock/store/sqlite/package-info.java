/** Tests of the SQLite adapter on real files and real processes. */
@NullMarked
package dev.drydock.store.sqlite;

import org.jspecify.annotations.NullMarked;
