package dev.drydock.foundationdb;

import dev.drydock.store.foundationdb.VendorTool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the stand-ins for tools as programs into a directory, where they are found under the names of the real ones. */
public final class StandInPrograms {

    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx192m");

    private StandInPrograms() {}

    /** Writes all of them, and makes the directory where it is missing. */
    public static Path install(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (var tool : VendorTool.values()) {
            var vector = new ArrayList<String>();
            vector.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            vector.addAll(OPTIONS);
            vector.addAll(List.of("-cp", classPath(), StandInProgram.class.getName(), tool.name()));
            var script = """
                    #!/bin/sh
                    # stand-in of Drydock's tests, not FoundationDB's own tool
                    exec %s "$@"
                    """.formatted(quoted(vector));
            var file = Files.writeString(directory.resolve(tool.program()), script);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return directory;
    }

    /** Surefire puts its own jar on the class path and says what it stands for. */
    private static String classPath() {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(Files::exists)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String quoted(List<String> words) {
        return words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
