/**
 * Stores in a cluster of FoundationDB, without a client library: the vendor's own tools are run, and what they say is
 * believed only where it is understood.
 */
@NullMarked
package dev.drydock.store.foundationdb;

import org.jspecify.annotations.NullMarked;
