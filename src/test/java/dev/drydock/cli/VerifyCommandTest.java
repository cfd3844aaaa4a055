package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    @TempDir
    private Path directory;

    private String store;
    private String target;

    @BeforeEach
    void convert() throws Exception {
        store = "rocksdb:" + Fixture.ROCKSDB.unpackStore(directory);
        target = "sqlite:" + directory.resolve("new.sqlite3");
        CommandRun.of("convert", "--from", store, "--to", target, "--quiet").isDone();
    }

    @Test
    void findsExportAndTargetEqual() throws Exception {
        var export = Fixture.ROCKSDB.unpackExport(directory);

        var run = CommandRun.of("verify", "--source", store, "--export", export, "--target", target)
                .isDone();

        assertThat(run.out().lines().filter(line -> line.startsWith("EQUAL: "))).hasSize(2);
        assertThat(run.out()).doesNotContain("DIFFERENCES");
    }

    @Test
    void findsADifferenceAndNamesIt() {
        var run = CommandRun.of("verify", "--source", store, "--target", target, "--profile", "official");

        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("DIFFERENCES", "changed   queued message ", "NOT EQUAL: ", "Do not start v0.8.0 on it");

        var json = CommandRun.of("verify", "--json", "--source", store, "--target", target, "--profile", "official")
                .json();
        assertThat(json.get("equal").booleanValue()).isFalse();
        assertThat(json.get("comparisons").get(0).get("notCompared")).isEmpty();
        var comparison = json.get("comparisons").get(0);
        assertThat(comparison.get("differences").size())
                .isEqualTo(comparison.get("differenceCount").intValue())
                .isPositive();
        assertThat(comparison.get("differences").get(0).get("kind").stringValue())
                .isIn("missing", "added", "changed");
    }

    @Test
    void takesAnExportAsTheSource() throws Exception {
        var export = Fixture.ROCKSDB.unpackExport(directory);
        var official = "rocksdb:" + directory.resolve("official");
        CommandRun.of("convert", "--from", store, "--to", official, "--profile", "official")
                .isDone();

        CommandRun.of("verify", "--source", "export:" + export, "--target", official, "--profile", "official")
                .isDone();
    }

    @Test
    void refusesStoresOfTheOtherVersion() {
        CommandRun.of("verify", "--source", store, "--target", store)
                .failsWith(ExitStatus.REFUSED, store + " is a store of v0.7.3, not of v0.8.0");
        CommandRun.of("verify", "--source", target, "--target", target)
                .failsWith(ExitStatus.REFUSED, target + " is a store of v0.8.0 already");
    }

    @Test
    void refusesToCompareNothing() {
        CommandRun.of("verify", "--source", store).failsWith(ExitStatus.USAGE, "--export, --target or both");
        CommandRun.of("verify", "--source", store, "--target", "export:" + directory)
                .failsWith(ExitStatus.USAGE, "named with --export");
    }

    @Test
    void keepsTemporaryFilesWhereItIsTold() throws Exception {
        var work = directory.resolve("work");

        CommandRun.of("verify", "--source", store, "--target", target, "--profile=official", "--work", work);

        assertThat(work).isEmptyDirectory();
        assertThat(Files.getPosixFilePermissions(work)).hasSize(3);
    }
}
