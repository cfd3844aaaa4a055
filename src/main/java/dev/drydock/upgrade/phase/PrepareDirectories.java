package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the directories that the upgrade works in: the export's, of the exporting account alone, and one for the new
 * program and its derived files. Before that it notes the times of the directories above, which names in them change.
 */
final class PrepareDirectories extends UpgradeStep {

    private static final String EXISTED = "export.directory.existed";
    private static final String MADE = "export.directory.made";
    private static final int STAGING = 0711;
    private static final int OWNER_ONLY = 0700;

    PrepareDirectories(Yard yard) {
        super(yard, "prepare.directories", "Make the directories");
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of(
                "directories-not-looked-at",
                () -> is(blueprint().staging(), blueprint().console(), STAGING)
                        && is(blueprint().workshop(), blueprint().runAs(), OWNER_ONLY)
                        && isExportReady(context));
    }

    private boolean isExportReady(StepContext context) throws IOException {
        var export = blueprint().exportHere();
        // Once mail stands still it is given from hand to hand.
        return export.isEmpty()
                || (isPast(context, StopServer.BEGUN)
                        ? Files.isDirectory(export.get())
                        : is(export.get(), blueprint().exporter(), OWNER_ONLY));
    }

    /** A directory is made before it is given to its owner, and a kill between the two leaves it with another's. */
    private static boolean is(Path directory, Blueprint.Owner owner, int mode) throws IOException {
        var state = FileState.find(directory);
        return state.isPresent()
                && state.get().type() == FileState.Type.DIRECTORY
                && state.get().uid() == owner.uid()
                && state.get().gid() == owner.gid()
                && state.get().mode() == mode;
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("directories-not-made", () -> {
            for (var directory : changed()) {
                if (context.recall(fact(directory)).isEmpty()) {
                    context.remember(
                            fact(directory), FileState.of(directory).modified().toString());
                }
            }
            make(blueprint().staging(), Yard.account(blueprint().console()), STAGING);
            make(blueprint().workshop(), Yard.account(blueprint().runAs()), OWNER_ONLY);
            var export = blueprint().exportHere();
            if (export.isPresent()) {
                prepareExport(context, export.get());
            }
            return StepResult.done(export.map(directory -> "export in " + directory)
                    .orElseGet(() -> "work in " + blueprint().staging()));
        });
    }

    private void make(Path directory, Account owner, int mode) throws HostException, InterruptedException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            HostFiles.own(directory, owner, mode);
        } else {
            HostFiles.createDirectory(directory, owner, mode, yard.trusted());
        }
    }

    private void prepareExport(StepContext context, Path directory)
            throws HostException, IOException, StepFailedException, InterruptedException {
        if (Files.isDirectory(directory) && context.recall(MADE).isEmpty()) {
            try (var entries = Files.list(directory)) {
                if (context.recall(EXISTED).isEmpty() && entries.findAny().isPresent()) {
                    throw Attempt.failure(
                            "export-directory-not-empty",
                            "The export directory " + directory + " is not empty",
                            "Name one that is empty or does not exist");
                }
            }
            if (context.recall(EXISTED).isEmpty()) {
                var state = FileState.of(directory);
                context.remember(
                        EXISTED, state.uid() + " " + state.gid() + " " + state.mode() + " " + state.modified());
            }
        } else {
            // Else one that a kill left half made would pass for one that was there before.
            context.remember(MADE, directory.toString());
        }
        make(directory, Yard.account(blueprint().exporter()), OWNER_ONLY);
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("directories-not-removed", () -> {
            var export = blueprint().exportHere();
            if (export.isPresent()) {
                takeBackExport(context, export.get());
            }
            HostFiles.deleteTree(blueprint().staging());
            for (var changed : changed()) {
                var time = context.recall(fact(changed));
                if (time.isPresent()) {
                    Files.setLastModifiedTime(changed, FileTime.from(Instant.parse(time.get())));
                    forget(context, fact(changed));
                }
            }
        });
    }

    private static void takeBackExport(StepContext context, Path directory)
            throws HostException, IOException, InterruptedException {
        var existed = context.recall(EXISTED);
        if (existed.isEmpty()) {
            HostFiles.deleteTree(directory);
        } else if (Files.isDirectory(directory)) {
            empty(directory);
            var state = existed.get().split(" ", -1);
            HostFiles.own(
                    directory,
                    new Account(state[0], Long.parseLong(state[0]), Long.parseLong(state[1]), List.of()),
                    Integer.parseInt(state[2]));
            Files.setLastModifiedTime(directory, FileTime.from(Instant.parse(state[3])));
        }
        forget(context, EXISTED);
        forget(context, MADE);
    }

    static void empty(Path directory) throws IOException, HostException {
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                HostFiles.deleteTree(entry);
            }
        }
    }

    private static String fact(Path directory) {
        return "time of " + directory;
    }

    /** Directories in which names come and go. */
    private Set<Path> changed() {
        var blueprint = blueprint();
        var changed = new LinkedHashSet<Path>();
        changed.add(requireNonNull(blueprint.staging().getParent()));
        blueprint.exportHere().ifPresent(export -> changed.add(requireNonNull(export.getParent())));
        changed.add(requireNonNull(blueprint.configuration().file().getParent()));
        blueprint
                .programHere()
                .ifPresent(program -> changed.add(requireNonNull(program.path().getParent())));
        var files = blueprint.store().files();
        if (files != null) {
            changed.add(requireNonNull(files.old().getParent()));
            if (!files.wholeDirectory()) {
                changed.add(files.directory());
            }
        }
        return changed;
    }

    @Override
    public List<String> onward() {
        var blueprint = blueprint();
        var lines = new ArrayList<>(List.of(
                "mkdir -m 0711 -p " + Shell.quote(blueprint.staging()),
                "mkdir -m 0700 -p " + Shell.quote(blueprint.workshop()),
                "chown " + blueprint.runAs().uid() + ":" + blueprint.runAs().gid() + " "
                        + Shell.quote(blueprint.workshop())));
        blueprint.exportHere().ifPresent(export -> {
            lines.add("mkdir -m 0700 -p " + Shell.quote(export));
            lines.add("chown " + blueprint.exporter().uid() + ":"
                    + blueprint.exporter().gid() + " " + Shell.quote(export));
        });
        return lines;
    }

    @Override
    public List<String> back() {
        var named = blueprint().request().export() != null
                && blueprint().request().export().directory() != null;
        var lines = new ArrayList<String>();
        blueprint()
                .exportHere()
                .map(Shell::quote)
                .ifPresent(export ->
                        // A directory that somebody has named may have been there before, empty.
                        lines.add(
                                named
                                        ? "[ ! -d " + export + " ] || find " + export + " -mindepth 1 -delete"
                                        : "rm -rf " + export));
        lines.add("rm -rf " + Shell.quote(blueprint().staging()));
        return lines;
    }
}
