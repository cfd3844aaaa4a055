package dev.drydock.release;

import dev.drydock.host.ElfFile;
import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What releases of the vendor are built for, as it names them.
 *
 * @param machine {@code x86_64} or {@code aarch64}
 * @param library C library, {@code gnu} or {@code musl}
 */
public record Platform(String machine, String library) {

    private static final Path SHELL = Path.of("/bin/sh");

    /** This machine; empty where the vendor builds nothing for it. */
    public static Optional<Platform> here() {
        return machine(System.getProperty("os.arch", "")).map(machine -> new Platform(machine, ofShell()));
    }

    static Optional<String> machine(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Optional.of("x86_64");
            case "aarch64" -> Optional.of("aarch64");
            default -> Optional.empty();
        };
    }

    /** By the loader that the shell asks for: both libraries may be installed, the system itself is of one. */
    private static String ofShell() {
        try {
            return Files.exists(SHELL)
                            && ElfFile.read(SHELL.toRealPath())
                                    .flatMap(ElfFile::interpreter)
                                    .filter(loader -> loader.contains("musl"))
                                    .isPresent()
                    ? "musl"
                    : "gnu";
        } catch (HostException | IOException e) {
            // It is a suggestion only; the program itself is looked at before it is used.
            return "gnu";
        }
    }
}
