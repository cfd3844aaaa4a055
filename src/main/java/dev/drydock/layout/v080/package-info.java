/** The store layout of v0.8.0: one letter per kind of record, and the keys under each. */
@NullMarked
package dev.drydock.layout.v080;

import org.jspecify.annotations.NullMarked;
