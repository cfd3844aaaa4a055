/** The ports of a store backend, and what all backends share: kinds, versions, locations, backups, native libraries. */
@NullMarked
package dev.drydock.store;

import org.jspecify.annotations.NullMarked;
