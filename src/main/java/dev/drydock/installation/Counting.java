package dev.drydock.installation;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts files and bytes below a path, for no longer than it may take. */
final class Counting extends SimpleFileVisitor<Path> {

    private final Clock clock;
    private final Instant end;
    private final long device;
    private long files;
    private long bytes;
    private long unseen;
    private boolean complete = true;

    private Counting(Clock clock, Instant end, long device) {
        this.clock = clock;
        this.end = end;
        this.device = device;
    }

    /** Counts what lies at a path, and below it where it is a directory; nothing where nothing is there. */
    static Tally of(Path path, Clock clock, Instant end) {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Tally.NOTHING;
            }
            var device = (Long) Files.getAttribute(path, "unix:dev", LinkOption.NOFOLLOW_LINKS);
            var counting = new Counting(clock, end, device);
            Files.walkFileTree(path, counting);
            return new Tally(counting.files, counting.bytes, counting.unseen, counting.complete);
        } catch (IOException e) {
            return new Tally(0, 0, 1, true);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        var other = (Long) Files.getAttribute(directory, "unix:dev", LinkOption.NOFOLLOW_LINKS) != device;
        return other ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        files++;
        bytes += attributes.size();
        if (files % 1024 == 0 && clock.instant().isAfter(end)) {
            complete = false;
            return FileVisitResult.TERMINATE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        // It may be gone, which is no loss, or closed to us, which the reader must know.
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            unseen++;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
        if (e != null) {
            unseen++;
        }
        return FileVisitResult.CONTINUE;
    }
}
