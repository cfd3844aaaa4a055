package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.export.ExportRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.Space;
import dev.drydock.translate.SourceRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real v0.7.3, where {@code -Ddrydock.realPrograms} names it, on stores that we wrote. */
@EnabledIfSystemProperty(named = "drydock.realPrograms", matches = ".+")
class RocksDbSourceWriterIT {

    @TempDir
    private Path directory;

    static List<Fixture> fixtures() {
        return Fixture.withStore().stream()
                .filter(fixture -> fixture.scheme().equals("rocksdb"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void exportsFromACopyWhatTheOriginalHolds(Fixture fixture) throws Exception {
        var copy = directory.resolve("copy");
        assertThat(copy(fixture.unpackStore(directory), copy))
                .as("bitmaps with operands")
                .isPositive();

        var exported = export(copy);

        var expected = fixture.unpackExport(directory);
        try (var files = Files.newDirectoryStream(expected)) {
            for (var file : files) {
                var other = exported.resolve(file.getFileName());
                if (file.endsWith("bitmap")) {
                    // The server writes bitmaps in an order that differs each time.
                    assertThat(other).hasSize(Files.size(file));
                } else {
                    assertThat(other).hasSameBinaryContentAs(file);
                }
            }
        }
        assertThat(bitmaps(exported)).isEqualTo(bitmaps(expected)).isNotEmpty();
    }

    /** Copies every record, with its operands apart as they are. Returns how many bitmaps have several pieces. */
    private static int copy(Path from, Path to) throws Exception {
        var withOperands = 0;
        var driver = new RocksDbStoreDriver();
        try (var database = ReadOnlyDatabase.open(from, "original", ColumnFamilies.OF_V073, StoreLock.NONE);
                var writer = driver.at(to).createSource()) {
            for (var space : Space.values()) {
                try (var records = new RocksDbRecordCursor(
                        database,
                        RocksDbSource.family(space),
                        space == Space.COUNTERS ? new Counters(database, "c") : null)) {
                    while (records.next()) {
                        if (space == Space.COUNTERS) {
                            writer.add(records.key(), CounterValue.decode(records.value()));
                        } else if (space != Space.BITMAPS) {
                            writer.put(space, records.key(), records.value());
                        } else {
                            var pieces = database.pieces().split(records.value());
                            withOperands += pieces.size() > 1 ? 1 : 0;
                            writer.bitmapOperands(records.key(), pieces);
                        }
                    }
                }
            }
            writer.commit();
        }
        return withOperands;
    }

    private Path export(Path store) throws Exception {
        var exported = Files.createDirectory(directory.resolve("exported"));
        var configuration = Files.writeString(directory.resolve("config.toml"), """
                [storage]
                data = "rocksdb"
                fts = "rocksdb"
                blob = "rocksdb"
                lookup = "rocksdb"
                directory = "internal"
                [directory.internal]
                type = "internal"
                store = "rocksdb"
                [store.rocksdb]
                type = "rocksdb"
                path = "%s"
                compression = "lz4"
                """.formatted(store));
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("drydock.realPrograms"), "v0.7.3", "stalwart-mail")
                                .toString(),
                        "--config",
                        configuration.toString(),
                        "--export",
                        exported.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(server.waitFor(2, TimeUnit.MINUTES)).as("ends in time").isTrue();
        assertThat(server.exitValue())
                .as(Files.readString(directory.resolve("output")))
                .isZero();
        return exported;
    }

    private static Set<String> bitmaps(Path export) throws Exception {
        var found = new HashSet<String>();
        try (var records = ExportRecords.open(export)) {
            records.read(
                    record -> {
                        if (record instanceof SourceRecord.Bitmap bitmap) {
                            found.add(bitmap.key() + " " + bitmap.documents());
                        }
                    },
                    Progress.NONE);
        }
        return found;
    }
}
