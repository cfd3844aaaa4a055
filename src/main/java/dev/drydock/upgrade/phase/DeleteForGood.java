package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostFiles;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Deletes one thing that the upgrade has kept. There is no way back from it. */
final class DeleteForGood extends UpgradeStep {

    private final Path path;

    DeleteForGood(Yard yard, String name, String title, Path path) {
        super(yard, name, title);
        this.path = path;
    }

    @Override
    boolean stands(StepContext context) {
        return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of(
                "not-deleted", () -> StepResult.done(HostFiles.deleteTree(path) + " files and directories of " + path));
    }

    @Override
    public void undo(StepContext context) throws StepFailedException {
        throw Attempt.failure(
                "deleted-for-good", path + " was deleted and cannot come back", "Take it from a backup of your own");
    }

    @Override
    public List<String> onward() {
        return List.of("rm -rf " + Shell.quote(path));
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
