package dev.drydock.store;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store that is to be set aside, as it lies there.
 *
 * @param upgrade id of the upgrade, which makes a name unique
 * @param path as its driver takes it
 * @param directory that its files lie in
 * @param own names of its files in there, when the plan was made
 * @param whyNotRenamed what keeps the directory from being renamed as a whole, behind its name: "holds more than …"; null
 *     where it can be renamed
 */
public record OldStore(
        String upgrade,
        Path path,
        Path directory,
        List<String> own,
        @Nullable String whyNotRenamed) {

    public OldStore {
        own = List.copyOf(own);
    }

    /** Whether the directory is renamed, else the files of the store are moved. */
    public boolean isWholeDirectory() {
        return whyNotRenamed == null;
    }
}
