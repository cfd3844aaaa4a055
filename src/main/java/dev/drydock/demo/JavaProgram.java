package dev.drydock.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How to start Drydock once more as it was started itself: from its jar, or from classes and libraries. */
final class JavaProgram {

    private static final String MAIN = "dev.drydock.Drydock";

    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx192m",
            "--enable-native-access=ALL-UNNAMED");

    private JavaProgram() {}

    /** Java with its options and the program, all paths absolute, so that neither directory nor environment count. */
    static List<String> vector() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        // Surefire puts its own jar on the class path and says what it stands for.
        var classPath =
                entries(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")));
        if (classPath.size() == 1 && startsItself(classPath.get(0))) {
            command.addAll(List.of("-jar", classPath.get(0).toString()));
        } else {
            command.addAll(List.of(
                    "-cp",
                    classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                    MAIN));
        }
        return command;
    }

    private static List<Path> entries(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(Files::exists)
                .toList();
    }

    private static boolean startsItself(Path entry) throws IOException {
        if (!Files.isRegularFile(entry)) {
            return false;
        }
        try (var jar = new JarFile(entry.toFile())) {
            var manifest = jar.getManifest();
            return manifest != null && MAIN.equals(manifest.getMainAttributes().getValue("Start-Class"));
        }
    }
}
