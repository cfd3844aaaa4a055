package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.DirectoryTimes;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Tries, with names of its own that it removes again, what the steps after the stop will have to be able to do. */
final class PrepareRights extends UpgradeStep {

    PrepareRights(Yard yard) {
        super(yard, "prepare.rights", "Try what will have to be done");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, StopServer.BEGUN);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("right-missing", () -> {
            var tried = new LinkedHashSet<Path>();
            for (var path : changed()) {
                tried.add(requireNonNull(path.getParent()));
            }
            for (var directory : tried) {
                rename(directory);
            }
            var files = blueprint().store().files();
            if (files != null && !files.wholeDirectory()) {
                rename(files.directory());
            }
            var more = "";
            if (yard.site() instanceof TableSite tables) {
                tables.checks().tryRights();
                more = ", and tables moved on the database server";
            }
            return StepResult.done("names can be changed in " + tried.size() + " directories" + more);
        });
    }

    private List<Path> changed() {
        var b = blueprint();
        var paths = new ArrayList<>(List.of(b.configuration().file()));
        var files = b.store().files();
        if (files != null) {
            paths.add(files.old());
        }
        b.programHere().ifPresent(program -> paths.add(program.path()));
        return paths;
    }

    private void rename(Path directory) throws HostException, InterruptedException {
        var first = directory.resolve(".drydock-" + blueprint().id() + "-a");
        var second = directory.resolve(".drydock-" + blueprint().id() + "-b");
        try (var times = DirectoryTimes.keep(List.of(directory))) {
            HostFiles.deleteTree(first);
            HostFiles.deleteTree(second);
            HostFiles.createDirectory(first, Yard.account(blueprint().console()), 0700, yard.trusted());
            HostFiles.rename(first, second);
            HostFiles.deleteTree(second);
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("trial-names-not-removed", () -> {
            for (var path : changed()) {
                for (var last : List.of("a", "b")) {
                    HostFiles.deleteTree(
                            path.resolveSibling(".drydock-" + blueprint().id() + "-" + last));
                }
            }
        });
    }

    @Override
    public List<String> onward() {
        return List.of("# try a rename in the directories of "
                + String.join(", ", changed().stream().map(Path::toString).toList()));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
