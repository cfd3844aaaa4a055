package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drydock.host.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As whom a program is asked for its version; the program itself says whom it runs as. */
class UnprivilegedRunnerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Path program;

    @BeforeEach
    void makesAProgram() throws Exception {
        assumeThat(Account.current().isRoot()).as("only root can become others").isTrue();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        program = directory.resolve("stalwart-mail");
        says("id -un; echo \"$@\"");
    }

    private void says(String script) throws Exception {
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String asked() throws Exception {
        return new UnprivilegedRunner()
                .run(List.of(program.toString(), "--version"), LIMIT)
                .text();
    }

    @Test
    void asksAsNobody() throws Exception {
        assertThat(asked()).isEqualTo("nobody\n--version");
    }

    @Test
    void staysNobodyWhateverTheProgramAnswers() throws Exception {
        says("id -un; exit 1");

        assertThat(asked()).isEqualTo("nobody");
    }

    @Test
    void asksAsTheOwnerOfAFileThatNobodyMayNotStart() throws Exception {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(program, "unix:uid", (int) Account.of("daemon").uid());

        assertThat(asked()).isEqualTo("daemon\n--version");
    }

    @Test
    void doesNotAskAsRootWhereOthersCouldHaveWrittenTheProgram() throws Exception {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx-w--w-"));

        assertThatThrownBy(this::asked).isInstanceOf(IOException.class).hasMessageContaining(program.toString());
    }
}
