package dev.drydock.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Programs that every Linux brings along, such as {@code setsid}. They are looked for in the directories of the system
 * only, not on the PATH of whoever has started the console.
 */
public final class Tool {

    private static final List<Path> DIRECTORIES = List.of(
            Path.of("/usr/bin"),
            Path.of("/bin"),
            Path.of("/usr/sbin"),
            Path.of("/sbin"),
            Path.of("/run/current-system/sw/bin"));

    private Tool() {}

    /** The PATH that commands are given. */
    static String searchPath() {
        return DIRECTORIES.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    /** Whether this machine has it. */
    public static boolean isHere(String name) {
        return DIRECTORIES.stream().map(directory -> directory.resolve(name)).anyMatch(Files::isExecutable);
    }

    /**
     * Where the program lies.
     *
     * @throws HostException where this machine does not have it
     */
    public static Path find(String name) throws HostException {
        for (var directory : DIRECTORIES) {
            var file = directory.resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        throw new HostException(
                "The program " + name + " is not on this machine (looked in " + searchPath() + ")",
                "Install the package that brings it; " + packageOf(name));
    }

    private static String packageOf(String name) {
        return switch (name) {
            case "setsid", "setpriv" -> name + " belongs to util-linux";
            case "getent" -> "getent belongs to the C library's tools (libc-bin, glibc-common or musl-utils)";
            case "id" -> "id belongs to coreutils";
            default -> "the package manager of the system knows its name";
        };
    }
}
