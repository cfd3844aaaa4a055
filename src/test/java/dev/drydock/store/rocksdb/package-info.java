/** Stores in RocksDB directories, written by the real server, by us, and damaged. */
@NullMarked
package dev.drydock.store.rocksdb;

import org.jspecify.annotations.NullMarked;
