package dev.drydock.mutation;

import dev.drydock.bench.Operation;
import dev.drydock.bench.StoreGenerator;
import dev.drydock.bench.StoreShape;
import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreLocation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/**
 * Many damages to copies of one source, one after the other, in a JVM that may crash: {@code files LOCATION ROOT SEED
 * COUNT WORK} damages the files below the directory ROOT, which holds the source and nothing else; {@code records SCHEME
 * SEED COUNT WORK} damages the records of small stores. Says what it is about to do before it does it.
 */
public final class MutationRun {

    private static final StoreShape SMALL = StoreShape.ofMessages(20)
            .withAccounts(2)
            .withMeanContent(600)
            .withSettings(20)
            .withPending(0.5);

    private final PrintStream out;
    private final Attempt attempt;
    private final Path work;
    private int wrong;

    private MutationRun(PrintStream out, Path work) throws IOException {
        this.out = out;
        this.work = work;
        this.attempt = new Attempt(Files.createDirectories(work), out);
    }

    /** Ends with status 1 where an attempt went wrong. */
    public static void main(String[] arguments) throws Exception {
        var run = new MutationRun(System.out, Path.of(arguments[arguments.length - 1]));
        if (arguments[0].equals("files")) {
            run.damageFiles(
                    StoreLocation.parse(arguments[1]),
                    Path.of(arguments[2]),
                    Long.parseLong(arguments[3]),
                    Integer.parseInt(arguments[4]));
        } else {
            run.damageRecords(arguments[1], Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
        }
        System.out.println("refused " + run.attempt.refused() + ", converted " + run.attempt.converted());
        System.exit(run.wrong > 0 ? 1 : 0);
    }

    private void damageFiles(StoreLocation source, Path root, long seed, int count) throws IOException {
        var copy = work.resolve("copy");
        copy(root, copy);
        var location = new StoreLocation(source.kind(), copy.resolve(root.relativize(source.path())));
        for (var i = 0; i < count; i++) {
            var mutation = FileMutation.draw(copy, new SplittableRandom(seed + i));
            var sound = root.resolve(copy.relativize(mutation.file()));
            mutation.apply();
            judge(seed + i, mutation, location, copy);
            Files.copy(sound, mutation.file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private void damageRecords(String scheme, long seed, int count) throws IOException, StoreException {
        var place = work.resolve("source");
        for (var i = 0; i < count; i++) {
            Files.createDirectories(place);
            var location = StoreLocation.parse(scheme + ":" + place.resolve("old"));
            var mutation = write(location, new SplittableRandom(seed + i));
            if (!mutation.isEmpty()) {
                judge(seed + i, mutation, location, place);
            }
            Attempt.delete(place);
        }
    }

    /** What was damaged; empty where the store could not be written so. */
    private String write(StoreLocation location, SplittableRandom random) throws StoreException {
        try (var writer = new MutatingWriter(
                Operation.driver(location).at(location.path()).createSource(), random)) {
            new StoreGenerator(SMALL).write(writer, work);
            writer.commit();
            return writer.toString();
        } catch (StoreException e) {
            // As when the damaged key is one that is there already.
            out.println("not written: " + e.getMessage());
            return "";
        }
    }

    private void judge(long number, Object mutation, StoreLocation source, Path files) throws IOException {
        out.println(number + " " + mutation);
        var problem = attempt.judge(source, files, number % 4 == 0 ? "rocksdb" : "sqlite");
        if (!problem.isEmpty()) {
            wrong++;
            out.println("WRONG " + number + " " + mutation + "\n" + problem);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var below = Files.walk(from)) {
            for (var file : (Iterable<Path>) below::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
