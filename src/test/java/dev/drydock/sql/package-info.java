/** Real PostgreSQL, MariaDB and MySQL servers for tests, with the fixtures in them. */
@NullMarked
package dev.drydock.sql;

import org.jspecify.annotations.NullMarked;
