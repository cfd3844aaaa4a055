package dev.drydock.upgrade.blueprint;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store of files, and where they go.
 *
 * @param path a directory, for SQLite a file; links followed
 * @param directory that its files lie in
 * @param whyNotRenamed what keeps the directory from being renamed as a whole, so that the store's files are moved; null
 *     where it holds the store alone and is renamed
 * @param own names of the store's files, where they are moved
 * @param old directory that the old store's files lie in afterwards
 */
public record StoredFiles(
        Path path, Path directory, @Nullable String whyNotRenamed, List<String> own, Path old) {

    /** Whether the directory holds the store alone and is renamed, else the store's files are moved. */
    public boolean wholeDirectory() {
        return whyNotRenamed == null;
    }

    /**
     * Directory that the new store is built in where Drydock converts it: on the same file system, beside the place that the
     * old one goes to.
     *
     * @param id of the upgrade
     */
    public Path building(String id) {
        return old.resolveSibling("drydock-new-" + id);
    }

    /** The new store in that directory, as its driver takes it. */
    public Path built(String id) {
        return building(id).resolve(path.equals(directory) ? "store" : Blueprint.name(path));
    }

    /** The store after it was set aside, as its driver takes it. */
    public Path oldPath() {
        return path.equals(directory) ? old : old.resolve(Blueprint.name(path));
    }
}
