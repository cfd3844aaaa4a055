package dev.drydock.upgrade.preflight;

import dev.drydock.host.Command;
import dev.drydock.host.HostException;
import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Room for the export and for the new store beside the old one, on each file system, with five percent kept free. */
final class SpaceCheck implements Check {

    private static final int KEPT_PERCENT = 5;
    private static final long FEW_FILES = 200;
    private static final long MANY_FILES = 5_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Override
    public String topic() {
        return "space";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var demands : Demands.byFileSystem(scene)) {
            findings.add(room(demands, Demands.isStoreCounted(scene)));
            findings.add(files(scene, demands.get(0).space()));
        }
        return findings;
    }

    static Finding room(List<Demand> demands, boolean counted) {
        var space = demands.get(0).space();
        var kept = space.total() / 100 * KEPT_PERCENT;
        var may = Math.max(0, space.usable() - kept);
        var least = demands.stream().mapToLong(Demand::least).sum();
        var likely = demands.stream().mapToLong(Demand::likely).sum();
        var text = "Of " + space.fileSystem() + ", which holds " + ByteCount.of(space.total()) + ", "
                + ByteCount.of(space.usable()) + " are free and " + ByteCount.of(may) + " may be used (" + KEPT_PERCENT
                + " % stay free); needed are " + (counted ? "" : "at least ") + ByteCount.of(least) + " to "
                + ByteCount.of(likely) + ": "
                + demands.stream().map(Demand::toString).collect(Collectors.joining(", "));
        if (may < least) {
            return Finding.fail(
                    "space.room",
                    text,
                    "Make " + ByteCount.of(likely - may)
                            + " free there, or put the export on another file system: export.directory");
        }
        if (may < likely) {
            return Finding.warn(
                    "space.room",
                    text + "; it may just not be enough, since contents lie compressed in the store and plain in the"
                            + " export",
                    "Make " + ByteCount.of(likely - may)
                            + " more free there, or put the export on another file system: export.directory");
        }
        return counted
                ? Finding.pass("space.room", text)
                : Finding.skip(
                        "space.room",
                        text + "; that seems enough, but not all of the store could be counted",
                        "Look with du -s how large the store is");
    }

    private static Finding files(Scene scene, Space space) throws HostException, InterruptedException {
        var result = scene.yard()
                .runner()
                .run(Command.of(
                                "stat",
                                "-f",
                                "-c",
                                "%c %d",
                                existing(space.path()).toString())
                        .withLimit(LIMIT))
                .orFail("Ask the file system of " + space.path() + " how many files it can hold");
        return files(space.fileSystem(), String.join(" ", result.output()));
    }

    static Finding files(String fileSystem, String totalAndFree) throws HostException {
        var numbers = totalAndFree.strip().split(" ", -1);
        if (numbers.length != 2 || !totalAndFree.strip().matches("\\d+ \\d+")) {
            throw new HostException("stat said \"" + totalAndFree + "\", not two numbers", "Look with df -i");
        }
        var total = Long.parseLong(numbers[0]);
        var free = Long.parseLong(numbers[1]);
        if (total == 0) {
            return Finding.pass("space.files", fileSystem + " sets no limit to the number of files");
        }
        var text = fileSystem + " can still hold " + free + " files of " + total;
        var todo = "Remove files that nobody needs; df -i shows the number";
        if (free < FEW_FILES) {
            return Finding.fail("space.files", text, todo);
        }
        return free < MANY_FILES ? Finding.warn("space.files", text, todo) : Finding.pass("space.files", text);
    }

    private static Path existing(Path path) throws HostException {
        for (var at = path.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                return at;
            }
        }
        throw new HostException("Nothing of " + path + " is there", "Check the path");
    }
}
