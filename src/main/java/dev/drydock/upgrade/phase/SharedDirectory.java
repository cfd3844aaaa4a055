package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.StepContext;
import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory that is not the store's alone, or cannot be renamed: the store's files are moved out of it one by one, and
 * back, and a move that was cut short goes on where it stopped.
 *
 * <p>Hazard: a server that still runs when the plan is made writes, merges and deletes files, and so does the exporter.
 * Which files are the old store's is therefore looked at when the first of them is about to be moved, and written down
 * before: from then on a file with the name of a store's is the new store's, unless it was written down and still waits.
 */
final class SharedDirectory {

    private static final String FILES = "backup.files";

    private final Yard yard;

    SharedDirectory(Yard yard) {
        this.yard = yard;
    }

    private Path directory() {
        return yard.blueprint().store().onDisk().directory();
    }

    private Path old() {
        return yard.blueprint().store().onDisk().old();
    }

    /** The names once more, a line each: what the rescue script has of the journal. */
    private Path list() {
        return yard.blueprint().home().resolve("store-files");
    }

    /** Owner, group and mode of the directory, for the rescue script. */
    private Path owner() {
        return yard.blueprint().home().resolve("store-directory");
    }

    /** Writes down which files are the old store's. Nothing must be at work on it any more. */
    void note(StepContext context) throws HostException, IOException, InterruptedException {
        var names = String.join(
                "\n",
                NewStore.files(yard).stream()
                        .map(file -> requireNonNull(file.getFileName()).toString())
                        .sorted()
                        .toList());
        context.remember(FILES, names);
        var state = FileState.of(directory());
        write(list(), names);
        write(owner(), state.uid() + ":" + state.gid() + " " + Integer.toOctalString(state.mode()));
    }

    private static void write(Path file, String text) throws HostException, InterruptedException {
        HostFiles.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8), Account.current(), 0600);
    }

    /** Names of the old store's files that still lie where the new store is to be. */
    List<String> left(StepContext context) {
        return context.recall(FILES).stream()
                .flatMap(String::lines)
                .filter(name -> exists(directory().resolve(name)) && !exists(old().resolve(name)))
                .toList();
    }

    void moveAway(StepContext context) throws HostException {
        for (var name : left(context)) {
            HostFiles.rename(directory().resolve(name), old().resolve(name));
        }
    }

    /** Moves back whatever was moved away; the new store must be gone. */
    void takeBack(StepContext context) throws HostException, IOException {
        try (var files = Files.newDirectoryStream(old())) {
            for (var file : files) {
                HostFiles.rename(file, directory().resolve(requireNonNull(file.getFileName())));
            }
        }
        HostFiles.deleteTree(old());
        HostFiles.deleteTree(list());
        HostFiles.deleteTree(owner());
        UpgradeStep.forget(context, FILES);
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    List<String> onward() {
        var list = Shell.quote(list());
        var owner = Shell.quote(owner());
        var directory = Shell.quote(directory());
        var old = Shell.quote(old());
        var runAs = yard.blueprint().runAs();
        return List.of(
                "[ -e " + owner + " ] || stat -c '%u:%g %a' " + directory + " >" + owner,
                "if [ ! -e " + list + " ]; then",
                "  ls -A " + directory + " | " + NewStore.onlyOfStore(yard) + " >" + list + ".new",
                "  mv -T " + list + ".new " + list,
                "fi",
                "mkdir -m 0700 -p " + old,
                "while IFS= read -r name; do",
                "  [ ! -e " + directory + "/\"$name\" ] || [ -e " + old + "/\"$name\" ] ||",
                "    mv -T " + directory + "/\"$name\" " + old + "/\"$name\"",
                "done <" + list,
                "[ \"$(stat -c %u " + directory + ")\" = " + runAs.uid() + " ] || chown " + runAs.uid() + ":"
                        + runAs.gid() + " " + directory);
    }

    List<String> back() {
        var list = Shell.quote(list());
        var owner = Shell.quote(owner());
        var directory = Shell.quote(directory());
        var old = Shell.quote(old());
        var lines = new ArrayList<String>();
        lines.add("if [ -e " + old + " ]; then");
        lines.add("  kept=" + Shell.quote(NewStore.kept(yard)) + "; while [ -e \"$kept\" ]; do kept=$kept-again; done");
        lines.add("  mkdir -m 0700 \"$kept\"");
        lines.add("  # what bears the name of a store's file is the new store's, unless it still waits to be moved");
        lines.add("  ls -A " + directory + " | " + NewStore.onlyOfStore(yard) + " | while IFS= read -r name; do");
        lines.add("    if [ ! -e " + old + "/\"$name\" ] && grep -qxF -e \"$name\" " + list
                + " 2>/dev/null; then continue; fi");
        lines.add("    mv -T " + directory + "/\"$name\" \"$kept/$name\"");
        lines.add("  done");
        lines.add("  ls -A " + old + " | while IFS= read -r name; do");
        lines.add("    mv -T " + old + "/\"$name\" " + directory + "/\"$name\"");
        lines.add("  done");
        lines.add("  rmdir " + old);
        lines.add("  rmdir \"$kept\" 2>/dev/null || :");
        lines.add("fi");
        lines.add("if [ -e " + owner + " ]; then");
        lines.add("  read -r owner mode <" + owner);
        lines.add("  chown \"$owner\" " + directory);
        lines.add("  chmod \"$mode\" " + directory);
        lines.add("fi");
        return lines;
    }
}
