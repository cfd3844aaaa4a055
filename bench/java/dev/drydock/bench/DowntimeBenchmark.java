package dev.drydock.bench;

import dev.drydock.bench.DowntimeStores.Made;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SavedFiles;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StateDirectory;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.Profile;
import dev.drydock.upgrade.phase.QuickStart;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    /** Ends the name of a backend whose contents go over with their table and are not copied. */
    private static final String AFTER = "-after";

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

    @Option(
            names = "--backends",
            split = ",",
            defaultValue = "rocksdb,sqlite,postgresql,postgresql-after,mariadb,mariadb-after",
            description = "also mysql; servers are those of the tests")
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
        DowntimeFiles.delete(directory);
        var sorting = Files.createDirectories(directory.resolve("sorting"));
        var ways = new LinkedHashMap<String, List<Took>>();
        try (var stores = stores(backend, directory)) {
            stores.generate(StoreShape.ofMessages(messages).withMeanContent(content), sorting);
            if (!stores.isConvertedByConsole()) {
                tryIt(stores, directory);
            }
            for (var round = 0; round < rounds; round++) {
                ways.computeIfAbsent("official", way -> new ArrayList<>()).add(official(stores, directory));
                ways.computeIfAbsent("direct", way -> new ArrayList<>()).add(direct(stores, directory));
                ways.computeIfAbsent("verify", way -> new ArrayList<>()).add(verify(stores, directory));
            }
        }
        ways.forEach((way, all) -> System.err.println(backend + " " + messages + " " + way + ": " + all));
        print(out, backend, messages, content, ways);
        DowntimeFiles.delete(directory);
    }

    private static DowntimeStores stores(String backend, Path directory) throws Exception {
        return switch (backend) {
            case "rocksdb", "sqlite" -> new DowntimeFiles(backend, directory);
            case "postgresql", "postgresql-after" ->
                new DowntimeTables(SqlServerKind.POSTGRESQL_18, backend.endsWith(AFTER), directory);
            case "mariadb", "mariadb-after" ->
                new DowntimeTables(SqlServerKind.MARIADB, backend.endsWith(AFTER), directory);
            case "mysql", "mysql-after" -> new DowntimeTables(SqlServerKind.MYSQL, backend.endsWith(AFTER), directory);
            default -> throw new IllegalArgumentException("no backend is called " + backend);
        };
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

    /** The programs work on stores of their own names, so that the old one is there for the next round. */
    private Took official(DowntimeStores stores, Path directory) throws Exception {
        var export = directory.resolve("export");
        DowntimeFiles.delete(export);
        var target = stores.blank(Made.IMPORTED);
        if (oldProgram == null || newProgram == null) {
            return standIn(stores, target, export);
        }
        Files.createDirectory(export);
        var exporting = List.of(
                oldProgram.toString(),
                "--config",
                configuration("old", stores.settingsOfOld(), directory),
                "--export",
                export.toString());
        var importing = List.of(
                newProgram.toString(),
                "--config",
                configuration("imported", stores.settingsOfImported(), directory),
                "--import",
                export.toString());
        var took = run(exporting, stores, Made.IMPORTED).plus(run(importing, stores, Made.IMPORTED));
        // The programs end with status 0 whatever has become of it.
        requireDone(target);
        return took;
    }

    private static Took standIn(DowntimeStores stores, PlacedStore target, Path export) throws Exception {
        var exporting = drydock(
                "convert", stores.passwords(false), "--from", stores.old().name(), "--to", "export:" + export);
        var importing =
                new ArrayList<>(drydock("convert", List.of(), "--from", "export:" + export, "--to", target.name()));
        if (!stores.passwords(false).isEmpty()) {
            importing.addAll(
                    List.of("--target-password-file", stores.passwords(false).get(1)));
        }
        return run(exporting, stores, Made.IMPORTED).plus(run(importing, stores, Made.IMPORTED));
    }

    private static void requireDone(PlacedStore target) throws Exception {
        try (var store = target.openTarget();
                var contents = store.scan(Letter.BLOB)) {
            if (!contents.next()) {
                throw new IllegalStateException("the import has left a store without contents: " + target.name());
            }
        }
    }

    private static Took direct(DowntimeStores stores, Path directory) throws Exception {
        var target = stores.blank(Made.CONVERTED);
        DowntimeFiles.delete(directory.resolve("saved"));
        if (stores.isConvertedByConsole()) {
            return here(stores, () -> convert(stores, target, directory.resolve("saved")));
        }
        return run(
                drydock(
                        "convert",
                        stores.passwords(true),
                        "--take-over",
                        "--from",
                        stores.old().name(),
                        "--to",
                        target.name(),
                        "--saved",
                        directory.resolve("saved").toString()),
                stores,
                Made.CONVERTED);
    }

    private static void convert(DowntimeStores stores, PlacedStore target, Path saved) throws Exception {
        try (var old = stores.old().openSource();
                var sink = stores.successor(target, old);
                var files = SavedFiles.into(saved)) {
            new Conversion(new StoreRecords(old).takenOverBy(sink), lossless(), sink, files, Progress.NONE).run();
        }
    }

    private static Profile lossless() {
        return LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
    }

    private static void verifyHere(DowntimeStores stores, Path sorting) throws Exception {
        try (var old = stores.old().openSource();
                var target = stores.made(Made.CONVERTED).openTarget()) {
            var records = new StoreRecords(old);
            var comparison = stores.leavesContents()
                    ? new Verification(records.withContentsKnownBy(old::contentKeys), sorting, Progress.NONE)
                            .targetButContents(target, DowntimeBenchmark::lossless)
                    : new Verification(records, sorting, Progress.NONE).target(target, DowntimeBenchmark::lossless);
            if (!comparison.isEqual()) {
                throw new IllegalStateException("the new store differs: " + comparison);
            }
        }
    }

    /** What is done in this process. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static Took here(DowntimeStores stores, Work work) throws Exception {
        var made = Made.CONVERTED;
        var before = stores.used(made);
        var began = System.nanoTime();
        work.run();
        var seconds = (System.nanoTime() - began) / 1e9;
        return new Took(
                seconds,
                stores.used(made) - before,
                resident(ProcessHandle.current().pid()));
    }

    private static Took verify(DowntimeStores stores, Path directory) throws Exception {
        if (stores.isConvertedByConsole()) {
            return here(stores, () -> verifyHere(stores, directory.resolve("sorting")));
        }
        return run(
                drydock(
                        "verify",
                        stores.passwords(true),
                        "--source",
                        stores.old().name(),
                        "--target",
                        stores.made(Made.CONVERTED).name(),
                        "--work",
                        directory.resolve("sorting").toString()),
                stores,
                Made.CONVERTED);
    }

    private static String configuration(String name, String store, Path directory) throws IOException {
        // One for each store: both are written before either program runs.
        return Files.writeString(directory.resolve(name + ".toml"), """
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
                        %s
                        """.formatted(store))
                .toString();
    }

    /** As the upgrade starts it, in its own JVM, whose start counts; with what a trial has left before the stop. */
    private static List<String> drydock(String command, List<String> passwords, String... arguments)
            throws IOException {
        var words = new ArrayList<>(start().words());
        words.add(command);
        words.addAll(passwords);
        words.addAll(List.of(arguments));
        return words;
    }

    private static QuickStart start() throws IOException {
        // The tests are in a directory, of which no archive can be made; they are not part of Drydock.
        var jars = Stream.of(System.getProperty("java.class.path").split(":", -1))
                .filter(entry -> entry.endsWith(".jar"))
                .toList();
        return QuickStart.of(
                StateDirectory.standard(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        String.join(":", jars),
                        "dev.drydock.Drydock"));
    }

    /** What the upgrade does before it stops the server. */
    private static void tryIt(DowntimeStores stores, Path directory) throws Exception {
        var start = start();
        DowntimeFiles.delete(start.directory());
        var name = stores.old().name();
        run(
                start.trial(name.substring(0, name.indexOf(':')), directory.resolve("trial"), true),
                stores,
                Made.CONVERTED);
    }

    private static Took run(List<String> command, DowntimeStores stores, Made made) throws Exception {
        var before = stores.used(made);
        var log = Files.createTempFile("downtime", ".log");
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
        Files.delete(log);
        return new Took(seconds, stores.used(made) - before, resident);
    }

    private static long resident(long pid) throws IOException {
        var status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException e) {
            if (Files.exists(status)) {
                throw e;
            }
            // It has ended just now, before the file was opened or while it was read.
            return 0;
        }
    }
}
