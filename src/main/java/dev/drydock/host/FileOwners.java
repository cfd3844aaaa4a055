package dev.drydock.host;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives files to another account, and takes them back. A record on disk says who owned what before anything changes: for
 * each file its {@code uid:gid} and its path, both ended by a null character, as {@code find -printf '%U:%G\0%p\0'} writes
 * it. Only owner and group change; the record is read as a stream, so a directory may hold any number of files.
 */
public final class FileOwners {

    private FileOwners() {}

    /**
     * Something to give.
     *
     * @param whole whether with all that is in it, on its own file system
     */
    public record Place(Path path, boolean whole) {}

    /** Whether a whole record is there. */
    public static boolean isNoted(Path record) {
        return Files.exists(record, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the record of all that does not belong to the new owner yet; it is there as a whole, or not at all. */
    public static void note(Path record, List<Place> places, Account owner) throws HostException {
        var pending = record.resolveSibling(record.getFileName() + ".new");
        HostFiles.deleteTree(pending);
        try {
            try (var out = new BufferedOutputStream(
                    Files.newOutputStream(pending, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                for (var place : places) {
                    note(out, place, owner);
                }
            }
            HostFiles.sync(pending);
            Files.move(pending, record, StandardCopyOption.ATOMIC_MOVE);
            HostFiles.sync(requireNonNull(record.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw trouble("The owners of the files cannot be written into " + record, e);
        } catch (UncheckedIOException e) {
            throw trouble("The owners of the files cannot be written into " + record, requireNonNull(e.getCause()));
        }
    }

    private static void note(OutputStream out, Place place, Account owner) throws IOException, HostException {
        var device = Files.getAttribute(place.path(), "unix:dev", LinkOption.NOFOLLOW_LINKS);
        try (var files = place.whole() ? Files.walk(place.path()) : Stream.of(place.path())) {
            for (var file : (Iterable<Path>) files::iterator) {
                var state = FileState.of(file);
                var isElsewhere = !device.equals(Files.getAttribute(file, "unix:dev", LinkOption.NOFOLLOW_LINKS));
                if (isElsewhere || (state.uid() == owner.uid() && state.gid() == owner.gid())) {
                    continue;
                }
                out.write((state.uid() + ":" + state.gid() + "\0" + file + "\0").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /**
     * Gives all of a record to its new owner; safe to repeat.
     *
     * @return how many there are
     */
    public static long give(Path record, Account owner) throws HostException {
        return each(record, (path, uid, gid) -> own(path, owner.uid(), owner.gid()));
    }

    /** Gives all of a record back to whom it belonged to; what is no longer there is passed over. Safe to repeat. */
    public static long takeBack(Path record) throws HostException {
        return each(record, FileOwners::own);
    }

    private interface Deed {
        void on(Path path, long uid, long gid) throws IOException, HostException;
    }

    private static long each(Path record, Deed deed) throws HostException {
        var count = 0L;
        try (var in = new BufferedInputStream(Files.newInputStream(record))) {
            for (var owner = field(in); !owner.isEmpty(); owner = field(in)) {
                var path = Path.of(field(in));
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    requireNoLinkAbove(path);
                    var numbers = owner.split(":", -1);
                    deed.on(path, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
                    count++;
                }
            }
            return count;
        } catch (IOException e) {
            throw trouble("The owners of the files cannot be changed by " + record, e);
        }
    }

    /** The record names real paths; whoever has put a link there since would lead root's hand to other files. */
    private static void requireNoLinkAbove(Path path) throws IOException, HostException {
        var parent = requireNonNull(path.getParent());
        if (!parent.toRealPath().equals(parent)) {
            throw new HostException(
                    parent + " has become a link, or lies behind one", "Put back what lay there, then try again");
        }
    }

    /** Up to the next null character; empty at the end. */
    private static String field(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var next = in.read(); next != 0; next = in.read()) {
            if (next < 0) {
                if (bytes.size() == 0) {
                    return "";
                }
                throw new EOFException("the record ends in the middle of a field");
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void own(Path path, long uid, long gid) throws IOException, HostException {
        var now = FileState.of(path);
        new FileState(now.type(), uid, gid, now.mode(), now.size(), now.modified(), now.linkTarget()).restore(path);
    }

    private static HostException trouble(String problem, IOException e) {
        return new HostException(
                problem + ": " + FileTrouble.inWords(e), "Mend what the system says, then try again", e);
    }
}
