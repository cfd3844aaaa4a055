/** Gets the new program onto this machine: fetched, unpacked and proven, before anything is stopped. */
@NullMarked
package dev.drydock.release;

import org.jspecify.annotations.NullMarked;
