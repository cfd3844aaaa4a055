package dev.drydock.mutation;

import dev.drydock.bench.Operation;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.export.ExportChecker;
import dev.drydock.store.StoreLocation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets the core work on a damaged source, and judges what it does. */
final class Attempt {

    private final Path work;
    private final PrintStream out;
    private final Path place;
    private int refused;
    private int converted;

    /**
     * @param work an existing directory
     * @param out is told how the core refuses
     */
    Attempt(Path work, PrintStream out) throws IOException {
        this.work = work;
        this.out = out;
        this.place = Files.createDirectories(work.resolve("place"));
    }

    int refused() {
        return refused;
    }

    int converted() {
        return converted;
    }

    /**
     * Reads and converts a source.
     *
     * @param files the file or directory of the source, with all that belongs to it
     * @return what is wrong with how it went; empty for nothing
     */
    String judge(StoreLocation source, Path files, String targetScheme) throws IOException {
        var before = stamps(files);
        var wrong = new StringBuilder();
        wrong.append(refusal("inspect", () -> Operation.inspect(source.toString())));
        if (source.kind() == StoreLocation.Kind.EXPORT) {
            wrong.append(refusal("check", () -> ExportChecker.check(source.path(), work, Progress.NONE)));
        }
        wrong.append(conversion(source, targetScheme + ":" + place.resolve("new")));
        if (!stamps(files).equals(before)) {
            wrong.append("the source was changed\n");
        }
        delete(place);
        Files.createDirectories(place);
        return wrong.toString();
    }

    private String conversion(StoreLocation source, String target) throws IOException {
        var refusedBefore = refused;
        var wrong = refusal("convert", () -> Operation.convert(source.toString(), target));
        List<String> left;
        try (var entries = Files.list(place)) {
            left = entries.map(entry -> entry.getFileName().toString()).toList();
        }
        if (refused > refusedBefore || !wrong.isEmpty()) {
            return wrong + (left.isEmpty() ? "" : "left behind: " + left + "\n");
        }
        if (!left.equals(List.of("new"))) {
            wrong += "beside the new store: " + left + "\n";
        }
        converted++;
        return wrong
                + refusal("verify", () -> {
                    var comparison = Operation.verify(source.toString(), target, work);
                    if (comparison.differenceCount() > 0) {
                        throw new IllegalStateException("not what was to be written: " + comparison.differences());
                    }
                });
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }

    /** A refusal in words is as good as success; every other exception is wrong, and so is lack of memory. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    private String refusal(String what, Task task) {
        try {
            task.run();
            return "";
        } catch (StoreException | MalformedDataException e) {
            if (e.getMessage() == null || e.getMessage().length() < 20) {
                return what + " says too little: " + e.getMessage() + "\n";
            }
            refused++;
            out.println("  " + what + ": " + e.getMessage());
            return "";
        } catch (Throwable e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return what + " failed with " + trace;
        }
    }

    private static Map<String, String> stamps(Path files) throws IOException {
        var stamps = new TreeMap<String, String>();
        try (var below = Files.walk(files)) {
            for (var file : (Iterable<Path>) below::iterator) {
                stamps.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return stamps;
    }

    static void delete(Path directory) throws IOException {
        try (var below = Files.walk(directory)) {
            for (var file : (Iterable<Path>) below.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
