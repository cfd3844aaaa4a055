/** The store layout of v0.7.3: six spaces, their keys and values, one type per structure with its codec beside it. */
@NullMarked
package dev.drydock.layout.v073;

import org.jspecify.annotations.NullMarked;
