package dev.drydock.bench;

import dev.drydock.layout.v080.Letter;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long mail stands still for the data: the server's own export and import beside Drydock's conversion, on the same store,
 * in turn, in one run. The comparison that follows either of them is measured apart.
 */
@Command(name = "downtime", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class DowntimeBenchmark implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofHours(2);

    @Option(names = "--old-program", paramLabel = "FILE", description = "stalwart-mail v0.7.3; else Drydock stands in")
    private @Nullable Path oldProgram;

    @Option(names = "--new-program", paramLabel = "FILE", description = "stalwart-mail v0.8.0; else Drydock stands in")
    private @Nullable Path newProgram;

    @Option(names = "--messages", split = ",", defaultValue = "6000", description = "sizes")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--content",
            split = ",",
            defaultValue = "" + StoreShape.MEAN_CONTENT,
            description = "mean bytes of a message")
    private List<Integer> contents = List.of();

    @Option(names = "--backends", split = ",", defaultValue = "rocksdb,sqlite")
    private List<String> backends = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "how often each is measured; the median counts")
    private int rounds;

    @Option(names = "--work", defaultValue = "target/bench", description = "directory for stores; emptied at the end")
    private Path work = Path.of("target/bench");

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DowntimeBenchmark()).execute(arguments));
    }

    /**
     * What one way took.
     *
     * @param written bytes that it has added to the disk, at its end
     * @param resident the most memory that one of its processes had
     */
    private record Took(double seconds, long written, long resident) {

        static Took median(List<Took> all) {
            return all.stream()
                    .sorted(Comparator.comparingDouble(Took::seconds))
                    .toList()
                    .get(all.size() / 2);
        }

        Took plus(Took other) {
            return new Took(seconds + other.seconds, written + other.written, Math.max(resident, other.resident));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.2f s, %d MB written, %d MB resident", seconds, written >> 20, resident >> 20);
        }
    }

    @Override
    public Integer call() throws Exception {
        var out = System.out;
        if (oldProgram == null || newProgram == null) {
            out.println("Without --old-program and --new-program Drydock's own export and conversion stand in for the"
                    + " server's: the ratios below mean nothing.");
            out.println();
        }
        out.println("| store | messages | mean content | export and import | convert | ratio | verify after it |");
        out.println("|---|---|---|---|---|---|---|");
        for (var backend : backends) {
            for (var size : sizes) {
                for (var content : contents) {
                    measure(backend, size, content, out);
                }
            }
        }
        return 0;
    }

    private void measure(String backend, int messages, int content, PrintStream out) throws Exception {
        var directory = Files.createDirectories(work.toAbsolutePath().resolve("downtime"));
        delete(directory);
        Files.createDirectories(directory.resolve("sorting"));
        var old = directory.resolve(backend.equals("sqlite") ? "old.sqlite3" : "old");
        var shape = StoreShape.ofMessages(messages).withMeanContent(content).withCompressed(backend.equals("rocksdb"));
        new StoreGenerator(shape).generate(driver(backend), old, directory.resolve("sorting"));
        var ways = new LinkedHashMap<String, List<Took>>();
        for (var round = 0; round < rounds; round++) {
            ways.computeIfAbsent("official", way -> new ArrayList<>()).add(official(backend, old, directory));
            ways.computeIfAbsent("direct", way -> new ArrayList<>()).add(direct(backend, old, directory));
            ways.computeIfAbsent("verify", way -> new ArrayList<>()).add(verify(backend, old, directory));
        }
        ways.forEach((way, all) -> System.err.println(backend + " " + messages + " " + way + ": " + all));
        print(out, backend, messages, content, ways);
        delete(directory);
    }

    private static void print(
            PrintStream out, String backend, int messages, int content, Map<String, List<Took>> ways) {
        var official = Took.median(ways.getOrDefault("official", List.of()));
        var direct = Took.median(ways.getOrDefault("direct", List.of()));
        out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %.1f | %s |%n",
                backend,
                messages,
                content,
                official,
                direct,
                official.seconds() / direct.seconds(),
                Took.median(ways.getOrDefault("verify", List.of())));
    }

    private static FileStoreDriver driver(String backend) {
        return backend.equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
    }

    /** The programs work on stores of their own names, so that the old one is there for the next round. */
    private Took official(String backend, Path old, Path directory) throws Exception {
        var export = directory.resolve("export");
        var target = directory.resolve(backend.equals("sqlite") ? "imported.sqlite3" : "imported");
        delete(export);
        delete(target);
        if (oldProgram == null || newProgram == null) {
            var exported =
                    run(drydock("convert", "--from", backend + ":" + old, "--to", "export:" + export), directory);
            return exported.plus(
                    run(drydock("convert", "--from", "export:" + export, "--to", backend + ":" + target), directory));
        }
        Files.createDirectory(export);
        var exporting = List.of(
                oldProgram.toString(),
                "--config",
                configuration(backend, old, directory),
                "--export",
                export.toString());
        var importing = List.of(
                newProgram.toString(),
                "--config",
                configuration(backend, target, directory),
                "--import",
                export.toString());
        var took = run(exporting, directory).plus(run(importing, directory));
        // The programs end with status 0 whatever has become of it.
        requireDone(backend, target);
        return took;
    }

    private static void requireDone(String backend, Path target) throws Exception {
        try (var store = driver(backend).at(target).openTarget();
                var contents = store.scan(Letter.BLOB)) {
            if (!contents.next()) {
                throw new IllegalStateException("the import has left a store without contents: " + target);
            }
        }
    }

    private Took direct(String backend, Path old, Path directory) throws Exception {
        var target = directory.resolve(backend.equals("sqlite") ? "converted.sqlite3" : "converted");
        delete(target);
        delete(directory.resolve("saved"));
        return run(
                drydock(
                        "convert",
                        "--take-over",
                        "--from",
                        backend + ":" + old,
                        "--to",
                        backend + ":" + target,
                        "--saved",
                        directory.resolve("saved").toString()),
                directory);
    }

    private Took verify(String backend, Path old, Path directory) throws Exception {
        var target = directory.resolve(backend.equals("sqlite") ? "converted.sqlite3" : "converted");
        return run(drydock("verify", "--source", backend + ":" + old, "--target", backend + ":" + target), directory);
    }

    private static String configuration(String backend, Path store, Path directory) throws IOException {
        // One for each store: both are written before either program runs.
        var file = directory.resolve(store.getFileName() + ".toml");
        return Files.writeString(
                        file, """
                        [storage]
                        data = "main"
                        fts = "main"
                        blob = "main"
                        lookup = "main"
                        directory = "internal"
                        [directory.internal]
                        type = "internal"
                        store = "main"
                        [store.main]
                        type = "%s"
                        path = "%s"
                        %s
                        """.formatted(backend, store, backend.equals("rocksdb") ? "compression = \"lz4\"" : ""))
                .toString();
    }

    /** As the upgrade starts it, in its own JVM, whose start counts. */
    private static List<String> drydock(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drydock.Drydock"));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Took run(List<String> command, Path directory) throws Exception {
        var before = used(directory);
        var log = directory.resolveSibling("downtime.log");
        var began = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var resident = 0L;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, resident(process.pid()));
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                process.destroyForcibly();
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(log));
        }
        return new Took(seconds, used(directory) - before, resident);
    }

    private static long resident(long pid) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (java.nio.file.NoSuchFileException e) {
            // It has ended just now.
            return 0;
        }
    }

    /** Bytes of all files; one of several names counts once. */
    private static long used(Path directory) throws IOException {
        var inodes = new LinkedHashMap<Object, Long>();
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    inodes.put(Files.getAttribute(file, "unix:ino"), Files.size(file));
                }
            }
        }
        return inodes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void delete(Path path) throws IOException {
        for (var suffix : List.of("", "-wal", "-shm")) {
            var file = path.resolveSibling(path.getFileName() + suffix);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (var below = Files.walk(file)) {
                for (var each : (Iterable<Path>) below.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(each);
                }
            }
        }
    }
}
