package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.demo.Sandbox;
import dev.drydock.host.Account;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mail server that an ordinary account owns and runs, upgraded and taken back by that account. */
class UnprivilegedUpgradeIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.drydock.upgrade.SandboxKinds#rocksDb")
    void goesBackFromEveryPhaseToTheSameBytes(Sandbox.Kind kind) throws Exception {
        assumeTrue(Account.current().uid() == 0, "only root can become another account");
        var nobody = Account.of("nobody");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        var world = Files.createDirectory(directory.resolve("world"));
        Files.setAttribute(world, "unix:uid", (int) nobody.uid());
        Files.setAttribute(world, "unix:gid", (int) nobody.gid());
        var output = directory.resolve("output");

        var builder = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + nobody.uid(),
                        "--regid=" + nobody.gid(),
                        "--clear-groups",
                        "--bounding-set=-all",
                        "--no-new-privs",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + world,
                        "-cp",
                        readableClassPath(),
                        RoundsBack.class.getName(),
                        world.toString(),
                        kind.name())
                .directory(world.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("DRYDOCK_HOME", world.resolve("state").toString());
        var process = builder.start();

        assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("Back from trial", "Back from start");
    }

    /** The class path, copied to where any account may read it: that of a build may lie in a home that is closed. */
    private String readableClassPath() throws IOException {
        var copies = Files.createDirectory(
                directory.resolve("classes"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var source = Path.of(entry);
            if (!Files.exists(source)) {
                continue;
            }
            var copy = copies.resolve(entries.size() + "-" + source.getFileName());
            try (var files = Files.walk(source)) {
                for (var file : (Iterable<Path>) files::iterator) {
                    var place = copy.resolve(source.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(place);
                        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
                    } else {
                        Files.copy(file, place);
                        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-r--r--"));
                    }
                }
            }
            entries.add(copy.toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
