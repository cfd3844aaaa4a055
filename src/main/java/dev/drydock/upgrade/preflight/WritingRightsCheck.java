package dev.drydock.upgrade.preflight;

import dev.drydock.host.HostException;
import dev.drydock.host.Rights;
import dev.drydock.installation.Finding;
import dev.drydock.installation.configuration.LogDirectory;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether the account that v0.8.0 runs as can write where the server writes: stores and logs. */
final class WritingRightsCheck implements Check {

    @Override
    public String topic() {
        return "rights";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var rights = scene.runAsRights();
        var files = scene.blueprint().store().files();
        if (files != null) {
            findings.add(data(scene, rights, files.directory()));
        }
        for (var log : scene.found().configuration().logs()) {
            findings.add(scene.unlessGiven(log.path(), log(rights, log)));
        }
        for (var store : scene.found().configuration().stores().values()) {
            if (store instanceof StoreConfiguration.OnDisk onDisk && isOther(scene, store)) {
                findings.add(scene.unlessGiven(onDisk.path(), store(scene, rights, onDisk)));
            }
        }
        return findings;
    }

    /** The directory of the new store is made for the account; those above it stay as they are. */
    private static Finding data(Scene scene, Rights rights, Path directory) throws HostException, InterruptedException {
        var closed = rights.closedAbove(directory);
        return closed.isPresent()
                ? scene.unlessGiven(
                        closed.get(),
                        Finding.fail(
                                "rights.data",
                                rights.user() + " may not enter " + closed.get()
                                        + ", so v0.8.0 could not reach its store in " + directory,
                                "Open it: chmod o+x " + closed.get() + ", or setfacl -m u:" + rights.user() + ":x "
                                        + closed.get()))
                : Finding.pass("rights.data", rights.user() + " can reach " + directory);
    }

    private static Finding log(Rights rights, LogDirectory log)
            throws HostException, IOException, InterruptedException {
        var code = "rights.log";
        var directory = log.path();
        var place = "the log directory " + directory + " (tracer." + log.id() + ")";
        if (!Files.isDirectory(directory)) {
            var above = nearest(directory);
            return rights.canWrite(above) && rights.canExecute(above)
                    ? Finding.pass(code, rights.user() + " can make " + place)
                    : Finding.fail(
                            code,
                            "There is no directory " + directory + ", and " + rights.user() + " may not make it in "
                                    + above + "; v0.8.0 ends at once where it cannot write its log",
                            "Make it for that account: install -d -o " + rights.user() + " " + directory);
        }
        if (!rights.canExecute(directory) || !rights.canWrite(directory)) {
            var denial = rights.denial(directory, "write");
            return Finding.fail(
                    code, denial.text() + "; v0.8.0 ends at once where it cannot write its log", denial.whatToDo());
        }
        var newest = newest(log);
        if (newest.isPresent() && !rights.canWrite(newest.get())) {
            return Finding.fail(
                    code,
                    rights.user() + " can write " + place + ", but not its newest file, " + newest.get()
                            + ", which v0.8.0 may have to go on with",
                    "Give it away: chown " + rights.user() + " " + newest.get());
        }
        return Finding.pass(code, rights.user() + " can write " + place);
    }

    private static Optional<Path> newest(LogDirectory log) throws IOException {
        try (var files = Files.list(log.path())) {
            return files.filter(file -> file.getFileName().toString().startsWith(log.prefix()))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        }
    }

    private static boolean isOther(Scene scene, StoreConfiguration store) {
        var configuration = scene.found().configuration();
        if (store.id().equals(scene.blueprint().store().id())) {
            return false;
        }
        for (var role : Role.values()) {
            if (store.id().equals(configuration.roles().id(role))) {
                return true;
            }
        }
        return false;
    }

    private static Finding store(Scene scene, Rights rights, StoreConfiguration.OnDisk store)
            throws HostException, InterruptedException {
        var code = "rights.store";
        var placement = scene.found().placements().get(store.id());
        var paths = new ArrayList<Path>();
        if (placement != null && placement.exists()) {
            paths.add(placement.directory());
            placement.own().stream().limit(1).forEach(paths::add);
        } else {
            paths.add(nearest(store.path()));
        }
        for (var path : paths) {
            if (!rights.canWrite(path)) {
                var denial = rights.denial(path, "write");
                return Finding.fail(
                        code,
                        denial.text() + ", and v0.8.0 writes the store " + store.id() + " there",
                        "Give it to that account with all that is in it: chown -R " + rights.user() + " " + path);
            }
        }
        return Finding.pass(code, rights.user() + " can write the store " + store.id() + " in " + paths.get(0));
    }

    private static Path nearest(Path path) {
        var at = path.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
