package dev.drydock.installation;

import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.installation.configuration.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out where the files of a store lie. */
final class Placing {

    private static final int MAX_NEIGHBOURS = 1000;

    private final MountTable mounts;
    private final List<MountTable> containers;
    private final Surroundings surroundings;
    private final Clock clock;
    private final Instant end;

    /**
     * Sets out to look.
     *
     * @param mounts as Drydock sees them
     * @param containers as processes see them that see others
     * @param end when counting is given up
     */
    Placing(MountTable mounts, List<MountTable> containers, Surroundings surroundings, Clock clock, Instant end) {
        this.mounts = mounts;
        this.containers = containers;
        this.surroundings = surroundings;
        this.clock = clock;
        this.end = end;
    }

    /** Looks where a store lies; one that is not there, or may not be seen, has no files. */
    StorePlacement of(StoreConfiguration.OnDisk store) {
        var configured = store.path().toAbsolutePath();
        var isFile = store.kind() == StoreKind.SQLITE;
        var real = real(configured);
        var parent = real.getParent();
        var directory = isFile && parent != null ? parent : real;
        var exists = isFile ? Files.isRegularFile(real) : Files.isDirectory(real);
        var mount = mounts.over(directory);
        var own = new ArrayList<Path>();
        var neighbours = new ArrayList<Neighbour>();
        var ownSize = Tally.NOTHING;
        var neighbourSize = Tally.NOTHING;
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                var size = Counting.of(entry, clock, end);
                if (StoreFiles.belongs(store.kind(), real, entry)) {
                    if (store.kind() != StoreKind.FS) {
                        own.add(entry);
                    }
                    ownSize = ownSize.plus(size);
                } else {
                    if (neighbours.size() < MAX_NEIGHBOURS) {
                        neighbours.add(new Neighbour(entry, surroundings.describe(entry)));
                    }
                    neighbourSize = neighbourSize.plus(size);
                }
            }
        } catch (IOException e) {
            ownSize = ownSize.plus(new Tally(0, 0, exists ? 1 : 0, true));
        }
        own.sort(null);
        return new StorePlacement(
                configured,
                real,
                directory,
                exists,
                isLink(configured, isFile),
                mount,
                mounts.at(directory) != null,
                isVolumeRoot(directory, mount),
                List.copyOf(own),
                List.copyOf(neighbours),
                facts(directory),
                ownSize,
                neighbourSize);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            var parent = path.getParent();
            try {
                return parent == null ? path : parent.toRealPath().resolve(path.getFileName());
            } catch (IOException nothingThere) {
                return path.normalize();
            }
        }
    }

    private static boolean isLink(Path configured, boolean isFile) {
        var parent = configured.getParent();
        return Files.isSymbolicLink(configured) || (isFile && parent != null && Files.isSymbolicLink(parent));
    }

    /** A directory that Docker made for a volume, or that a container sees as a mount of its own. */
    private boolean isVolumeRoot(Path directory, @Nullable Mount mount) {
        var count = directory.getNameCount();
        if (count > 3
                && directory.endsWith("_data")
                && directory.getName(count - 3).toString().equals("volumes")) {
            return true;
        }
        if (mount == null) {
            return false;
        }
        var inFileSystem =
                mount.root().resolve(mount.point().relativize(directory)).normalize();
        return containers.stream()
                .flatMap(table -> table.all().stream())
                .anyMatch(other -> other.device().equals(mount.device())
                        && other.root().equals(inFileSystem)
                        && !other.root().equals(Path.of("/")));
    }

    private static @Nullable FileFacts facts(Path directory) {
        try {
            return FileFacts.of(directory);
        } catch (IOException e) {
            return null;
        }
    }
}
