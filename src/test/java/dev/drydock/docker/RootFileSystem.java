package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.systemd.VendorInstallation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a small system: a shell, a few tools, what they are linked with, and the accounts of the vendor's image.
 * Without Java.
 */
public record RootFileSystem(Path root) {

    private static final Path LIBRARIES = Path.of("/usr/lib/x86_64-linux-gnu");

    private static final List<String> TOOLS = List.of(
            "dash", "id", "setpriv", "setsid", "getent", "mount", "unshare", "mkdir", "sleep", "cat", "chown", "cp",
            "rm", "ls", "test", "dirname", "sed", "tr", "cut", "grep");

    /** Lays it out in an empty directory. */
    public static RootFileSystem create(Path root) throws IOException, InterruptedException {
        var made = new RootFileSystem(root);
        for (var name : List.of("usr/bin", "usr/lib", "usr/local/bin", "etc", "tmp", "proc", "sys", "dev", "root")) {
            Files.createDirectories(root.resolve(name));
        }
        output(List.of("chmod", "1777", root.resolve("tmp").toString()));
        for (var name : List.of("bin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(name), Path.of(name.equals("bin") ? "usr/bin" : "usr/lib"));
        }
        var programs = new ArrayList<Path>();
        for (var tool : TOOLS) {
            var real = Path.of("/usr/bin", tool).toRealPath();
            Files.copy(real, root.resolve("usr/bin").resolve(tool));
            programs.add(real);
        }
        Files.createSymbolicLink(root.resolve("usr/bin/sh"), Path.of("dash"));
        made.addLibrariesOf(programs);
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
        return made;
    }

    /** Adds what programs are linked with, all in one directory that the loader looks into. */
    public void addLibrariesOf(List<Path> programs) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ldd"));
        programs.forEach(program -> command.add(program.toString()));
        addLibraries(output(command)
                .lines()
                .map(line -> line.replaceFirst(".*=> ", "").strip().split(" ", 2)[0])
                .filter(path -> path.startsWith("/") && !path.endsWith(":") && !path.startsWith(root.toString()))
                .map(Path::of));
    }

    private void addLibraries(String... names) throws IOException {
        addLibraries(Arrays.stream(names).map(LIBRARIES::resolve));
    }

    /** Adds what the native library of RocksDB asks for, which lies in its jar. */
    public void addLibrariesOfRocksDb() throws IOException {
        addLibraries("libstdc++.so.6", "libgcc_s.so.1", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libm.so.6");
    }

    private void addLibraries(Stream<Path> libraries) throws IOException {
        var place = Files.createDirectories(root.resolve(LIBRARIES.toString().substring(1)));
        for (var library : libraries.filter(Files::exists).distinct().toList()) {
            var name = library.getFileName();
            var to = name.toString().startsWith("ld-") ? root.resolve("usr/lib").resolve(name) : place.resolve(name);
            if (!Files.exists(to)) {
                Files.copy(library.toRealPath(), to);
            }
        }
    }

    /** Adds a program. */
    void addProgram(String inside, String text) throws IOException {
        var path = root.resolve(inside);
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * Adds an entry point as the vendor's: it starts the server, or makes a new installation of arguments that it does not
     * understand.
     *
     * @param newConfiguration what it then writes below {@code /opt/stalwart-mail}
     */
    void addEntryPoint(String newConfiguration) throws IOException {
        addProgram("usr/local/bin/entrypoint.sh", """
                #!/bin/sh
                if [ -f /opt/stalwart-mail/etc/config.toml ] && [ "$#" -eq 0 ]; then
                  exec /usr/local/bin/stalwart-mail --config /opt/stalwart-mail/etc/config.toml
                fi
                mkdir -p /opt/stalwart-mail/etc
                echo "A new configuration, and a new password for its administrator" >/opt/stalwart-mail/%s
                exec sleep 600
                """.formatted(newConfiguration));
    }

    /** Makes an image of it. */
    public void importAs(PrivateEngine engine, String image) throws IOException, InterruptedException {
        var archive = root.resolveSibling("root.tar");
        output(List.of("tar", "--directory", root.toString(), "--create", "--file", archive.toString(), "."));
        engine.run("import", archive.toString(), image);
        Files.delete(archive);
    }

    /** Makes an image of another one, with what a Dockerfile adds. */
    static void build(PrivateEngine engine, String image, String dockerfile) throws IOException, InterruptedException {
        var context = Files.createTempDirectory("build");
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        engine.run("build", "--quiet", "--tag", image, context.toString());
        output(List.of("rm", "-rf", context.toString()));
    }

    public static String output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + output)
                .isLessThan(2);
        return output;
    }
}
