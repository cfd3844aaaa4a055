package dev.drydock.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the files of a sandbox but for its store. What holds secrets is for the owner alone. */
final class SandboxFiles {

    static final String PROGRAM = "stalwart-mail";
    static final String CONTROL = "control";

    /** How v0.7.2 begins to refuse an argument, which it names without dashes. */
    static final String REFUSAL = "Invalid command line argument: ";

    private static final String MARK = "# stand-in of Drydock's demo, not the real server";

    private SandboxFiles() {}

    /** A directory with a mode, such as {@code rwx------}; one that is there already is given that mode. */
    static Path directory(Path path, String mode) throws IOException {
        var permissions = PosixFilePermissions.fromString(mode);
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(permissions));
        return Files.setPosixFilePermissions(path, permissions);
    }

    /** A new file with a mode, such as {@code rw-------}. */
    static Path file(Path path, String mode, byte[] content) throws IOException {
        var permissions = PosixFilePermissions.fromString(mode);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(path, options, PosixFilePermissions.asFileAttribute(permissions))) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
        return Files.setPosixFilePermissions(path, permissions);
    }

    static Path file(Path path, String mode, String content) throws IOException {
        return file(path, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The stand-in for a version, as a program; it says its version without starting Java, as quickly as a real one. */
    static Path program(Path path, StandInVersion version, Path sandbox) throws IOException {
        var script = """
                #!/bin/sh
                %s
                if [ "$#" -eq 1 ] && [ "$1" = --version ] && [ -z "${CONFIG_PATH+set}" ]; then
                    %s
                fi
                exec %s "$@"
                """.formatted(MARK, answer(version), quoted(command(version.number(), sandbox)));
        return file(path, "rwxr-xr-x", script);
    }

    private static String answer(StandInVersion version) {
        return version == StandInVersion.V0_7_2
                ? "echo '" + REFUSAL + "version' >&2; exit 1"
                : "echo " + version.number() + "; exit 0";
    }

    /** The program that stops and probes: its first argument says which, the second is the configuration. */
    static Path control(Path path, Path sandbox) throws IOException {
        var script = """
                #!/bin/sh
                %s
                what=$1
                shift
                exec %s "$what" %s "$@"
                """.formatted(MARK, quoted(standIn()), quoted(List.of(sandbox.toString())));
        return file(path, "rwxr-xr-x", script);
    }

    private static List<String> standIn() throws IOException {
        var command = new ArrayList<>(JavaProgram.vector());
        command.add(StandIn.COMMAND);
        return command;
    }

    private static List<String> command(String what, Path sandbox) throws IOException {
        var command = new ArrayList<>(standIn());
        command.add(what);
        command.add(sandbox.toString());
        return command;
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** The file of commands, by which Drydock starts, stops and probes the server. */
    static Path commands(Path path, String name, Path program, Path control) throws IOException {
        var config = "{config}";
        return file(path, "rw-------", """
                # How Drydock starts, stops and probes the server of this sandbox.
                [%s]
                start = %s
                stop = %s
                probe = %s
                """.formatted(
                        name,
                        JsonText.strings(List.of(program.toString(), "--config", config)),
                        JsonText.strings(List.of(control.toString(), "stop", config)),
                        JsonText.strings(List.of(control.toString(), "probe", config))));
    }

    /** A bundle of web administration with one page, so that no server fetches one from the network. */
    static Path bundle(Path path) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("index.html"));
            zip.write("<!doctype html><title>Sandbox</title><p>No web administration".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return file(path, "rw-------", bytes.toByteArray());
    }
}
