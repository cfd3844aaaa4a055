package dev.drydock.conversion;

import dev.drydock.translate.TargetRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records as files in a directory of their own: one file for each, holding the v0.7.3 value as it was, and
 * {@value #INDEX}, which says of each file what it is: file, family, whole v0.7.3 key in hexadecimal, and words.
 *
 * <p>The directory has mode 0700 and its files 0600. It is filled under a temporary name beside its final one, and made
 * when there is a first record to save, not before.
 */
public final class SavedFiles implements SavedRecords {

    /** The list of the files, values separated by tabs, with a line of headings. */
    public static final String INDEX = "index.tsv";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HexFormat HEX = HexFormat.of();
    private static final int LONGEST_KEY_IN_NAME = 48;

    private final Path directory;
    private final Map<String, Integer> names = new HashMap<>();
    private @Nullable Path pending;
    private @Nullable BufferedWriter index;
    private @Nullable FileChannel indexChannel;
    private boolean committed;
    private long count;

    private SavedFiles(Path directory) {
        this.directory = directory;
    }

    /** Will save into {@code directory}; refuses one that exists, since it may hold what was saved before. */
    public static SavedFiles into(Path directory) throws StoreException {
        var absolute = directory.toAbsolutePath().normalize();
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(
                    "Records that v0.8.0 has no place for would be saved in " + absolute + ", which exists already",
                    "Move it away if it is of an earlier run, or name another directory");
        }
        return new SavedFiles(absolute);
    }

    @Override
    public void save(TargetRecord.Saved record) throws StoreException {
        try {
            var into = pending == null ? begin() : pending;
            var name = name(record);
            write(into.resolve(name), record.value());
            line(name, record.family().title(), HEX.formatHex(record.key()), SavedWords.of(record));
            count++;
        } catch (IOException e) {
            throw failed("cannot be written", e);
        }
    }

    private Path begin() throws IOException {
        var random = new byte[8];
        RANDOM.nextBytes(random);
        var begun = directory.resolveSibling("." + directory.getFileName() + ".drydock-" + HEX.formatHex(random));
        Files.createDirectory(begun, mode("rwx------"));
        pending = begun;
        indexChannel = create(begun.resolve(INDEX));
        index = new BufferedWriter(Channels.newWriter(indexChannel, StandardCharsets.UTF_8));
        line("file", "family", "key", "what it is");
        return begun;
    }

    private void line(String file, String family, String key, String words) throws IOException {
        if (index != null) {
            index.append(String.join("\t", file, family, key, words)).append('\n');
        }
    }

    /** Family and key; a key too long for a name is cut, and what then becomes equal is numbered. */
    private String name(TargetRecord.Saved record) {
        var key = HEX.formatHex(record.key());
        var family = record.family().title().replace(' ', '-');
        if (key.length() <= 2 * LONGEST_KEY_IN_NAME) {
            return family + "-" + key;
        }
        var name = family + "-" + key.substring(0, 2 * LONGEST_KEY_IN_NAME) + "_";
        return name + names.merge(name, 1, Integer::sum);
    }

    private static void write(Path file, byte[] value) throws IOException {
        try (var channel = create(file)) {
            var bytes = ByteBuffer.wrap(value);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode("rw-------"));
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public String location() {
        return directory.toString();
    }

    @Override
    public void commit() throws StoreException {
        var filled = pending;
        if (filled == null) {
            return;
        }
        try {
            closeIndex();
            // All at the end: the first takes most of the others with it, where one by one each would wait for the
            // disk.
            try (var files = Files.newDirectoryStream(filled)) {
                for (var file : files) {
                    sync(file);
                }
            }
            sync(filled);
            // A rename would take the place of an empty directory that came there in the meantime.
            if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(directory.toString());
            }
            Files.move(filled, directory, StandardCopyOption.ATOMIC_MOVE);
            pending = null;
            committed = true;
            var parent = directory.getParent();
            if (parent != null) {
                sync(parent);
            }
        } catch (IOException e) {
            throw failed("cannot be finished", e);
        }
    }

    private void closeIndex() throws IOException {
        if (index != null && indexChannel != null && indexChannel.isOpen()) {
            index.close();
        }
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Takes back what {@link #commit()} has finished, where the store that it belongs to came to nothing. */
    public void withdraw() throws StoreException {
        if (committed) {
            committed = false;
            pending = directory;
        }
        close();
    }

    /** Removes what has not been committed. */
    @Override
    public void close() throws StoreException {
        var unfinished = pending;
        if (unfinished == null) {
            return;
        }
        pending = null;
        try {
            if (indexChannel != null) {
                indexChannel.close();
            }
            try (var files = Files.newDirectoryStream(unfinished)) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(unfinished);
        } catch (IOException e) {
            throw new StoreException(
                    "The unfinished " + unfinished + " cannot be removed: " + reason(e), "Remove it", e);
        }
    }

    private StoreException failed(String what, IOException e) {
        return new StoreException(
                "The directory " + directory + " for records that v0.8.0 has no place for " + what + ": " + reason(e),
                "Make room on the disk, or name a directory where this account may write",
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        var reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }
}
