package dev.drydock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures inspect, convert and verify on stores of several sizes, each in a JVM of its own with a heap of 256 MB that
 * is taken at the start: then resident memory beyond it is native, and can only grow by what we do.
 */
@Command(name = "core", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class CoreBenchmark implements Callable<Integer> {

    private static final List<String> BACKENDS = List.of("sqlite", "rocksdb");

    @Option(names = "--messages", split = ",", defaultValue = "10000,40000", description = "sizes, smallest first")
    private List<Integer> sizes;

    @Option(names = "--content", defaultValue = "" + StoreShape.MEAN_CONTENT, description = "mean bytes of a message")
    private int content;

    @Option(names = "--work", defaultValue = "target/bench", description = "directory for stores; emptied at the end")
    private Path work;

    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
    private final ChildJvm child = new ChildJvm(
            List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-Dfile.encoding=UTF-8"), Duration.ofHours(6));

    /** Prints tables in Markdown. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CoreBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        for (var size : sizes) {
            Files.createDirectories(work);
            for (var backend : BACKENDS) {
                measure(backend, size);
            }
            delete(work);
        }
        new CostTable(sizes, costs).print(System.out);
        return 0;
    }

    private void measure(String backend, int messages) throws Exception {
        var old = backend + ":" + work.resolve("old");
        var options = new ArrayList<>(List.of(old, "--work=" + work, "--messages=" + messages, "--content=" + content));
        // The fixtures have it so: RocksDB with compression, SQLite without.
        if (backend.equals("rocksdb")) {
            options.add("--compressed");
        }
        run("generate, " + backend, GenerateStore.class, options);
        run("inspect, " + backend, Operation.class, List.of("inspect", old, work.toString()));
        for (var target : BACKENDS) {
            var converted = target + ":" + work.resolve("new");
            var pair = ", " + backend + " to " + target;
            run("convert" + pair, Operation.class, List.of("convert", old, converted, work.toString()));
            run("verify" + pair, Operation.class, List.of("verify", old, converted, work.toString()));
            delete(work.resolve("new"));
        }
        if (backend.equals("rocksdb")) {
            for (var way : List.of("unlogged", "logged")) {
                var target = work.resolve("new");
                run("convert, rocksdb to batches, " + way, PlainConversion.class, List.of(way, old, target.toString()));
                delete(target);
            }
        }
        delete(work.resolve("old"));
    }

    private void run(String what, Class<?> main, List<String> arguments) throws Exception {
        var ended = child.run(main, work.resolve("output"), arguments);
        if (ended.status() != 0) {
            throw new IllegalStateException(what + " failed: " + ended.output());
        }
        var cost = Cost.in(ended.output());
        System.err.println(what + ": " + cost);
        costs.computeIfAbsent(what, key -> new ArrayList<>()).add(cost);
    }

    private static void delete(Path path) throws IOException {
        try (var below = Files.walk(path)) {
            for (var file : (Iterable<Path>) below.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
