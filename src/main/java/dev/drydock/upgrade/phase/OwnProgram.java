package dev.drydock.upgrade.phase;

import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Drydock itself, as a child that works under another account. Where that account may not read the files of this
 * program, as when they lie below the home of root, copies are made that it may read; they hold no secret.
 */
final class OwnProgram {

    private static final String MAIN = "dev.drydock.Drydock";

    private OwnProgram() {}

    /** The command that runs a command line of Drydock from the files that this console was started from. */
    static List<String> here() throws IOException {
        return arguments(classPath());
    }

    /** Copies the files of this program below a directory, and returns the command that runs it from there. */
    static List<String> copy(Path directory, Account owner, Account... trusted) throws IOException, HostException {
        HostFiles.deleteTree(directory);
        HostFiles.createDirectory(directory, owner, 0755, trusted);
        var copies = new ArrayList<Path>();
        var number = 0;
        for (var entry : expanded(classPath())) {
            if (Files.exists(entry)) {
                var to = directory.resolve(number++ + "-" + entry.getFileName());
                copyTree(entry, to);
                copies.add(to);
            }
        }
        return arguments(copies);
    }

    /** The command under an account that keeps its own files in {@code home}. */
    static Command command(List<String> program, List<String> arguments, Account account, Path home) {
        return Command.of(Stream.concat(program.stream(), arguments.stream()).toList())
                .withVariable("DRYDOCK_HOME", home.toString())
                .as(account);
    }

    /** A script in the directory of the upgrade that does the same, for whoever goes on without the console. */
    static Path script(Yard yard) {
        return yard.blueprint().home().resolve("drydock.sh");
    }

    static void writeScript(Yard yard, List<String> program, Path home) throws HostException, InterruptedException {
        var blueprint = yard.blueprint();
        // Stores on a server ask for a password, which whoever goes on has to give.
        var passwords = blueprint.store().tables() == null
                ? ""
                : "${PGPASSWORD:+PGPASSWORD=\"$PGPASSWORD\"} ${MYSQL_PWD:+MYSQL_PWD=\"$MYSQL_PWD\"} ";
        var text = "#!/bin/sh\n# Drydock as " + blueprint.runAs().user() + ", as it was tried before mail was stopped\n"
                + "exec " + Shell.as(blueprint.runAs(), blueprint.console()) + "env -i PATH=\"$PATH\" DRYDOCK_HOME="
                + Shell.quote(home) + " " + passwords
                + String.join(" ", program.stream().map(Shell::quote).toList()) + " \"$@\"\n";
        HostFiles.write(script(yard), text.getBytes(StandardCharsets.UTF_8), Account.current(), 0700);
    }

    private static List<String> arguments(List<Path> classPath) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var options =
                List.of(java, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        var program = classPath.size() == 1 && startsItself(classPath.get(0))
                ? List.of("-jar", classPath.get(0).toString())
                : List.of(
                        "-cp",
                        String.join(":", classPath.stream().map(Path::toString).toList()),
                        MAIN);
        return Stream.concat(options.stream(), program.stream()).toList();
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path", "").split(":", -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    /** Whether it is the program as it is handed out, which brings a loader of its own. */
    private static boolean startsItself(Path jar) throws IOException {
        return manifest(jar, "Start-Class") != null;
    }

    /** A jar may be nothing but a list of others. */
    private static List<Path> expanded(List<Path> entries) throws IOException {
        var all = new ArrayList<Path>();
        for (var entry : entries) {
            all.add(entry);
            var list = manifest(entry, "Class-Path");
            if (list != null) {
                for (var address : list.split(" ", -1)) {
                    all.add(address.startsWith("file:") ? Path.of(URI.create(address)) : entry.resolveSibling(address));
                }
            }
        }
        return all;
    }

    private static @org.jspecify.annotations.Nullable String manifest(Path entry, String attribute) throws IOException {
        if (!Files.isRegularFile(entry)) {
            return null;
        }
        try (var jar = new JarFile(entry.toFile())) {
            var manifest = jar.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue(attribute);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                var made = to.resolve(from.relativize(directory).toString());
                Files.createDirectory(made);
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var made = from.equals(file)
                        ? to
                        : to.resolve(from.relativize(file).toString());
                Files.copy(file, made);
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r--r--"));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
