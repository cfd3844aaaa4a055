package dev.drydock.upgrade.phase;

import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files and directories.
 *
 * @param paths where they would lie
 */
record LeftoverFiles(String title, Paths paths) implements Leftover {

    /** Looks where they lie now. */
    @FunctionalInterface
    interface Paths {
        List<Path> now() throws IOException;
    }

    static LeftoverFiles of(String title, Path path) {
        return new LeftoverFiles(title, () -> List.of(path));
    }

    private List<Path> there() throws IOException {
        return paths.now().stream()
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    @Override
    public List<String> now() throws IOException {
        return there().stream().map(Path::toString).toList();
    }

    @Override
    public String delete() throws HostException, IOException {
        var deleted = new ArrayList<String>();
        for (var path : there()) {
            deleted.add(HostFiles.deleteTree(path) + " files and directories of " + path);
        }
        return String.join(", ", deleted);
    }
}
