package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes into the configuration what v0.8.0 takes from nowhere else: certificates that v0.7.3 kept in its store, and the
 * bundle of the web administration where one was given. The old file keeps its content under another name.
 */
final class InstallConfiguration extends UpgradeStep {

    InstallConfiguration(Yard yard) {
        super(yard, "install.configuration", "Give the configuration what v0.8.0 needs");
    }

    private Path file() {
        return blueprint().configuration().file();
    }

    private Path old() {
        return blueprint().configuration().old();
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        // Two names of one file are what a kill between the second name and the new file leaves behind.
        return Attempt.of("configuration-not-read", () -> Files.exists(old()) && !Files.isSameFile(old(), file()));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("configuration-not-written", () -> {
            var finished = blueprint().node() == null
                    ? FinishedConfiguration.of(yard, yard.oldStore())
                    : FinishedConfiguration.ofNode(yard);
            finished.requireReadable(yard);
            if (finished.isAsBefore()) {
                return new StepResult.Skipped("v0.8.0 needs nothing more in it");
            }
            var pending = pending();
            finished.write(pending, yard.trusted());
            // First a second name for the old file, then the new one in its place: there is a file at any instant.
            if (!Files.exists(old())) {
                Files.createLink(old(), file());
            }
            Files.move(pending, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            HostFiles.sync(requireNonNull(file().getParent()));
            HostFiles.deleteTree(FinishedConfiguration.waiting(yard));
            finished.additions()
                    .keySet()
                    .forEach(key -> context.log(EventLevel.INFO, "The configuration now has " + key));
            return StepResult.done(finished.additions().size() + " settings added; the old file is " + old());
        });
    }

    private Path pending() {
        return file().resolveSibling(file().getFileName() + ".drydock-pending");
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("configuration-not-taken-back", () -> {
            Files.deleteIfExists(pending());
            if (Files.exists(old())) {
                if (Files.isSameFile(old(), file())) {
                    Files.delete(old());
                } else {
                    Files.move(old(), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                HostFiles.sync(requireNonNull(file().getParent()));
            }
        });
    }

    @Override
    public List<String> onward() {
        var waiting = Shell.quote(FinishedConfiguration.waiting(yard));
        var file = Shell.quote(file());
        var pending = Shell.quote(pending());
        var old = Shell.quote(old());
        var missing = "The certificates that lie in the store, if any, are not in " + file()
                + " yet, and v0.8.0 takes them from nowhere else: without them it shows one of its own";
        return List.of(
                "if [ -e " + waiting + " ]; then",
                "  # the configuration with the certificates of the store",
                "  if ! cmp -s " + waiting + " " + file + " || [ \"$(stat -c %a " + waiting + ")\" != \"$(stat -c %a "
                        + file + ")\" ]; then",
                "    cp -p " + waiting + " " + pending,
                "    [ -e " + old + " ] || ln " + file + " " + old,
                "    mv -T " + pending + " " + file,
                "  fi",
                "elif [ ! -e " + old + " ]; then",
                "  echo " + Shell.quote(missing) + " >&2",
                "fi");
    }

    @Override
    public List<String> back() {
        var old = Shell.quote(old());
        return List.of("if [ -e " + old + " ]; then if [ " + old + " -ef " + Shell.quote(file()) + " ]; then rm " + old
                + "; else mv -T " + old + " " + Shell.quote(file()) + "; fi; fi");
    }
}
