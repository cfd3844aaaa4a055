package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/**
 * Looks for tables and blob files that the MANIFEST of a store does not know. A killed server leaves such files while it
 * flushes or compacts; all that is in them is somewhere else too. Where it is not, the MANIFEST was cut at the end of a
 * record, which nothing else tells.
 */
final class LostFiles {

    private static final int SAMPLE = 256;

    private final Path directory;
    private final ReadOnlyDatabase database;

    LostFiles(Path directory, ReadOnlyDatabase database) {
        this.directory = directory;
        this.database = database;
    }

    void requireNone() throws StoreException {
        try {
            var tables = database.tables();
            try (var files = Files.newDirectoryStream(directory, "*.sst")) {
                for (var file : files) {
                    if (!tables.contains(file.getFileName().toString()) && isLostTable(file)) {
                        throw lost(file);
                    }
                }
            }
            requireNoBlobsLost();
        } catch (IOException e) {
            throw RocksDbFailure.of(database.name(), "cannot be opened", e);
        }
    }

    /** True if most of its records are not in the store. */
    private boolean isLostTable(Path table) throws StoreException {
        try (var options = new Options().setMergeOperatorName(database.pieces().operator());
                var reading = new ReadOptions().setFillCache(false);
                var reader = new SstFileReader(options)) {
            reader.open(table.toString());
            var family = new String(reader.getTableProperties().getColumnFamilyName(), StandardCharsets.UTF_8);
            if (!database.has(family)) {
                return false;
            }
            try (var records = reader.newIterator(reading)) {
                var seen = 0;
                var found = 0;
                for (records.seekToFirst(); records.isValid() && seen < SAMPLE; records.next()) {
                    seen++;
                    found += database.holds(family, records.key(), records.value()) ? 1 : 0;
                }
                return found * 2 < seen;
            }
        } catch (RocksDBException e) {
            // It was not finished when the server was killed.
            return false;
        }
    }

    /** Which blob files are known cannot be asked, only how many; but a known one has blobs that are in the store. */
    private void requireNoBlobsLost() throws IOException, StoreException {
        try (var files = Files.newDirectoryStream(directory, "*.blob")) {
            var known = database.blobFiles();
            var seen = 0L;
            for (var ignored : files) {
                seen++;
            }
            if (seen <= known) {
                return;
            }
        }
        try (var files = Files.newDirectoryStream(directory, "*.blob")) {
            for (var file : files) {
                if (isLostBlobFile(file)) {
                    throw lost(file);
                }
            }
        }
    }

    private boolean isLostBlobFile(Path file) throws IOException, StoreException {
        try (var keys = new BlobFileKeys(file)) {
            var any = false;
            while (keys.next()) {
                any = true;
                if (database.get(WritableDatabase.BLOBS, keys.key()) != null) {
                    return false;
                }
            }
            return any;
        }
    }

    private StoreException lost(Path file) {
        return StoreFiles.damaged(
                database.name(),
                "the file " + file.getFileName()
                        + " holds records, but its MANIFEST does not know of it, and so was cut" + " short");
    }
}
