/** Stores in RocksDB directories: reads both versions without changing a byte, and writes new ones. */
@NullMarked
package dev.drydock.store.rocksdb;

import org.jspecify.annotations.NullMarked;
