package dev.drydock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeDirectoryTest {

    @Test
    void liesWithTheStateOfTheMachineForRoot() {
        assertThat(HomeDirectory.standard("root", Path.of("/root"), Map.of("XDG_STATE_HOME", "/root/state")))
                .isEqualTo(Path.of("/var/lib/drydock"));
    }

    @Test
    void liesBelowTheHomeOfAnybodyElse() {
        assertThat(HomeDirectory.standard("ann", Path.of("/home/ann"), Map.of()))
                .isEqualTo(Path.of("/home/ann/.local/state/drydock"));
    }

    @Test
    void followsTheStateHomeOfTheUser() {
        assertThat(HomeDirectory.standard("ann", Path.of("/home/ann"), Map.of("XDG_STATE_HOME", "/srv/ann")))
                .isEqualTo(Path.of("/srv/ann/drydock"));
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
