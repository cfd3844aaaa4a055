package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and directories that we may not use, seen by a process to which permissions apply, even if it is root's. */
class PermissionTest {

    @TempDir
    private Path directory;

    private Path data;
    private Path store;

    @BeforeEach
    void makeStore() throws Exception {
        data = Files.createDirectory(directory.resolve("data"));
        store = Databases.smallStore(data.resolve("index.sqlite3"));
    }

    @AfterEach
    void permitRemoval() throws IOException {
        permit(data, "rwx------");
    }

    @Test
    void readsFileThatMayOnlyBeRead() throws Exception {
        permit(store, "r--------");
        permit(data, "r-x------");

        assertThat(run("detect", store)).isEqualTo("V0_7_3");
    }

    @Test
    void refusesFileThatMayNotBeRead() throws Exception {
        permit(store, "---------");

        assertThat(run("detect", store))
                .isEqualTo("Cannot lock " + store + ": permission denied. Run this as a user who may.");
    }

    @Test
    void refusesDirectoryThatMayNotBeSearched() throws Exception {
        permit(data, "rw-------");

        assertThat(run("detect", store))
                .isEqualTo("Cannot look at " + store + ": permission denied. Run this as a user who may.");
    }

    @Test
    void refusesDirectoryThatMayNotBeWrittenTo() throws Exception {
        permit(data, "r-x------");

        assertThat(run("create", data.resolve("new")))
                .isEqualTo("Cannot make the new store " + data.resolve("new")
                        + ": permission denied. Run this as a user who may.");
    }

    @Test
    void refusesDirectoryForCopiesThatMayNotBeWrittenTo() throws Exception {
        try (var server = new OtherProcess(store, "PRAGMA journal_mode = wal", "DELETE FROM v")) {
            server.kill();
        }
        var work = Files.createDirectory(directory.resolve("work"));
        permit(work, "r-x------");

        assertThat(run("detect", store))
                .startsWith("Cannot make a directory for copies in " + work + ": permission denied.");
        permit(work, "rwx------");
    }

    private static void permit(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private String run(String action, Path path) throws Exception {
        var command = new ArrayList<String>();
        if (Files.getAttribute(Path.of("/proc/self").toRealPath(), "unix:uid").equals(0)) {
            assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "setpriv takes from root the right to read all");
            command.addAll(List.of("/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PermissionTest.class.getName(),
                action,
                path.toString(),
                directory.resolve("work").toString()));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DRYDOCK_HOME", directory.resolve("home").toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip().lines().reduce((first, last) -> last).orElse("");
    }

    public static void main(String[] arguments) {
        var driver = new SqliteStoreDriver(Path.of(arguments[2]));
        var path = Path.of(arguments[1]);
        try {
            if (arguments[0].equals("create")) {
                driver.at(path).createTarget().close();
            }
            System.out.println(driver.at(path).detect());
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
