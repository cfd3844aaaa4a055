package dev.drydock.systemd;

import dev.drydock.host.systemd.SystemdContainer;
import dev.drydock.host.systemd.SystemdContainer.Bound;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java of this test and its classes in a container. The classes lie at a place of their own there, which every account
 * can read and no unit hides: where they lie here may be a home or {@code /tmp}, which {@code ProtectHome=} and
 * {@code PrivateTmp=} take away from a stand-in.
 */
record JavaInside(SystemdContainer container) {

    private static final String CLASSES = "/opt/java/";

    /** One file for all options, since a class path makes command lines longer than anybody reads. */
    private static final String OPTIONS = "/opt/java-options";

    /** What the container must have of this machine: the class path, and what Java has outside of {@code /usr}. */
    static List<Bound> bounds() throws IOException {
        var bounds = new ArrayList<>(classPath());
        var java = Path.of(System.getProperty("java.home")).toRealPath();
        if (!java.startsWith("/usr")) {
            bounds.add(new Bound(java, java.toString()));
        }
        try (var settings = Files.newDirectoryStream(Path.of("/etc"), "java*")) {
            settings.forEach(path -> bounds.add(new Bound(path, path.toString())));
        }
        return bounds;
    }

    private static List<Bound> classPath() {
        var bounds = new ArrayList<Bound>();
        Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""))
                        .split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(Files::exists)
                // Two projects may call what they make the same.
                .forEach(path -> bounds.add(new Bound(path, CLASSES + bounds.size() + "-" + path.getFileName())));
        return bounds;
    }

    /** Writes the file of options, once for each container. */
    static JavaInside of(SystemdContainer container) throws IOException {
        var classPath = classPath().stream().map(Bound::inside).collect(Collectors.joining(File.pathSeparator));
        container.write(OPTIONS, "-XX:TieredStopAtLevel=1\n-XX:+UseSerialGC\n-Xmx256m\n-cp " + classPath + "\n");
        return new JavaInside(container);
    }

    /** The words that run a class inside, without anything from the environment of this test. */
    List<String> vector(String mainClass, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words = new ArrayList<>(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin", "HOME=/root", java));
        words.addAll(List.of("@" + OPTIONS, mainClass));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Runs a class to its end, which must be a good one. */
    void run(Class<?> mainClass, String... arguments) throws IOException, InterruptedException {
        container.run(vector(mainClass.getName(), arguments).toArray(String[]::new));
    }
}
