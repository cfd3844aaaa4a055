package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The column families of both versions, and those that a directory has. */
final class ColumnFamilies {

    /** Every RocksDB database has it; neither version keeps anything there. */
    static final String DEFAULT = "default";

    /** The families of v0.7.3; v0.8.0 has families of all these names too. */
    static final Set<String> OF_V073 =
            Stream.of(Space.values()).map(RocksDbSource::family).collect(Collectors.toUnmodifiableSet());

    static final Set<String> OF_V080 =
            Stream.of(Letter.values()).map(RocksDbTarget::family).collect(Collectors.toUnmodifiableSet());

    private ColumnFamilies() {}

    /** The names of the families in a RocksDB directory. */
    static Set<String> in(Path directory, String name) throws StoreException {
        RocksDbLibrary.load();
        try (var options = new Options()) {
            var found = new LinkedHashSet<String>();
            for (var family : RocksDB.listColumnFamilies(options, directory.toString())) {
                found.add(new String(family, StandardCharsets.UTF_8));
            }
            if (!found.contains(DEFAULT)) {
                // The Java client does not pass on why.
                throw new StoreException(
                        "The store " + name + " cannot be opened: its column families cannot be listed",
                        "Restore the directory from a backup");
            }
            return found;
        } catch (RocksDBException e) {
            throw RocksDbFailure.of(name, "cannot be opened", e);
        }
    }
}
