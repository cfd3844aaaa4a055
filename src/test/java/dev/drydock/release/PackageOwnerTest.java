package dev.drydock.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.host.CommandRunner;
import dev.drydock.host.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the package manager of this machine; without one there is nothing to ask. */
class PackageOwnerTest {

    @TempDir
    private Path directory;

    private final CommandRunner runner = new CommandRunner();

    @Test
    void namesThePackageOfAFile() throws Exception {
        assumeTrue(Tool.isHere("dpkg-query"), "no dpkg here");

        assertThat(PackageOwner.of(Path.of("/usr/bin/dpkg"), runner)).hasValue(new PackageOwner("dpkg", "dpkg"));
        assertThat(PackageOwner.of(Path.of("/bin/true").toRealPath(), runner))
                .hasValue(new PackageOwner("dpkg", "coreutils"));
        // Its answer begins with a list of packages.
        assertThat(PackageOwner.of(Path.of("/usr/share/man"), runner)).isPresent();
    }

    @Test
    void knowsThatAFileBelongsToNone() throws Exception {
        var file = Files.createFile(directory.resolve("stalwart-mail"));

        assertThat(PackageOwner.of(file, runner)).isEmpty();
        assertThat(PackageOwner.of(directory.resolve("nowhere"), runner)).isEmpty();
    }
}
