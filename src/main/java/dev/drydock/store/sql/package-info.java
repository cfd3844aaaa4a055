/** What stores on SQL servers share: where they lie, and how their tables are read and written, whichever server it is. */
@NullMarked
package dev.drydock.store.sql;

import org.jspecify.annotations.NullMarked;
