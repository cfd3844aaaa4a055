package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.FileState;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Rights;
import dev.drydock.host.SafePath;
import dev.drydock.host.Sha256;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * Lays the fetched bundle of the web administration with the installation, where v0.8.0 reads it at every start. It
 * stays there when the upgrade is done.
 */
final class PlaceBundle extends UpgradeStep {

    private static final String TIME = "webadmin.directory.time";

    private final Path fetched;
    private final Path file;

    PlaceBundle(Yard yard, Path fetched, Path file) {
        super(yard, "prepare.webadmin", "Lay the web administration ready");
        this.fetched = fetched;
        this.file = file;
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return isPast(context, StopServer.BEGUN)
                || Attempt.of(
                        "webadmin-unreadable",
                        () -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                && Sha256.of(file).equals(Sha256.of(fetched)));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("webadmin-not-placed", () -> {
            SafePath.forWriting(file, yard.trusted());
            if (context.recall(TIME).isEmpty()) {
                context.remember(TIME, FileState.of(directory()).modified().toString());
            }
            Files.deleteIfExists(pending());
            Files.copy(fetched, pending());
            HostFiles.own(pending(), Yard.account(blueprint().console()), 0644);
            HostFiles.sync(pending());
            Files.move(pending(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            HostFiles.sync(directory());
            var rights = new Rights(
                    yard.runner(),
                    Yard.account(blueprint().runAs()),
                    Yard.account(blueprint().console()));
            if (!rights.canRead(file)) {
                var denial = rights.denial(file, "read");
                throw Attempt.failure("webadmin-closed", denial.text(), denial.whatToDo());
            }
            return StepResult.done(file + ", which " + rights.user() + " can read");
        });
    }

    private Path directory() {
        return requireNonNull(file.getParent());
    }

    private Path pending() {
        return file.resolveSibling(file.getFileName() + ".pending");
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("webadmin-not-removed", () -> {
            HostFiles.deleteTree(pending());
            HostFiles.deleteTree(file);
            var time = context.recall(TIME);
            if (time.isPresent()) {
                Files.setLastModifiedTime(directory(), FileTime.from(Instant.parse(time.get())));
                forget(context, TIME);
            }
        });
    }

    @Override
    public List<String> onward() {
        return List.of("cp " + Shell.quote(fetched) + " " + Shell.quote(file), "chmod 0644 " + Shell.quote(file));
    }

    @Override
    public List<String> back() {
        return List.of("rm -f " + Shell.quote(file) + " " + Shell.quote(pending()));
    }
}
