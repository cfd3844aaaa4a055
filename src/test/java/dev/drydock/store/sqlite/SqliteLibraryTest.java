package dev.drydock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.Mount;
import dev.drydock.store.NativeLibraries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the native library is unpacked, seen in a process of its own. */
class SqliteLibraryTest {

    @TempDir
    private Path directory;

    @Test
    void needsNoTemporaryDirectoryOfTheSystem() throws Exception {
        var home = directory.resolve("home");

        assertThat(detectIn(home, directory.resolve("no/such/directory"))).isEqualTo("V0_7_3");
        assertThat(home.resolve("native")).isEmptyDirectory();
    }

    @Test
    void unpacksNothingInTemporaryDirectoryOfTheSystem() throws Exception {
        try (var tmp = Mount.tmpfs(directory.resolve("tmp"), "noexec")) {
            assertThat(detectIn(directory.resolve("home"), tmp.directory())).isEqualTo("V0_7_3");
        }
    }

    @Test
    void saysThatHomeIsMountedNoexec() throws Exception {
        try (var home = Mount.tmpfs(directory.resolve("home"), "noexec,mode=700")) {
            assertThat(detectIn(home.directory(), directory))
                    .startsWith("The native library of SQLite cannot be loaded from ")
                    .contains("mounted noexec")
                    .contains("DRYDOCK_HOME");
        }
    }

    @Test
    void saysThatThereIsNoRoomForIt() throws Exception {
        try (var home = Mount.tmpfs(directory.resolve("home"), "size=256k,mode=700")) {
            assertThat(detectIn(home.directory(), directory))
                    .startsWith("The native library of SQLite cannot be unpacked in " + home.directory())
                    .contains("no space left on its file system", "Make room for 2 MB");
        }
    }

    @Test
    void loadsFromWhereItIsKeptAndUnpacksNothing() throws Exception {
        var kept = directory.resolve("kept");
        new SqliteStoreDriver().keepLibrary(kept);
        // From the home it could not be loaded.
        try (var home = Mount.tmpfs(directory.resolve("home"), "noexec,mode=700")) {
            assertThat(detectIn(home.directory(), directory, NativeLibraries.optionsToLoadFrom(kept)))
                    .isEqualTo("V0_7_3");
        }
    }

    private String detectIn(Path home, Path tmp) throws Exception {
        return detectIn(home, tmp, List.of());
    }

    private String detectIn(Path home, Path tmp, List<String> options) throws Exception {
        var store = Databases.smallStore(directory.resolve("store"));
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Djava.io.tmpdir=" + tmp));
        words.addAll(options);
        words.addAll(List.of(SqliteLibraryTest.class.getName(), store.toString()));
        var builder = new ProcessBuilder(words);
        builder.environment().put("DRYDOCK_HOME", home.toString());
        var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Files.delete(store);
        return output.strip().lines().reduce((first, last) -> last).orElse("");
    }

    public static void main(String[] arguments) {
        try {
            System.out.println(new SqliteStoreDriver().at(Path.of(arguments[0])).detect());
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
