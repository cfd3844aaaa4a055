package dev.drydock.arrival;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v080.Letter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes arrivals to a directory of its owner alone: {@code ACCOUNT/FOLDER/UID.eml} for each new message, {@code
 * queue/ID.eml} for each queued one, {@code ACCOUNT/sieve/NUMBER.sieve} for each script, and all changes in {@code
 * index.tsv} and {@code arrivals.json}. Names carry the number of what they name.
 *
 * <p>It is written under a hidden name beside, and renamed when all is on disk.
 */
public final class ArrivalFiles implements AutoCloseable {

    private static final String NOT_HERE = "; its content is not in this store";

    private final Path directory;
    private final Path temporary;
    private final TargetStore store;
    private final FileChannel indexChannel;
    private final FileChannel jsonChannel;
    private final Writer index;
    private final Writer json;
    private final Map<Arrival.Kind, Long> counts = new EnumMap<>(Arrival.Kind.class);
    private long files;
    private long missing;

    /**
     * What was saved.
     *
     * @param counts changes by kind; kinds of which there are none are left out
     * @param files contents written
     * @param missing contents that are not in the store, and so were not
     */
    public record Saved(Path directory, Map<Arrival.Kind, Long> counts, long files, long missing) {
        public Saved {
            counts = Map.copyOf(counts);
        }
    }

    private ArrivalFiles(Path directory, Path temporary, TargetStore store) throws IOException {
        this.directory = directory;
        this.temporary = temporary;
        this.store = store;
        this.indexChannel = create(temporary.resolve("index.tsv"));
        this.jsonChannel = create(temporary.resolve("arrivals.json"));
        this.index = new BufferedWriter(Channels.newWriter(indexChannel, StandardCharsets.UTF_8));
        this.json = new BufferedWriter(Channels.newWriter(jsonChannel, StandardCharsets.UTF_8));
        index.write("kind\taccount\tfolder\tuid\tflags\tfile\twhat\n");
        json.write("{\n\"arrivals\": [");
    }

    static ArrivalFiles begin(Path directory, TargetStore store) throws StoreException {
        var absolute = directory.toAbsolutePath().normalize();
        try {
            requireFree(absolute);
            var prefix = "." + absolute.getFileName() + ".drydock-";
            removeAbandoned(absolute.getParent(), prefix);
            var temporary = absolute.resolveSibling(prefix
                    + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
            Files.createDirectory(temporary, mode("rwx------"));
            return new ArrivalFiles(absolute, temporary, store);
        } catch (IOException e) {
            throw failed(absolute, e);
        }
    }

    /** What one that was killed has left. */
    private static void removeAbandoned(@Nullable Path parent, String prefix) throws IOException {
        var name = Pattern.compile(Pattern.quote(prefix) + "[0-9a-f]{16}");
        if (parent == null) {
            return;
        }
        try (var siblings = Files.newDirectoryStream(
                parent, path -> name.matcher(path.getFileName().toString()).matches())) {
            for (var sibling : siblings) {
                remove(sibling);
            }
        }
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    private static void requireFree(Path directory) throws StoreException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException("The directory " + directory + " exists already", "Name a new one");
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), mode("rw-------"));
    }

    void add(Arrival arrival) throws StoreException, MalformedDataException {
        try {
            var file = arrival.content().isEmpty()
                    ? null
                    : save(arrival, arrival.content().get());
            var first = counts.isEmpty();
            counts.merge(arrival.kind(), 1L, Long::sum);
            var named = file == null ? "" : file.toString();
            index.write(String.join(
                    "\t",
                    arrival.kind().code(),
                    plain(arrival.account()),
                    plain(arrival.folder()),
                    Long.toString(arrival.uid()),
                    plain(String.join(" ", arrival.flags())),
                    named,
                    plain(arrival.words()) + (file == null && arrival.content().isPresent() ? NOT_HERE : "")));
            index.write('\n');
            json.write((first ? "\n" : ",\n") + JsonLine.of(arrival, named));
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    /** The file, relative to the directory; null where the content is not in the store. */
    private @Nullable Path save(Arrival arrival, BlobHash hash)
            throws IOException, StoreException, MalformedDataException {
        var stored = store.get(Letter.BLOB, hash.toByteArray());
        if (stored == null) {
            missing++;
            return null;
        }
        var relative = place(arrival);
        if (Files.exists(temporary.resolve(relative), LinkOption.NOFOLLOW_LINKS)) {
            var name = relative.getFileName().toString();
            var dot = name.lastIndexOf('.');
            relative = relative.resolveSibling(name.substring(0, dot) + "-"
                    + Integer.toUnsignedString(arrival.document().document()) + "-"
                    + hash.toString().substring(0, 12) + name.substring(dot));
        }
        var file = temporary.resolve(relative);
        directories(relative.getParent());
        try (var channel = create(file)) {
            var content = ByteBuffer.wrap(StoredBlob.of(hash, stored).content());
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        files++;
        return relative;
    }

    private static Path place(Arrival arrival) {
        var document = arrival.document();
        var number = Integer.toUnsignedString(document.document());
        if (arrival.kind() == Arrival.Kind.QUEUED_NEW) {
            var id = (long) document.account() << 32 | Integer.toUnsignedLong(document.document());
            return Path.of("queue", Long.toUnsignedString(id) + ".eml");
        }
        var account = Path.of(SafeName.of(arrival.account(), document.account()));
        if (!document.isMessage()) {
            return account.resolve("sieve").resolve(number + ".sieve");
        }
        return account.resolve(arrival.folderId() < 0 ? "no-folder" : SafeName.of(arrival.folder(), arrival.folderId()))
                .resolve(arrival.uid() == 0 ? "message-" + number + ".eml" : arrival.uid() + ".eml");
    }

    private void directories(@Nullable Path relative) throws IOException {
        if (relative == null) {
            return;
        }
        var at = temporary;
        for (var name : relative) {
            at = at.resolve(name);
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(at, mode("rwx------"));
            }
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    Saved commit() throws StoreException {
        try {
            json.write("\n],\n\"counts\": " + JsonLine.counts(counts) + ",\n\"files\": " + files + ",\n\"missing\": "
                    + missing + "\n}\n");
            for (var writer : new Writer[] {index, json}) {
                writer.flush();
            }
            for (var channel : new FileChannel[] {indexChannel, jsonChannel}) {
                channel.force(true);
                channel.close();
            }
            try (var tree = Files.walk(temporary)) {
                for (var path : (Iterable<Path>) tree.filter(Files::isDirectory)::iterator) {
                    sync(path);
                }
            }
            requireFree(directory);
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
            var parent = directory.getParent();
            if (parent != null) {
                sync(parent);
            }
            return new Saved(directory, counts, files, missing);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }

    private static StoreException failed(Path directory, IOException e) {
        return new StoreException(
                "The arrivals cannot be saved to " + directory + ": " + e,
                "Look at the path, the permissions on it and the room on its disk",
                e);
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws StoreException {
        try {
            indexChannel.close();
            jsonChannel.close();
            remove(temporary);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (var entries = Files.newDirectoryStream(path)) {
                for (var entry : entries) {
                    remove(entry);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
