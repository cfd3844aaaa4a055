/** The port of a store backend, and what all backends share: kinds, versions, locations, native libraries. */
@NullMarked
package dev.drydock.store;

import org.jspecify.annotations.NullMarked;
