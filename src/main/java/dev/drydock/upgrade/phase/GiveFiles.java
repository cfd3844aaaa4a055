package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.FileOwners;
import dev.drydock.host.HostFiles;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives to the account of v0.8.0 what it could not use otherwise: configuration, logs, further stores. Who owned each of
 * it before is in a file of the upgrade before the first owner changes.
 */
final class GiveFiles extends UpgradeStep {

    private static final String GIVEN = "files.given";

    private final Blueprint.Unit unit;

    GiveFiles(Yard yard, Blueprint.Unit unit) {
        super(yard, "install.owners", "Give the files to the account");
        this.unit = unit;
    }

    private Path record() {
        return blueprint().home().resolve("owners");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, GIVEN);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("files-not-given", () -> {
            var owner = Yard.account(blueprint().runAs());
            if (!FileOwners.isNoted(record())) {
                FileOwners.note(record(), unit.given(), owner);
            }
            var changed = FileOwners.give(record(), owner);
            context.remember(GIVEN, Long.toString(changed));
            for (var given : unit.given()) {
                context.log(
                        EventLevel.INFO,
                        owner.user() + " now owns " + given.path() + (given.whole() ? " with all that is in it" : ""));
            }
            return StepResult.done(changed + " files and directories now belong to " + owner.user());
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("files-not-taken-back", () -> {
            if (FileOwners.isNoted(record())) {
                FileOwners.takeBack(record());
                HostFiles.deleteTree(record());
            }
        });
        forget(context, GIVEN);
    }

    @Override
    public List<String> onward() {
        var lines = new ArrayList<String>();
        var owners = Shell.quote(record());
        var account = blueprint().runAs().uid() + ":" + blueprint().runAs().gid();
        lines.add("if [ ! -e " + owners + " ]; then");
        lines.add("  {");
        for (var given : unit.given()) {
            lines.add("    find " + Shell.quote(given.path()) + (given.whole() ? "" : " -maxdepth 0")
                    + " -xdev -printf '%U:%G\\0%p\\0'");
        }
        lines.add("  } >" + owners + ".new");
        lines.add("  mv -T " + owners + ".new " + owners);
        lines.add("fi");
        for (var given : unit.given()) {
            lines.add("chown -h " + (given.whole() ? "-R " : "") + account + " " + Shell.quote(given.path()));
        }
        return lines;
    }

    @Override
    public List<String> back() {
        var owners = Shell.quote(record());
        return List.of("[ ! -e " + owners + " ] || xargs -0 -n 2 sh -c '[ ! -e \"$1\" ] || chown -h \"$0\" \"$1\"' <"
                + owners);
    }
}
