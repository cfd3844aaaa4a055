package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account of a container sees of this machine, as root brings it about. */
class OpenedMountsTest {

    private static final long NUMBER = 54_321;

    private final CommandRunner runner = new CommandRunner();

    @TempDir
    private Path directory;

    private Path closed;
    private Path volume;
    private Path file;

    @BeforeEach
    void closeADirectory() throws Exception {
        assumeThat(Account.current().isRoot()).isTrue();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        closed = Files.createDirectory(directory.resolve("closed"));
        volume = Files.createDirectories(closed.resolve("it's a \"volume\" of $HOME"));
        file = Files.writeString(closed.resolve("single.toml"), "inside\n");
        Files.writeString(closed.resolve("secret"), "not for it\n");
        for (var given : List.of(volume, file)) {
            Files.setAttribute(given, "unix:uid", (int) NUMBER);
            Files.setAttribute(given, "unix:gid", (int) NUMBER);
        }
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    private CommandResult run(String script) throws Exception {
        var account = Account.contained("mail", NUMBER, NUMBER, List.of(volume, file));
        return runner.run(Command.of("sh", "-c", script, "sh", volume.toString(), file.toString())
                .as(account));
    }

    @Test
    void comesToTheMountsAndToNothingElse() throws Exception {
        var result = run("cd \"$1\" && echo made >file && cat \"$2\" && ls \"$1/..\" && id -u && id -G");

        assertThat(result.output())
                .containsExactlyInAnyOrder(
                        "inside", "it's a \"volume\" of $HOME", "single.toml", "" + NUMBER, "" + NUMBER);
        assertThat(Files.getAttribute(volume.resolve("file"), "unix:uid")).isEqualTo((int) NUMBER);
    }

    @Test
    void leavesNothingBehindOnTheMachine() throws Exception {
        run("true");

        assertThat(closed.resolve("secret")).content().isEqualTo("not for it\n");
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(closed.toString());
    }

    @Test
    void asksTheSystemAsThatAccount() throws Exception {
        var account = Account.contained("mail", NUMBER, NUMBER, List.of(volume, file));
        var rights = new Rights(runner, account, Account.current());

        assertThat(rights.canWrite(volume)).isTrue();
        assertThat(rights.closedAbove(volume)).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assertThat(rights.canRead(file)).isFalse();
    }

    @Test
    void needsNoNamespaceWhereEverythingIsOpen() throws Exception {
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(OpenedMounts.prefix(List.of(volume, file, closed.resolve("missing"))))
                .isEmpty();
    }
}
