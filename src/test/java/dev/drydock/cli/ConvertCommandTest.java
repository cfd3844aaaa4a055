package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.SourceWriter;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.DirectorySnapshot;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {

    @TempDir
    private Path directory;

    private Path out;
    private Path storePath;
    private String store;

    @BeforeEach
    void unpack() throws Exception {
        out = Files.createDirectory(directory.resolve("out"));
        storePath = Fixture.SQLITE.unpackStore(directory);
        store = "sqlite:" + storePath;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void makesWhatTheRealImportMakes(String scheme) throws Exception {
        var target = scheme + ":" + out.resolve("new");
        CommandRun.of("convert", "--from", store, "--to", target, "--profile", "official")
                .isDone();

        assertThat(CommandRun.of("listing", target).isDone().out()).isEqualTo(Fixture.SQLITE.listing());
    }

    @Test
    void leavesTheSourceAsItIs() throws Exception {
        var before = DirectorySnapshot.of(storePath.getParent());

        CommandRun.of("convert", "--from", store, "--to", "rocksdb:" + out.resolve("new"))
                .isDone();

        assertThat(DirectorySnapshot.of(storePath.getParent())).isEqualTo(before);
    }

    @Test
    void printsALedgerThatClosesAndWhatToDoNext() {
        var target = "sqlite:" + out.resolve("new");

        var text = CommandRun.of("convert", "--from", store, "--to", target)
                .isDone()
                .out();

        assertThat(text)
                .contains("profile lossless", "The source was only read", "the sums close")
                .containsPattern("queued message +3 +3 +6\\R")
                .containsPattern("lookup counter +2,221 +2,214 +2,214 +7  a counter that expires by itself")
                .contains("verify --source " + store + " --target " + target)
                .doesNotContain("SAVED AS FILES", "LOST");
    }

    @Test
    void saysWhatTheOfficialWayLoses() {
        assertThat(CommandRun.of("convert", "--from", store, "--to", "sqlite:" + out.resolve("x"), "--profile=official")
                        .isDone()
                        .out())
                .containsPattern("received report +1 +0 +0 +1  LOST: the server's export leaves it out");
    }

    @Test
    void countsTheSameForScripts() {
        var json = CommandRun.of("convert", "--json", "--from", store, "--to", "sqlite:" + out.resolve("new"))
                .isDone()
                .json();

        assertThat(json.get("profile").stringValue()).isEqualTo("lossless");
        assertThat(json.get("closes").booleanValue()).isTrue();
        for (var line : json.get("families")) {
            var not = 0L;
            for (var units : line.get("notCarried")) {
                not += units.longValue();
            }
            assertThat(line.get("carried").longValue() + not)
                    .isEqualTo(line.get("read").longValue());
        }
        assertThat(json.get("saved").get("records").intValue()).isZero();
        assertThat(json.get("saved").get("directory").isNull()).isTrue();
    }

    @Test
    void makesAnExportThatHoldsWhatTheStoreHolds() throws Exception {
        var export = out.resolve("export");

        var text = CommandRun.of("convert", "--from", store, "--to", "export:" + export)
                .isDone()
                .out();

        assertThat(text).contains("an export of v0.7.3", "received reports are not exported", "--export " + export);
        CommandRun.of("verify", "--source", store, "--export", export).isDone();
        assertThat(CommandRun.of("convert", "--json", "--from", store, "--to", "export:" + out.resolve("2"))
                        .isDone()
                        .json()
                        .get("exported")
                        .longValue())
                .isPositive();
    }

    @Test
    void savesAsFilesWhatTheNewVersionHasNoPlaceFor() throws Exception {
        var small = "sqlite:" + smallStoreWithTlsReport();

        var text = CommandRun.of("convert", "--from", small, "--to", "sqlite:" + out.resolve("new"))
                .isDone()
                .out();

        var saved = out.resolve("new-not-carried");
        assertThat(text).contains("SAVED AS FILES", "1 record in " + saved).containsPattern("saved as a file");
        assertThat(Files.readString(saved.resolve("index.tsv"))).contains("TLS report received, id 5");

        CommandRun.of("convert", "--from", small, "--to", "sqlite:" + out.resolve("other"), "--saved", saved)
                .failsWith(ExitStatus.REFUSED, saved.toString(), "--saved");
        assertThat(names(out)).containsExactly("new", "new-not-carried");
    }

    @Test
    void refusesAnExportThatShallBeLossless() {
        CommandRun.of("convert", "--from", store, "--to", "export:" + out.resolve("x"), "--profile", "lossless")
                .failsWith(ExitStatus.USAGE, "exactly what the server's own export holds", "drydock convert --help");
        CommandRun.of("convert", "--from", store, "--to", "export:" + out.resolve("x"), "--compression", "lz4")
                .failsWith(ExitStatus.USAGE, "not for an export");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void refusesMistakesInTheCommandLine() {
        CommandRun.of("convert", "--from", store).failsWith(ExitStatus.USAGE, "--to");
        CommandRun.of("convert", "--from", storePath, "--to", "sqlite:x")
                .failsWith(ExitStatus.USAGE, "--from", "sqlite:" + storePath);
        CommandRun.of("convert", "--from", store, "--to", "mysql:x")
                .failsWith(ExitStatus.USAGE, "\"mysql:\"", "mysql://USER@HOST");
        CommandRun.of("convert", "--from", store, "--to", "sqlite:x", "--profile", "fast")
                .failsWith(ExitStatus.USAGE, "--profile", "fast");
        CommandRun.of("convert", "--from", store, "--to", "sqlite:x", "--compression", "zip")
                .failsWith(ExitStatus.USAGE, "as-stored, none or lz4");
        CommandRun.of(
                        "convert",
                        "--from",
                        store,
                        "--to",
                        "sqlite:x",
                        "--profile",
                        "official",
                        "--external-directory",
                        "ldap")
                .failsWith(ExitStatus.USAGE, "--external-directory needs the profile lossless");

        var error = CommandRun.of("convert", "--json", "--nonsense").jsonError();
        assertThat(error.get("code").stringValue()).isEqualTo("usage");
        assertThat(error.get("nextStep").stringValue()).isEqualTo("See drydock convert --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void refusesAStoreOfTheNewVersionAsSource(String scheme) {
        var target = scheme + ":" + out.resolve("new");
        CommandRun.of("convert", "--from", store, "--to", target).isDone();

        var run = CommandRun.of("convert", "--from", target, "--to", "sqlite:" + out.resolve("again"))
                .failsWith(ExitStatus.REFUSED, target + " is a store of v0.8.0 already", "before the upgrade");
        assertThat(run.out()).isEmpty();
        assertThat(names(out)).containsExactly("new");
    }

    @Test
    void refusesATargetThatIsThere() throws Exception {
        var target = "rocksdb:" + out.resolve("new");
        CommandRun.of("convert", "--from", store, "--to", target).isDone();
        var before = DirectorySnapshot.of(out);

        CommandRun.of("convert", "--from", store, "--to", target)
                .failsWith(ExitStatus.REFUSED, "not blank: it is a store of v0.8.0", "where nothing is yet");
        var other = Fixture.ROCKSDB.unpackStore(directory);
        CommandRun.of("convert", "--from", store, "--to", "rocksdb:" + other)
                .failsWith(ExitStatus.REFUSED, "not blank: it is a store of v0.7.3");
        CommandRun.of("convert", "--from", store, "--to", "export:" + out)
                .failsWith(ExitStatus.REFUSED, "the directory is not empty");

        assertThat(DirectorySnapshot.of(out)).isEqualTo(before);
        var error = CommandRun.of("convert", "--json", "--from", store, "--to", target)
                .jsonError();
        assertThat(error.get("code").stringValue()).isEqualTo("target-not-blank");
    }

    @Test
    void refusesToWriteOverTheSourceOrIntoIt() throws Exception {
        CommandRun.of("convert", "--from", store, "--to", store)
                .failsWith(ExitStatus.REFUSED, "over the source", "never written to");

        var rocks = Fixture.ROCKSDB.unpackStore(directory);
        var before = DirectorySnapshot.of(rocks);
        CommandRun.of("convert", "--from", "rocksdb:" + rocks, "--to", "sqlite:" + rocks.resolve("new"))
                .failsWith(ExitStatus.REFUSED, "lies inside the source");
        CommandRun.of("convert", "--from", "rocksdb:" + rocks, "--to", "export:" + rocks + "/../data/./export")
                .failsWith(ExitStatus.REFUSED, "lies inside the source");
        CommandRun.of(
                        "convert",
                        "--from",
                        "rocksdb:" + rocks,
                        "--to",
                        "sqlite:" + out.resolve("x"),
                        "--saved",
                        rocks.resolve("saved"))
                .failsWith(ExitStatus.REFUSED, "lies inside the source");
        var link = Files.createSymbolicLink(out.resolve("link"), rocks);
        CommandRun.of("convert", "--from", "rocksdb:" + rocks, "--to", "sqlite:" + link.resolve("new"))
                .failsWith(ExitStatus.REFUSED, "lies inside the source");
        assertThat(DirectorySnapshot.of(rocks)).isEqualTo(before);
    }

    @Test
    void leavesNothingBehindWhereTheSourceIsDamaged() throws Exception {
        var small = smallStoreWithTlsReport();
        var damaged = directory.resolve("damaged.sqlite3");
        try (var writer = new SqliteStoreDriver(directory).at(damaged).createSource()) {
            report(writer, 5);
            writer.put(Space.INDEXES, new byte[] {1, 2, 3}, new byte[0]);
            writer.commit();
        }
        assertThat(small).exists();

        var run = CommandRun.of("convert", "--from", "sqlite:" + damaged, "--to", "rocksdb:" + out.resolve("new"))
                .failsWith(ExitStatus.FAILED, "space i, key 010203", "index key");

        assertThat(run.err()).contains("damaged.sqlite3");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void saysWhereTheTargetsDirectoryIsMissing() {
        CommandRun.of("convert", "--from", store, "--to", "sqlite:" + out.resolve("missing/new"))
                .failsWith(ExitStatus.FAILED, out.resolve("missing").toString());
    }

    @Test
    void removesWhatAKilledRunHasLeftOfAStoreAndSaysSo() throws Exception {
        var left = Files.writeString(out.resolve(".new.drydock-0123456789abcdef"), "half a store");

        var run = CommandRun.of("convert", "--from", store, "--to", "sqlite:" + out.resolve("new"));

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("Removed " + left, "killed");
        assertThat(names(out)).containsExactly("new");
    }

    @Test
    void tellsWhatAKilledRunHasLeftOfAnExport() throws Exception {
        var left = Files.createDirectory(out.resolve(".new.drydock-0123456789ab"));
        Files.writeString(left.resolve("property"), "half an export");

        var run = CommandRun.of("convert", "--from", store, "--to", "export:" + out.resolve("new"));
        var quiet = CommandRun.of("convert", "--quiet", "--from", store, "--to", "export:" + out.resolve("new2"));

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains(left.toString(), "killed");
        assertThat(quiet.isDone().err()).isEmpty();
    }

    private Path smallStoreWithTlsReport() throws Exception {
        var small = directory.resolve("small.sqlite3");
        try (var writer = new SqliteStoreDriver(directory).at(small).createSource()) {
            report(writer, 5);
            writer.commit();
        }
        return small;
    }

    private static void report(SourceWriter writer, long id) throws Exception {
        var key = new ReceivedReportKey(ReceivedReportKey.Kind.TLS, 1_700_000_000, id);
        writer.put(Space.VALUES, key.encode(), new byte[] {1, 2, 3});
    }

    private static List<String> names(Path directory) {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
