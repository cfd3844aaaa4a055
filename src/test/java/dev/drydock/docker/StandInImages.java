package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.systemd.VendorInstallation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Images with the stand-in programs, laid out as the vendor's are: the program in {@code /usr/local/bin}, everything else
 * on a volume at {@code /opt/stalwart-mail}, and an entry point that makes a new configuration where there is none. They
 * bring a Java of their own, made by {@code jlink}, and nothing else that is not needed.
 */
final class StandInImages {

    static final String OLD = "stand-in/mail-server:v0.7.3";
    static final String NEW = "stand-in/mail-server:v0.8.0";

    /** What a container writes where its entry point makes a new configuration. */
    static final String NEW_CONFIGURATION = "etc/made-by-the-entry-point";

    private static final String BASE = "stand-in/base:1";

    private static final List<String> LEFT_OUT = List.of(
            "playwright", "driver", "junit", "archunit", "jqwik", "byte-buddy", "opentest4j", "kotlin", "okhttp");

    private StandInImages() {}

    /** Makes them, once for each Engine. */
    static void make(PrivateEngine engine) throws IOException, InterruptedException {
        if (engine.call(new StringBuilder(), "image", "inspect", NEW) == 0) {
            return;
        }
        var directory = Files.createTempDirectory("image");
        try {
            var root = Files.createDirectory(directory.resolve("root"));
            layOut(root);
            var archive = directory.resolve("root.tar");
            run("tar", "--directory", root.toString(), "--create", "--file", archive.toString(), ".");
            engine.run("import", archive.toString(), BASE);
        } finally {
            run("rm", "-rf", directory.toString());
        }
        build(engine, OLD, "0.7.3");
        build(engine, NEW, "0.8.0");
    }

    private static void build(PrivateEngine engine, String image, String version)
            throws IOException, InterruptedException {
        var context = Files.createTempDirectory("build");
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + BASE + "\nENV STAND_IN=" + version + "\nENV PATH=/usr/local/bin:/usr/bin:/bin\n"
                        + "LABEL stand-in.version=" + version + "\nVOLUME /opt/stalwart-mail\n"
                        + "ENTRYPOINT [\"/bin/sh\", \"/usr/local/bin/entrypoint.sh\"]\n",
                StandardCharsets.UTF_8);
        engine.run("build", "--quiet", "--tag", image, context.toString());
        run("rm", "-rf", context.toString());
    }

    private static void layOut(Path root) throws IOException, InterruptedException {
        for (var name : List.of("usr/bin", "usr/lib", "usr/local/bin", "app", "etc", "tmp", "proc", "sys", "dev")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.setPosixFilePermissions(root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (var name : List.of("bin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(name), Path.of(name.equals("bin") ? "usr/bin" : "usr/lib"));
        }
        var home = Path.of(System.getProperty("java.home"));
        run(
                home.resolve("bin/jlink").toString(),
                "--add-modules=java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output=" + root.resolve("java"));
        var programs = new ArrayList<Path>();
        for (var tool : List.of("dash", "id", "setpriv", "mkdir", "sleep", "cat", "chown", "cp", "rm")) {
            var real = Path.of("/usr/bin", tool).toRealPath();
            Files.copy(real, root.resolve("usr/bin").resolve(tool));
            programs.add(real);
        }
        Files.createSymbolicLink(root.resolve("usr/bin/sh"), Path.of("dash"));
        try (var libraries = Files.walk(root.resolve("java"))) {
            libraries
                    .filter(path -> path.toString().endsWith(".so") || path.endsWith("bin/java"))
                    .forEach(programs::add);
        }
        libraries(root, programs);
        Files.writeString(root.resolve("etc/passwd"), """
                root:x:0:0:root:/root:/bin/sh
                nobody:x:65534:65534::/nonexistent:/bin/false
                %1$s:x:990:990::/opt/stalwart-mail:/bin/false
                """.formatted(VendorInstallation.ACCOUNT));
        Files.writeString(root.resolve("etc/group"), """
                root:x:0:
                nogroup:x:65534:
                %1$s:x:990:
                """.formatted(VendorInstallation.ACCOUNT));
        classes(root);
        program(root.resolve("usr/local/bin/stalwart-mail"), """
                #!/bin/sh
                if [ "$#" -eq 1 ] && [ "$1" = --version ]; then echo "$STAND_IN"; exit 0; fi
                if [ -e /opt/stalwart-mail/fault ]; then . /opt/stalwart-mail/fault; fi
                as=
                if [ "$STAND_IN" = 0.8.0 ] && [ "$(id -u)" = 0 ] && [ -n "$RUN_AS_USER" ]; then
                  # The real one becomes that account by itself, and its variables with it.
                  as="setpriv --reuid=$RUN_AS_USER --regid=$RUN_AS_USER --clear-groups --"
                  unset RUN_AS_USER RUN_AS_GROUP
                fi
                exec $as /java/bin/java @/app/options dev.drydock.Drydock stand-in "$STAND_IN" /opt/stalwart-mail "$@"
                """);
        program(root.resolve("usr/local/bin/entrypoint.sh"), """
                #!/bin/sh
                # As the vendor's: it starts the server, or makes a new installation.
                if [ -f /opt/stalwart-mail/etc/config.toml ] && [ "$#" -eq 0 ]; then
                  exec /usr/local/bin/stalwart-mail --config /opt/stalwart-mail/etc/config.toml
                fi
                mkdir -p /opt/stalwart-mail/etc
                echo "A new configuration, and a new password for its administrator" >/opt/stalwart-mail/%s
                exec sleep 600
                """.formatted(NEW_CONFIGURATION));
    }

    private static void program(Path path, String text) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What programs are linked with, all in one directory that the loader looks into. */
    private static void libraries(Path root, List<Path> programs) throws IOException, InterruptedException {
        // What the native library of RocksDB asks for, which lies in its jar.
        var further = Stream.of(
                        "libstdc++.so.6", "libgcc_s.so.1", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libm.so.6")
                .map(name -> Path.of("/usr/lib/x86_64-linux-gnu", name))
                .toList();
        var command = new ArrayList<>(List.of("ldd"));
        programs.forEach(program -> command.add(program.toString()));
        var found = output(command)
                .lines()
                .map(line -> line.replaceFirst(".*=> ", "").strip().split(" ", 2)[0])
                .filter(path -> path.startsWith("/") && !path.endsWith(":") && !path.startsWith(root.toString()))
                .map(Path::of)
                .filter(Files::exists);
        var triplet = Files.createDirectories(root.resolve("usr/lib/x86_64-linux-gnu"));
        for (var library : Stream.concat(found, further.stream()).distinct().toList()) {
            var name = library.getFileName();
            var to = name.toString().startsWith("ld-") ? root.resolve("usr/lib").resolve(name) : triplet.resolve(name);
            if (!Files.exists(to)) {
                Files.copy(library.toRealPath(), to);
            }
        }
    }

    private static void classes(Path root) throws IOException, InterruptedException {
        var number = 0;
        var classPath = new ArrayList<String>();
        for (var entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            var name = String.valueOf(path.getFileName());
            if (Files.exists(path) && LEFT_OUT.stream().noneMatch(name::contains)) {
                var inside = "/app/" + number++ + "-" + name;
                run("cp", "-a", path.toString(), root + inside);
                classPath.add(inside);
            }
        }
        Files.writeString(
                root.resolve("app/options"),
                "-XX:TieredStopAtLevel=1\n-XX:+UseSerialGC\n-Xmx192m\n-cp " + String.join(":", classPath) + "\n");
        run(
                "chmod",
                "-R",
                "a+rX",
                root.resolve("app").toString(),
                root.resolve("java").toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        output(List.of(command));
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + output)
                .isLessThan(2);
        return output;
    }
}
