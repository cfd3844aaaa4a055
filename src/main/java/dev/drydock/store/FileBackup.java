package dev.drydock.store;

import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps a store of files under another name on its own file system: its directory is renamed where it holds the store
 * alone, else the store's files are moved into a directory of their own.
 */
public final class FileBackup implements BackupStrategy {

    private static final String PATH = "path";
    private static final String NAME = "name";
    private static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._+@-]{0,99}";
    private static final String LIMITS =
            "a name without slashes: letters, digits and . _ + @ -, at most 100, a letter or digit first";

    private final String what;
    private final OldStore store;

    /**
     * @param what lies at the path that the configuration names, for people, such as {@code Data directory}
     */
    public FileBackup(String what, OldStore store) {
        this.what = what;
        this.store = store;
    }

    @Override
    public List<BackupField> fields() {
        return List.of(
                BackupField.fixed(
                        PATH,
                        what,
                        "Where the configuration says the mail data lies",
                        store.path().toString()),
                BackupField.text(
                        NAME,
                        "Name for the old one",
                        (store.isWholeDirectory()
                                        ? "The directory gets this name, beside "
                                        : "A directory of this name is made in ")
                                + store.directory() + "; nothing is copied",
                        PATTERN,
                        LIMITS,
                        usualName()));
    }

    /** The version in the name; where something has that name already, the upgrade in it too. */
    private String usualName() {
        var whole = store.directory().getFileName();
        var name = (store.isWholeDirectory() && whole != null ? whole.toString() : "store") + "-"
                + StoreVersion.V0_7_3.title();
        return isThere(place(name)) ? name + "-" + store.upgrade() : name;
    }

    private Path place(String name) {
        return store.isWholeDirectory()
                ? store.directory().resolveSibling(name)
                : store.directory().resolve(name);
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The directory that the old store's files lie in afterwards.
     *
     * @param filled without any problem
     */
    public Path place(FilledBackup filled) {
        filled.requireSound();
        return place(filled.value(NAME));
    }

    @Override
    public List<BackupProblem> problems(FilledBackup filled) {
        var place = place(filled.value(NAME));
        return isThere(place) ? List.of(new BackupProblem(NAME, "is taken: " + place + " exists already")) : List.of();
    }

    @Override
    public List<LiveCheck> checks(FilledBackup filled) {
        var name = filled.value(NAME);
        if (!Pattern.matches(PATTERN, name)) {
            return List.of(
                    new LiveCheck("name-valid", false, "The name does not do: it must be " + LIMITS), way(""), size());
        }
        var place = place(name);
        var taken = isThere(place);
        return List.of(
                new LiveCheck("name-valid", true, "The name can be used"),
                new LiveCheck("name-free", !taken, taken ? place + " exists already" : "The name is free: " + place),
                way(" " + place),
                size());
    }

    private LiveCheck way(String place) {
        if (!store.isWholeDirectory()) {
            return new LiveCheck(
                    "own-files",
                    true,
                    store.directory() + " " + store.whyNotRenamed() + ", so only the store's own files are moved into"
                            + " the new directory" + place + ": " + String.join(", ", store.own()));
        }
        try {
            var parent = store.directory().getParent();
            var same = parent != null && HostFiles.areOnOneFileSystem(store.directory(), parent);
            return new LiveCheck(
                    "same-file-system",
                    same,
                    same
                            ? "Same file system: an instant rename"
                            : store.directory() + " is a file system of its own, which cannot be renamed");
        } catch (HostException e) {
            return new LiveCheck("same-file-system", false, e.problem());
        }
    }

    /** Of a directory all that is in it, for a server that is at work makes new files; else the files of the plan. */
    private LiveCheck size() {
        try (var entries = Files.list(store.directory())) {
            var sizes = entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry ->
                            store.isWholeDirectory() || store.own().contains(String.valueOf(entry.getFileName())))
                    .mapToLong(FileBackup::size)
                    .summaryStatistics();
            return new LiveCheck(
                    "size",
                    true,
                    String.format(
                            Locale.ROOT,
                            "The old store holds %d %s, %s, which stay on the disk until a cleanup",
                            sizes.getCount(),
                            sizes.getCount() == 1 ? "file" : "files",
                            inWords(sizes.getSum())));
        } catch (IOException | UncheckedIOException e) {
            return new LiveCheck("size", false, "How large the old store is cannot be seen: " + e.getMessage());
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // A server that is at work removes files at any moment.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inWords(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%,d bytes", bytes);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
}
