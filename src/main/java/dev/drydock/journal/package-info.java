/** The engine's journal and event log, kept in SQLite files of the home. */
@NullMarked
package dev.drydock.journal;

import org.jspecify.annotations.NullMarked;
