package dev.drydock.store.rocksdb;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Looks for files that a store has lost. RocksDB opens a store whose MANIFEST was cut at its end, or whose write-ahead
 * log is gone, without a word, and with fewer records.
 */
final class StoreFiles {

    private static final Pattern MANIFEST = Pattern.compile("MANIFEST-\\d+\n");
    private static final Pattern LOG = Pattern.compile("\\d+\\.log");

    private final Path directory;
    private final String name;

    /** @param name of the store, for errors */
    StoreFiles(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** Requires that CURRENT names a MANIFEST, and that this is whole. */
    void requireManifest() throws StoreException {
        try {
            // A name and a line feed; never more than a few bytes of what may be something else.
            byte[] start;
            try (var in = Files.newInputStream(directory.resolve("CURRENT"))) {
                start = in.readNBytes(64);
            }
            var current = new String(start, StandardCharsets.US_ASCII);
            if (!MANIFEST.matcher(current).matches()) {
                throw damaged("the file CURRENT does not name a MANIFEST");
            }
            var manifest = current.strip();
            if (!Files.exists(directory.resolve(manifest))) {
                throw damaged("the file CURRENT names " + manifest + ", which does not exist");
            }
            try (var records = new LogFile(directory.resolve(manifest))) {
                var count = 0;
                while (records.next()) {
                    count++;
                }
                if (records.isTorn() || count == 0) {
                    throw damaged("the file " + manifest + " is cut short");
                }
            } catch (MalformedDataException e) {
                throw damaged("the file " + manifest + " is damaged: " + e.getMessage());
            }
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "cannot be opened", e);
        }
    }

    /**
     * Requires a write-ahead log, which every store has, and that where there are several, each begins where the one
     * before ends.
     */
    void requireLogs() throws StoreException {
        try {
            var logs = new ArrayList<Path>();
            try (var files = Files.newDirectoryStream(directory, "*.log")) {
                for (var file : files) {
                    if (LOG.matcher(file.getFileName().toString()).matches()) {
                        logs.add(file);
                    }
                }
            }
            if (logs.isEmpty()) {
                throw damaged("its write-ahead log, a file NNNNNN.log, is missing");
            }
            if (logs.size() > 1) {
                logs.sort(null);
                requireContinuous(logs);
            }
        } catch (IOException e) {
            throw RocksDbFailure.of(name, "cannot be opened", e);
        }
    }

    private void requireContinuous(List<Path> logs) throws IOException, StoreException {
        var expected = -1L;
        for (var log : logs) {
            try (var batches = new LogFile(log)) {
                var isFirst = true;
                while (batches.next()) {
                    if (batches.head().length < 12) {
                        return;
                    }
                    var sequence = Long.reverseBytes(BigEndian.u64(batches.head(), 0));
                    if (isFirst && expected >= 0 && sequence != expected) {
                        throw damaged("write-ahead log " + log.getFileName() + " begins with change " + sequence
                                + ", but the one before ends before change " + expected
                                + ": a log is missing or cut short");
                    }
                    isFirst = false;
                    expected = sequence + Integer.reverseBytes(BigEndian.u32(batches.head(), 8));
                }
            } catch (MalformedDataException e) {
                // RocksDB says this better, because it knows which logs still count.
                return;
            }
        }
    }

    private StoreException damaged(String how) {
        return damaged(name, how);
    }

    static StoreException damaged(String name, String how) {
        return new StoreException(
                "The store " + name + " is damaged: " + how,
                "Copy the whole directory again while the server is stopped, or restore it from a backup; the server may"
                        + " start on it, but without the records that are lost");
    }
}
