package dev.drydock.upgrade;

import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.host.HostFiles;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.Space;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a v0.7.3 store of a test anew, with other values or with more records. */
public final class EditedStore {

    private EditedStore() {}

    /** The value that a record is to have. */
    @FunctionalInterface
    public interface Values {
        /** Leaves all as they are. */
        Values SAME = (space, key, value) -> value;

        byte[] of(Space space, byte[] key, byte[] value);
    }

    /** Adds records. */
    @FunctionalInterface
    public interface More {
        More NONE = writer -> {};

        void to(SourceWriter writer) throws Exception;
    }

    /** Puts a store in the place of the one at a path, with the same owner and mode of its directory. */
    public static void write(Path store, Values values, More more) throws Exception {
        var directory = Files.isDirectory(store) ? store : store.getParent();
        var before = directory.resolveSibling("before-the-edit");
        var driver = SandboxUpgrade.driver(store);
        Files.move(directory, before);
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, Files.getPosixFilePermissions(before));
        try (var source = driver.at(before.resolve(directory.relativize(store))).openSource();
                var writer = driver.at(store).createSource()) {
            copy(source, writer, values);
            more.to(writer);
            writer.commit();
        }
        HostFiles.deleteTree(before);
    }

    private static void copy(RecordSource source, SourceWriter writer, Values values) throws Exception {
        for (var space : List.of(Space.VALUES, Space.INDEXES, Space.LOGS, Space.BLOBS)) {
            try (var records = source.scan(space)) {
                while (records.next()) {
                    writer.put(space, records.key(), values.of(space, records.key(), records.value()));
                }
            }
        }
        try (var counters = source.scan(Space.COUNTERS)) {
            while (counters.next()) {
                writer.add(counters.key(), CounterValue.decode(counters.value()));
            }
        }
        try (var bitmaps = source.bitmaps()) {
            while (bitmaps.next()) {
                writer.bitmap(bitmaps.key(), bitmaps.documents());
            }
        }
    }
}
