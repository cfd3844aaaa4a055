package dev.drydock.upgrade.preflight;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.SafePath;
import dev.drydock.installation.Finding;
import dev.drydock.upgrade.blueprint.StoredFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directories that the upgrade works in: none is carried off with the old store, all can be written safely. */
final class PlacesCheck implements Check {

    @Override
    public String topic() {
        return "places";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var files = scene.blueprint().store().files();
        if (files != null) {
            carriedOff(scene, files, findings);
        }
        writable(scene, findings);
        safe(scene, findings);
        var export = scene.blueprint().exportHere();
        if (export.isPresent()) {
            exporter(scene, export.get(), findings);
        }
        return findings;
    }

    private static void carriedOff(Scene scene, StoredFiles files, List<Finding> findings) {
        var blueprint = scene.blueprint();
        var data = files.directory();
        var places = new LinkedHashMap<Path, String>();
        blueprint.exportHere().ifPresent(export -> places.put(export, "The export directory"));
        places.put(blueprint.staging(), "The working directory of the upgrade");
        places.put(real(blueprint.home()), "The home of this console");
        places.put(blueprint.configuration().file(), "The configuration");
        blueprint.programHere().ifPresent(program -> places.put(program.path(), "The program"));
        var before = findings.size();
        places.forEach((path, what) -> {
            if (path.startsWith(data) && (files.wholeDirectory() || path.equals(data))) {
                findings.add(Finding.fail(
                        "places.in-data",
                        what + ", " + path + ", lies in " + data + ", which is renamed with all that is in it",
                        "Take a place outside of it"));
            }
        });
        if (findings.size() == before) {
            findings.add(Finding.pass(
                    "places.in-data", "Nothing that the upgrade works with is carried off with the data in " + data));
        }
    }

    private static void writable(Scene scene, List<Finding> findings) {
        var before = findings.size();
        for (var directory : parents(scene).keySet()) {
            if (!Files.isDirectory(directory)) {
                findings.add(Finding.fail(
                        "places.missing", "There is no directory " + directory, "Make it, or name another place"));
            } else if (!Files.isWritable(directory)) {
                findings.add(Finding.fail(
                        "places.not-writable",
                        scene.console().user() + ", who runs this console, may not change names in " + directory,
                        "Run Drydock as root, or as the owner of that directory; see also whether it is mounted"
                                + " read-only"));
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.pass(
                    "places.not-writable",
                    "This console may change names in " + parents(scene).keySet()));
        }
    }

    /** Root must not be led astray by whoever owns a directory on the way. */
    private static void safe(Scene scene, List<Finding> findings) throws HostException, InterruptedException {
        var blueprint = scene.blueprint();
        var trusted = new Account[] {
            scene.account(blueprint.console()), scene.account(blueprint.runAs()), scene.account(blueprint.exporter())
        };
        var before = findings.size();
        var problems = new LinkedHashSet<String>();
        for (var path : parents(scene).values()) {
            var problem = unsafe(path, trusted);
            if (problem != null) {
                if (problems.add(problem.problem())) {
                    findings.add(Finding.fail("places.unsafe", problem.problem(), problem.nextStep()));
                }
                continue;
            }
            // The export belongs to its exporter, all else to the console, which trusts nobody else there.
            var doubtful = unsafe(path, path.equals(blueprint.exportHere().orElse(null)) ? trusted[2] : trusted[0]);
            if (doubtful != null && problems.add(doubtful.problem())) {
                findings.add(Finding.warn(
                        "places.owner",
                        doubtful.problem() + "; root writes there with care, and may refuse to in the phase prepare,"
                                + " before the server stops",
                        "Give that directory itself, not what is in it, to root: the server writes only its data and"
                                + " logs"));
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.pass(
                    "places.unsafe", "Nobody but the accounts of the upgrade can change the ways that it writes on"));
        }
    }

    private static @Nullable HostException unsafe(Path path, Account... trusted) {
        try {
            SafePath.forWriting(path, trusted);
            return null;
        } catch (HostException e) {
            return e;
        }
    }

    private static void exporter(Scene scene, Path directory, List<Finding> findings)
            throws HostException, InterruptedException {
        var rights = scene.rights(scene.blueprint().exporter());
        var closed = rights.closedAbove(directory);
        findings.add(
                closed.isPresent()
                        ? Finding.fail(
                                "places.export-closed",
                                rights.user() + ", who exports, may not enter " + closed.get() + ", which " + directory
                                        + " lies below",
                                "Open it: chmod o+x " + closed.get() + ", or name another export.directory")
                        : Finding.pass(
                                "places.export-closed", rights.user() + ", who exports, can reach " + directory));
    }

    /** Directories in which names will change, and a path in each. */
    private static Map<Path, Path> parents(Scene scene) {
        var blueprint = scene.blueprint();
        var parents = new LinkedHashMap<Path, Path>();
        var paths = new ArrayList<>(List.of(blueprint.configuration().old()));
        blueprint.programHere().ifPresent(program -> paths.add(program.old()));
        var files = blueprint.store().files();
        if (files != null) {
            paths.add(files.old());
        }
        paths.add(blueprint.staging());
        blueprint.exportHere().ifPresent(paths::add);
        for (var path : paths) {
            parents.putIfAbsent(requireNonNull(path.getParent()), path);
        }
        return parents;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (java.io.IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
