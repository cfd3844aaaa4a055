package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingCommandTest {

    @TempDir
    private Path directory;

    @Test
    void listsAStoreOfTheOldVersionAlikeInEveryBackend() throws Exception {
        var store = "sqlite:" + Fixture.SQLITE.unpackStore(directory);

        var run = CommandRun.of("listing", store).isDone();

        assertThat(run.out().lines())
                .hasSizeGreaterThan(10_000)
                .allMatch(line -> line.matches("[bcilvt]\t[0-9a-f]+\t\\S+"));
    }

    @Test
    void writesANewFileForItsOwnerAlone() throws Exception {
        var store = "sqlite:" + Fixture.SQLITE.unpackStore(directory);
        var file = directory.resolve("listing.tsv");

        var run = CommandRun.of("listing", store, "-o", file).isDone();

        assertThat(run.out()).startsWith("Listed ").endsWith("in " + file + "." + System.lineSeparator());
        assertThat(Files.readString(file))
                .isEqualTo(CommandRun.of("listing", store).out());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        CommandRun.of("listing", store, "-o", file).failsWith(ExitStatus.REFUSED, "exists already");
    }

    @Test
    void countsLinesForScripts() throws Exception {
        var store = "rocksdb:" + Fixture.ROCKSDB.unpackStore(directory);
        var file = directory.resolve("listing.tsv");

        var json =
                CommandRun.of("listing", "--json", store, "-o", file).isDone().json();

        try (var lines = Files.lines(file)) {
            assertThat(json.get("lines").longValue()).isEqualTo(lines.count());
        }
    }

    @Test
    void listsAnExportOfTheServerAndOurOwnAlike() throws Exception {
        var store = "sqlite:" + Fixture.SQLITE.unpackStore(directory);
        var ours = "export:" + directory.resolve("ours");
        CommandRun.of("convert", "--from", store, "--to", ours).isDone();

        var vendors = CommandRun.of("listing", "export:" + Fixture.SQLITE.unpackExport(directory))
                .isDone();

        assertThat(vendors.out().lines()).hasSizeGreaterThan(10_000);
        assertThat(CommandRun.of("listing", ours).isDone().out()).isEqualTo(vendors.out());
    }

    @Test
    void refusesWhatCannotBeListed() throws Exception {
        CommandRun.of("listing", "--json", "sqlite:x").failsWithJson(ExitStatus.USAGE);
        var rocks = Fixture.ROCKSDB.unpackStore(directory);
        CommandRun.of("listing", "rocksdb:" + rocks, "-o", rocks.resolve("listing"))
                .failsWith(ExitStatus.REFUSED, "lies inside the source");
        assertThat(rocks.resolve("listing")).doesNotExist();
        CommandRun.of("listing", "rocksdb:" + rocks, "-o", directory.resolve("none/listing"))
                .failsWith(ExitStatus.FAILED, "no such file or directory: " + directory.resolve("none") + ".");
    }
}
