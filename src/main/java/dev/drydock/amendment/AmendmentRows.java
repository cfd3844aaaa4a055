package dev.drydock.amendment;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks over the rows of an amendment file, one in memory at a time; after the last one the trailer has been checked. */
final class AmendmentRows implements AutoCloseable {

    private final Path file;
    private final long size;
    private final MessageDigest digest = AmendmentWriter.digest();
    private final DataInputStream in;
    private final String title;
    private @Nullable AmendedRow last;
    private long read;
    private long rows;

    /** @throws StoreException if it cannot be read, is no amendment file, or one of another version */
    AmendmentRows(Path file) throws StoreException {
        this.file = file;
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException("There is no regular file " + file, "Name the file that was computed");
            }
            var channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            this.size = channel.size();
            this.in = new DataInputStream(
                    new DigestInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16), digest));
        } catch (IOException e) {
            throw failed(file, e);
        }
        try {
            this.title = head();
        } catch (IOException e) {
            throw closed(failed(file, e));
        } catch (StoreException e) {
            throw closed(e);
        }
    }

    private StoreException closed(StoreException failure) {
        try {
            in.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private String head() throws IOException, StoreException {
        var magic = AmendmentFormat.magic();
        if (!Arrays.equals(bytes(Math.min(magic.length, size)), magic)) {
            throw new StoreException("The file " + file + " is not one of changes to a store", "Name the right file");
        }
        var version = in.readUnsignedShort();
        read += 2;
        if (version != AmendmentFormat.VERSION) {
            throw new StoreException(
                    "The file " + file + " has the format version " + version + ", this Drydock knows "
                            + AmendmentFormat.VERSION,
                    "Use the Drydock that has made it");
        }
        var text = in.readUTF();
        read = Math.min(size, read + 2 + text.length());
        return text;
    }

    /** What the file changes, for people. */
    String title() {
        return title;
    }

    long size() {
        return size;
    }

    /** Rows read so far. */
    long rows() {
        return rows;
    }

    /** The next row; null after the last one, when the file has proved to be whole. */
    @Nullable
    AmendedRow next() throws StoreException {
        try {
            var first = in.readUnsignedByte();
            read++;
            if (first == AmendmentFormat.END) {
                end();
                return null;
            }
            var letter = Letter.of((char) first).orElseThrow(() -> damaged("unknown letter " + first));
            var key = bytes(length());
            var presence = in.readUnsignedByte();
            read++;
            if ((presence & ~(AmendmentFormat.BEFORE | AmendmentFormat.AFTER)) != 0) {
                throw damaged("unknown kind of row " + presence);
            }
            var before = (presence & AmendmentFormat.BEFORE) == 0 ? null : bytes(length());
            var after = (presence & AmendmentFormat.AFTER) == 0 ? null : bytes(length());
            var row = new AmendedRow(letter, key, before, after);
            if (last != null && last.compareKey(row) >= 0) {
                throw damaged("rows are out of order");
            }
            last = new AmendedRow(letter, key, null, null);
            rows++;
            return row;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private long length() throws IOException {
        read += 4;
        return Integer.toUnsignedLong(in.readInt());
    }

    /** Never takes memory for more than the file has left. */
    private byte[] bytes(long length) throws IOException, StoreException {
        if (length > size - read || length > Integer.MAX_VALUE) {
            throw damaged("a length goes beyond its end");
        }
        var bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        read += length;
        return bytes;
    }

    private void end() throws IOException, StoreException {
        if (in.readLong() != rows) {
            throw damaged("rows are missing");
        }
        var expected = digest.digest();
        if (!Arrays.equals(in.readNBytes(AmendmentFormat.DIGEST_LENGTH), expected)) {
            throw damaged("its checksum does not match");
        }
        if (in.read() >= 0) {
            throw damaged("something follows its end");
        }
    }

    private StoreException damaged(String how) {
        return new StoreException(
                "The file " + file + " is damaged: " + how,
                "Bring it back from a backup; if it was never applied, remove it and compute it again");
    }

    private static StoreException failed(Path file, IOException e) {
        if (e instanceof EOFException) {
            return new StoreException(
                    "The file " + file + " is cut short",
                    "Bring it back from a backup; if it was never applied, remove it and compute it again");
        }
        return new StoreException("The file " + file + " cannot be read: " + e, "Look at the permissions on it", e);
    }

    @Override
    public void close() throws StoreException {
        try {
            in.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }
}
