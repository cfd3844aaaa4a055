package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.Reconstruction;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.export.ExportChecker;
import dev.drydock.export.ExportFormat;
import dev.drydock.export.ExportListing;
import dev.drydock.export.ExportRecords;
import dev.drydock.export.NewExportRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandInTest {

    @TempDir
    private Path directory;

    static List<Fixture> fixtures() {
        return Fixture.withStore();
    }

    static List<Fixture> oneOfEachBackend() {
        return fixtures().stream()
                .filter(fixture -> fixture == Fixture.SQLITE || fixture == Fixture.ROCKSDB)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void exportsWhatTheRealServerExported(Fixture fixture) throws Exception {
        var sandbox = around(fixture);

        assertThat(exportListing(Programs.export(sandbox)))
                .isEqualTo(exportListing(fixture.unpackExport(directory.resolve("real"))));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void importsWhatTheRealServerImported(Fixture fixture) throws Exception {
        var sandbox = around(fixture);

        Programs.restore(sandbox, fixture.unpackExport(directory.resolve("real")));

        var data = sandbox.directory().resolve("data");
        var isSqlite = fixture.scheme().equals("sqlite");
        var driver = isSqlite ? new SqliteStoreDriver() : new RocksDbStoreDriver();
        try (var target =
                driver.at(isSqlite ? data.resolve("index.sqlite3") : data).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(target);
            assertThat(listing.toString()).isEqualTo(fixture.listing());
        }
    }

    /** The way of a store that nobody but its servers can open: seen by its two exports only. */
    @ParameterizedTest
    @MethodSource("oneOfEachBackend")
    void exportsInBothVersionsWhatProvesTheUpgrade(Fixture fixture) throws Exception {
        var scratch = Files.createDirectories(directory.resolve("scratch"));
        var sandbox = around(fixture);
        var before = Programs.export(sandbox);
        Programs.restore(sandbox, before);
        var after = sandbox.directory().resolve("after");
        Programs.succeed(Programs.run(sandbox.release(), "--config", sandbox.configuration(), "--export", after));

        var report =
                ExportChecker.check(after, ExportFormat.V0_8_0, ExportChecker.Contents.INSIDE, scratch, Progress.NONE);
        var old = new RocksDbStoreDriver().at(directory.resolve("old"));
        var made = new RocksDbStoreDriver().at(directory.resolve("new"));
        try (var records = ExportRecords.open(before);
                var writer = old.createSource();
                var sink = made.createTarget()) {
            new Reconstruction(records, writer, Progress.NONE).run();
            NewExportRecords.open(after).layOut(sink, Progress.NONE);
        }

        assertThat(report.isSound()).isTrue();
        try (var records = new StoreRecords(old.openSource());
                var target = made.openTarget()) {
            var comparison = new Verification(records, scratch, Progress.NONE)
                    .targetOf(NewExportRecords.CARRIED, target, () -> OfficialProfile.create(BlobForm.AS_STORED));
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.isEqual()).isTrue();
        }
    }

    @Test
    void refusesToExportAStoreOfTheOtherVersion() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.ROCKSDB);
        var export = sandbox.directory().resolve("export");

        var result = Programs.run(sandbox.release(), "--config", sandbox.configuration(), "--export", export);

        assertThat(result.exit().isSuccess()).isFalse();
        assertThat(result.lastLines().toString()).contains("0.7.3");
        assertThat(export).isEmptyDirectory();
    }

    @Test
    void keepsTheDirectoryThatItExportsInto() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);
        var export = SandboxFiles.directory(sandbox.directory().resolve("export"), "rwx------");
        var before = Files.getAttribute(export, "unix:ino");
        Files.createDirectories(export.resolve(".unfinished.drydock-0a"));
        Files.createFile(export.resolve("property"));

        Programs.export(sandbox);
        Programs.export(sandbox);

        assertThat(Files.getAttribute(export, "unix:ino")).isEqualTo(before);
        try (var files = Files.list(export)) {
            assertThat(files).hasSize(11).allMatch(Files::isRegularFile);
        }
    }

    @Test
    void refusesToImportTwice() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.ROCKSDB);
        var export = Programs.export(sandbox);
        Programs.restore(sandbox, export);

        var again = Programs.run(sandbox.release(), "--config", sandbox.configuration(), "--import", export);

        assertThat(again.exit().isSuccess()).isFalse();
        assertThat(again.lastLines().toString()).contains("not empty");
    }

    @Test
    void saysItsVersionWithAndWithoutJava() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("it's a \"sandbox\" $HOME"), Sandbox.Kind.SQLITE);

        assertThat(Programs.run(sandbox.program(), "--version").output()).containsExactly("0.7.3");
        assertThat(Programs.run(sandbox.release(), "--config=x", "--version").output())
                .containsExactly("0.8.0");
    }

    @Test
    void looksAtNoArgumentsWhereTheEnvironmentNamesTheConfiguration() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);

        var result = Programs.run(Map.of("CONFIG_PATH", "/missing/config.toml"), sandbox.program(), "--version");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.lastLines().toString()).contains("/missing/config.toml");
    }

    private Sandbox around(Fixture fixture) throws Exception {
        var store = fixture.unpackStore(directory.resolve("fixture"));
        return Sandbox.around(directory.resolve("sandbox"), store);
    }

    private String exportListing(Path export) throws Exception {
        var scratch = Files.createDirectories(directory.resolve("scratch"));
        try (var records = ExportRecords.open(export);
                var listing = ExportListing.of(records, scratch, Progress.NONE)) {
            var text = new StringBuilder();
            listing.writeTo(text);
            return text.toString();
        }
    }
}
