package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckExportCommandTest {

    @TempDir
    private Path directory;

    private Path export;

    @BeforeEach
    void unpack() throws Exception {
        export = Fixture.SQLITE.unpackExport(directory);
        Files.setPosixFilePermissions(export, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void findsAnExportSound() {
        var run = CommandRun.of("check-export", export).isDone();

        assertThat(run.out()).contains("RECORDS", "SOUND: ", "verify --export").doesNotContain("ERROR", "NOT SOUND");
        assertThat(CommandRun.of("check-export", "export:" + export).isDone().out())
                .isEqualTo(run.out());
    }

    @Test
    void findsACutFileAndNamesThePlace() throws Exception {
        var blob = Files.readAllBytes(export.resolve("blob"));
        Files.write(export.resolve("blob"), Arrays.copyOf(blob, blob.length / 2));

        var run = CommandRun.of("check-export", export);

        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("ERROR", "in blob at byte", "NOT SOUND: ", "export again");
        var json = CommandRun.of("check-export", "--json", export).json();
        assertThat(json.get("sound").booleanValue()).isFalse();
        assertThat(json.get("errors").longValue()).isPositive();
        assertThat(json.get("findings").get(0).get("grade").stringValue()).isEqualTo("ERROR");
        assertThat(json.get("findings").get(0).get("file").stringValue()).isEqualTo("blob");
    }

    @Test
    void saysWhereThereIsNoDirectory() {
        CommandRun.of("check-export", directory.resolve("none"))
                .failsWith(ExitStatus.FAILED, "none", "no such file or directory");
    }

    @Test
    void leavesNoTemporaryFiles() {
        var work = directory.resolve("work");

        CommandRun.of("check-export", export, "--work", work).isDone();

        assertThat(work).isEmptyDirectory();
    }
}
