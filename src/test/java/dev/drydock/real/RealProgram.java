package dev.drydock.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The vendor's program in the two versions, found below the directory that {@code -Ddrydock.realPrograms} names. */
enum RealProgram {
    V0_7_3("v0.7.3"),
    V0_8_0("v0.8.0");

    private final String version;

    RealProgram(String version) {
        this.version = version;
    }

    /** The program file: {@code DIR/v0.8.0/stalwart-mail}. */
    Path path() {
        var path = directory().orElseThrow().resolve(version).resolve("stalwart-mail");
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException(path + " is not there or cannot be executed. Point -Ddrydock.realPrograms"
                    + " to a directory with v0.7.3/stalwart-mail and v0.8.0/stalwart-mail.");
        }
        return path;
    }

    /** The directory with the programs; empty where none is named. */
    static Optional<Path> directory() {
        var named = System.getProperty("drydock.realPrograms", "");
        return named.isBlank() ? Optional.empty() : Optional.of(Path.of(named));
    }

    @Override
    public String toString() {
        return version;
    }
}
