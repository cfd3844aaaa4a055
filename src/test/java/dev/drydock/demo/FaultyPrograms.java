package dev.drydock.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The programs of a sandbox, each behind a script that does as it does until it is told to misbehave.
 *
 * @param sandbox its directory
 */
public record FaultyPrograms(Path sandbox) {

    /** Puts the programs behind scripts; to be done once, before the server is started. */
    public static FaultyPrograms wrap(Path sandbox) throws IOException {
        var programs = new FaultyPrograms(sandbox);
        programs.wrap(sandbox.resolve("bin/stalwart-mail"), "real-old");
        programs.wrap(sandbox.resolve("release/stalwart-mail"), "real-new");
        return programs;
    }

    private void wrap(Path program, String place) throws IOException {
        var real = Files.createDirectory(sandbox.resolve(place)).resolve("stalwart-mail");
        Files.move(program, real);
        Files.writeString(program, """
                #!/bin/sh
                real='%s'
                for last in "$@"; do :; done
                case "$*" in
                *--export*) call=export ;;
                *--import*) call=import ;;
                *--version*) call=version ;;
                *) call=serve ;;
                esac
                if [ -e '%2$s' ]; then . '%2$s'; fi
                exec "$real" "$@"
                """.formatted(real, fault()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Beside the sandbox, so that nobody takes it for a part of the installation. */
    private Path fault() {
        return sandbox.resolveSibling("fault");
    }

    /**
     * Has the programs misbehave from now on.
     *
     * @param call {@code export}, {@code import}, {@code version} or {@code serve}
     * @param script what the shell does in place of the program, which is {@code $real} and whose last argument is
     *     {@code $last}; where it does not exit, the program follows
     */
    public void misbehave(String call, String script) throws IOException {
        Files.writeString(fault(), "if [ $call = " + call + " ]; then\n" + script + "\nfi\n");
    }

    /** Has them do what they should again. */
    public void behave() throws IOException {
        Files.deleteIfExists(fault());
    }
}
