package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    @Test
    void makesADirectoryClosedToOthers(@TempDir Path parent) throws Exception {
        var directory = parent.resolve("home/native");

        NativeLibraries.prepare(directory);
        NativeLibraries.prepare(directory);

        for (var made : new Path[] {directory, directory.getParent()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesADirectoryOthersCanWriteTo(@TempDir Path directory) throws IOException {
        for (var mode : new String[] {"rwxrwx---", "rwx---rwx", "rwx----w-"}) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));

            assertRefused(directory, mode);
        }
    }

    @Test
    void refusesALink(@TempDir Path parent) throws IOException {
        var link = Files.createSymbolicLink(parent.resolve("link"), Files.createDirectory(parent.resolve("real")));

        assertRefused(link, "symbolic link");
        assertRefused(Files.createSymbolicLink(parent.resolve("dangling"), parent.resolve("gone")), "symbolic link");
    }

    @Test
    void refusesAFile(@TempDir Path parent) throws IOException {
        assertRefused(Files.createFile(parent.resolve("file")), "not a directory");
        assertRefused(parent.resolve("file/below"), "cannot be created");
    }

    @Test
    void refusesADirectoryOfSomebodyElse(@TempDir Path directory) throws IOException {
        assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "only root can give a directory away");
        Files.setAttribute(directory, "unix:uid", 12_345, LinkOption.NOFOLLOW_LINKS);

        assertRefused(directory, "belongs to 12345");
    }

    @Test
    void tellsMountOptions() {
        assertThat(MountOptions.of(Path.of("/proc/self"))).containsAnyOf("rw", "ro");
        assertThat(MountOptions.of(Path.of("/no/such/path"))).isEmpty();
    }

    private static void assertRefused(Path directory, String reason) {
        assertThatThrownBy(() -> NativeLibraries.prepare(directory))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.nextStep()).contains("--home", "DRYDOCK_HOME"))
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(reason);
    }
}
