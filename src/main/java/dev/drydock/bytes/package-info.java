/** Byte cursors, big-endian, little-endian and LEB128 primitives, byte order of keys, and key ranges. */
@NullMarked
package dev.drydock.bytes;

import org.jspecify.annotations.NullMarked;
