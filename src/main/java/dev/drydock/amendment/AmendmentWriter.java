package dev.drydock.amendment;

import dev.drydock.conversion.StoreException;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes an amendment to a hidden file of its owner alone, which gets its name when it is whole and on disk. What is
 * closed before that leaves nothing behind; what is killed leaves the hidden file, which the next one removes.
 */
final class AmendmentWriter implements AutoCloseable {

    private static final String MARK = ".drydock-";

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private final DigestOutputStream digested;
    private final DataOutputStream out;
    private @Nullable AmendedRow last;
    private long rows;

    private AmendmentWriter(Path file, Path temporary, FileChannel channel, String title) throws IOException {
        this.file = file;
        this.temporary = temporary;
        this.channel = channel;
        this.digested =
                new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), digest());
        this.out = new DataOutputStream(digested);
        out.write(AmendmentFormat.magic());
        out.writeShort(AmendmentFormat.VERSION);
        out.writeUTF(title);
    }

    /**
     * Begins a file.
     *
     * @param file refused if it exists: one that is there is whole, and what it takes back can perhaps not be found again
     * @param title what it changes, for people
     */
    static AmendmentWriter create(Path file, String title) throws StoreException {
        var absolute = file.toAbsolutePath().normalize();
        try {
            requireFree(absolute);
            removeAbandoned(absolute);
            var temporary = absolute.resolveSibling(prefix(absolute)
                    + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
            var channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new AmendmentWriter(absolute, temporary, channel, title);
        } catch (IOException e) {
            throw failed(absolute, e);
        }
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(AmendmentFormat.DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    private static String prefix(Path file) {
        return "." + file.getFileName() + MARK;
    }

    private static void requireFree(Path file) throws StoreException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(
                    "The file " + file + " exists already",
                    "Use it as it is; remove it only if it was never applied, or was taken back");
        }
    }

    private static void removeAbandoned(Path file) throws IOException {
        var name = Pattern.compile(Pattern.quote(prefix(file)) + "[0-9a-f]{16}");
        var parent = file.getParent();
        if (parent == null) {
            return;
        }
        try (var siblings = Files.newDirectoryStream(
                parent, path -> name.matcher(path.getFileName().toString()).matches())) {
            for (var sibling : siblings) {
                Files.delete(sibling);
            }
        }
    }

    /** Adds a row; rows ascend by letter and key. */
    void add(AmendedRow row) throws StoreException {
        if (last != null && last.compareKey(row) >= 0) {
            throw new IllegalArgumentException(row + " does not come after " + last);
        }
        last = new AmendedRow(row.letter(), row.key(), null, null);
        var before = row.before();
        var after = row.after();
        try {
            out.writeByte(row.letter().letter());
            write(row.key());
            out.writeByte((before == null ? 0 : AmendmentFormat.BEFORE) | (after == null ? 0 : AmendmentFormat.AFTER));
            if (before != null) {
                write(before);
            }
            if (after != null) {
                write(after);
            }
            rows++;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void write(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Finishes the file: it is whole and on disk, and has its name. */
    void commit() throws StoreException {
        try {
            out.writeByte(AmendmentFormat.END);
            out.writeLong(rows);
            out.write(digested.getMessageDigest().digest());
            out.flush();
            channel.force(true);
            channel.close();
            requireFree(file);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            var parent = file.getParent();
            if (parent != null) {
                try (var directory = FileChannel.open(parent)) {
                    directory.force(true);
                }
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static StoreException failed(Path file, IOException e) {
        return new StoreException(
                "The file " + file + " cannot be written: " + e,
                "Look at the path, the permissions on it and the room on its disk",
                e);
    }

    @Override
    public void close() throws StoreException {
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }
}
