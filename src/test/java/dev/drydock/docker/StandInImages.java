package dev.drydock.docker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Images with the stand-in programs, laid out as the vendor's are: the program in {@code /usr/local/bin}, everything else
 * on a volume at {@code /opt/stalwart-mail}, and an entry point that makes a new configuration where there is none. They
 * bring a Java of their own, made by {@code jlink}, and nothing else that is not needed.
 */
public final class StandInImages {

    static final String OLD = "stand-in/mail-server:v0.7.3";
    public static final String NEW = "stand-in/mail-server:v0.8.0";

    private static final String SMALL = "stand-in/small:v0.7.3";

    /** Files alone, without anything to start. */
    private static final String BASE = "stand-in/base:1";

    /** What a container writes where its entry point makes a new configuration. */
    static final String NEW_CONFIGURATION = "etc/made-by-the-entry-point";

    private static final List<String> LEFT_OUT = List.of(
            "playwright", "driver", "junit", "archunit", "jqwik", "byte-buddy", "opentest4j", "kotlin", "okhttp");

    private StandInImages() {}

    /** Makes them, once for each Engine. */
    static void make(PrivateEngine engine) throws IOException, InterruptedException {
        if (engine.call(new StringBuilder(), "image", "inspect", NEW) == 0) {
            return;
        }
        var directory = Files.createTempDirectory("image");
        try {
            var files = RootFileSystem.create(Files.createDirectory(directory.resolve("root")));
            layOut(files);
            files.importAs(engine, BASE);
        } finally {
            RootFileSystem.output(List.of("rm", "-rf", directory.toString()));
        }
        build(engine, OLD, "0.7.3");
        build(engine, NEW, "0.8.0");
    }

    /** Makes an image of a few megabytes without a volume, whose program only says that it is v0.7.3; gives its name. */
    static String makeSmall(PrivateEngine engine) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("image");
        try {
            var files = RootFileSystem.create(Files.createDirectory(directory.resolve("root")));
            files.addProgram("usr/local/bin/stalwart-mail", "#!/bin/sh\necho 0.7.3\n");
            files.importAs(engine, SMALL + "-files");
        } finally {
            RootFileSystem.output(List.of("rm", "-rf", directory.toString()));
        }
        RootFileSystem.build(
                engine,
                SMALL,
                "FROM " + SMALL + "-files\nENV PATH=/usr/local/bin:/usr/bin:/bin\n"
                        + "ENTRYPOINT [\"/usr/local/bin/stalwart-mail\"]\n");
        return SMALL;
    }

    private static void build(PrivateEngine engine, String image, String version)
            throws IOException, InterruptedException {
        RootFileSystem.build(
                engine,
                image,
                "FROM " + BASE + "\nENV STAND_IN=" + version + "\nENV PATH=/usr/local/bin:/usr/bin:/bin\n"
                        + "LABEL stand-in.version=" + version + "\nVOLUME /opt/stalwart-mail\n"
                        + "ENTRYPOINT [\"/bin/sh\", \"/usr/local/bin/entrypoint.sh\"]\n");
    }

    private static void layOut(RootFileSystem files) throws IOException, InterruptedException {
        var root = files.root();
        RootFileSystem.output(List.of(
                Path.of(System.getProperty("java.home"), "bin/jlink").toString(),
                "--add-modules=java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output=" + root.resolve("java")));
        try (var libraries = Files.walk(root.resolve("java"))) {
            files.addLibrariesOf(libraries
                    .filter(path -> path.toString().endsWith(".so") || path.endsWith("bin/java"))
                    .toList());
        }
        files.addLibrariesOfRocksDb();
        classes(root);
        files.addProgram("usr/local/bin/stalwart-mail", """
                #!/bin/sh
                if [ "$#" -eq 1 ] && [ "$1" = --version ]; then echo "$STAND_IN"; exit 0; fi
                if [ -e /opt/stalwart-mail/fault ]; then . /opt/stalwart-mail/fault; fi
                as=
                if [ "$STAND_IN" = 0.8.0 ] && [ "$(id -u)" = 0 ] && [ -n "$RUN_AS_USER" ]; then
                  # The real one becomes that account by itself, and its variables with it.
                  as="setpriv --reuid=$RUN_AS_USER --regid=${RUN_AS_GROUP:-$RUN_AS_USER} --clear-groups --"
                  unset RUN_AS_USER RUN_AS_GROUP
                fi
                exec $as /java/bin/java @/app/options dev.drydock.Drydock stand-in "$STAND_IN" /opt/stalwart-mail "$@"
                """);
        files.addEntryPoint(NEW_CONFIGURATION);
    }

    private static void classes(Path root) throws IOException, InterruptedException {
        Files.createDirectory(root.resolve("app"));
        var number = 0;
        var classPath = new ArrayList<String>();
        for (var entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            var name = String.valueOf(path.getFileName());
            if (Files.exists(path) && LEFT_OUT.stream().noneMatch(name::contains)) {
                var inside = "/app/" + number++ + "-" + name;
                RootFileSystem.output(List.of("cp", "-a", path.toString(), root + inside));
                classPath.add(inside);
            }
        }
        Files.writeString(
                root.resolve("app/options"),
                "-XX:TieredStopAtLevel=1\n-XX:+UseSerialGC\n-Xmx192m\n-cp " + String.join(":", classPath) + "\n");
        RootFileSystem.output(List.of(
                "chmod",
                "-R",
                "a+rX",
                root.resolve("app").toString(),
                root.resolve("java").toString()));
    }
}
