package dev.drydock.store.rocksdb;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;

/** A v0.7.3 store of a server that was killed with records in several write-ahead logs. */
final class SeveralLogs {

    /** Records of the whole store. */
    static final int RECORDS = 80;

    private SeveralLogs() {}

    static void write(Path store) throws Exception {
        RocksDbLibrary.load();
        var names = new ArrayList<>(List.of("default"));
        names.addAll(new TreeSet<>(ColumnFamilies.OF_V073));
        var handles = new ArrayList<ColumnFamilyHandle>();
        try (var options = new DBOptions()
                        .setCreateIfMissing(true)
                        .setCreateMissingColumnFamilies(true)
                        .setAvoidFlushDuringShutdown(true);
                var flush = new FlushOptions();
                var database = RocksDB.open(
                        options,
                        store.toString(),
                        names.stream()
                                .map(name -> new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8)))
                                .toList(),
                        handles)) {
            for (var i = 0; i < RECORDS / 2; i++) {
                database.put(handles.get(names.indexOf("v")), new byte[] {8, (byte) i}, new byte[100]);
                database.put(handles.get(names.indexOf("l")), new byte[] {(byte) i}, new byte[1]);
                if (i % 10 == 9) {
                    // Only one of the two is written to a table, so the log is kept, and another begun.
                    database.flush(flush, handles.get(names.indexOf("l")));
                }
            }
            handles.forEach(ColumnFamilyHandle::close);
        }
    }
}
