package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostFiles;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;

/** Deletes one thing that the upgrade has kept. There is no way back from it. */
final class DeleteForGood extends UpgradeStep {

    private final Cleanup.Paths paths;

    DeleteForGood(Yard yard, String name, String title, Cleanup.Paths paths) {
        super(yard, name, title);
        this.paths = paths;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of(
                "not-looked-at",
                () -> paths.now().stream().noneMatch(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("not-deleted", () -> {
            var deleted = new ArrayList<String>();
            for (var path : paths.now()) {
                deleted.add(HostFiles.deleteTree(path) + " files and directories of " + path);
            }
            return StepResult.done(String.join(", ", deleted));
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException {
        throw Attempt.failure(
                "deleted-for-good",
                "What \"" + title() + "\" has deleted cannot come back",
                "Take it from a backup of your own");
    }

    @Override
    public List<String> onward() {
        return List.of();
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
