/** The commands of the core: inspect, convert, verify, list and check stores and exports, on files and databases alone. */
@NullMarked
package dev.drydock.cli;

import org.jspecify.annotations.NullMarked;
