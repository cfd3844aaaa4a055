package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.store.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeDirectoryTest {

    @Test
    void isWhereTheCommandsOfTheCoreKeepTheirsToo() {
        assertThat(HomeDirectory.standard()).isEqualTo(StateDirectory.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrades", "token", "console.port", "journal.sqlite3"})
    void isRefusedWithALinkPlantedWhereTheConsoleWrites(String name, @TempDir Path directory) throws IOException {
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        var home = Files.createDirectory(directory.resolve("home"));
        Files.createSymbolicLink(home.resolve(name), elsewhere);

        assertThatThrownBy(() -> Console.start(0, home, "1.2.3-test"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(home.resolve(name) + " is a link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void isRefusedWhereItIsItselfALink(@TempDir Path directory) throws IOException {
        var home = Files.createSymbolicLink(
                directory.resolve("home"), Files.createDirectory(directory.resolve("elsewhere")));

        assertThatThrownBy(() -> Console.start(0, home, "1.2.3-test"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a link")
                .hasMessageContaining("--home");
        assertThat(directory.resolve("elsewhere")).isEmptyDirectory();
    }

    @Test
    void isMadeForItsOwnerAlone(@TempDir Path directory) throws IOException {
        var home = directory.resolve("a/b/home");

        HomeDirectory.prepare(home);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void isLeftAsItIsWhereItExists(@TempDir Path directory) throws IOException {
        var permissions = PosixFilePermissions.fromString("rwxr-x---");
        var home = Files.createDirectory(directory.resolve("home"), PosixFilePermissions.asFileAttribute(permissions));

        HomeDirectory.prepare(home);

        assertThat(Files.getPosixFilePermissions(home)).isEqualTo(permissions);
    }
}
