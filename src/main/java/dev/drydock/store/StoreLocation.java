package dev.drydock.store;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a store or an export lies, as an admin writes it: {@code sqlite:PATH}, {@code rocksdb:DIR} or
 * {@code export:DIR}.
 *
 * @param kind the word in front
 * @param path what follows the colon, as it was written
 */
public record StoreLocation(Kind kind, Path path) {

    /** What lies at a location. */
    public enum Kind {
        /** One file of SQLite, the files beside it included. */
        SQLITE("sqlite", "FILE"),
        /** A directory of RocksDB. */
        ROCKSDB("rocksdb", "DIRECTORY"),
        /** A directory that the mail server's {@code --export} wrote. */
        EXPORT("export", "DIRECTORY");

        private final String scheme;
        private final String placeholder;

        Kind(String scheme, String placeholder) {
            this.scheme = scheme;
            this.placeholder = placeholder;
        }

        /** The word in front of the colon. */
        public String scheme() {
            return scheme;
        }
    }

    private static final byte[] SQLITE_MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXPORT_MAGIC = {0x7B};

    /**
     * Reads a location as it is written on the command line or in a form.
     *
     * @throws StoreException if the scheme is missing or unknown, or nothing follows it; looks at what lies at the path
     *     to say what may have been meant
     */
    public static StoreLocation parse(String text) throws StoreException {
        return parse(text, forms());
    }

    /**
     * The same where the reader may write other things as well.
     *
     * @param forms all that may be written, for messages
     */
    public static StoreLocation parse(String text, String forms) throws StoreException {
        var colon = text.indexOf(':');
        for (var kind : Kind.values()) {
            if (colon >= 0 && text.substring(0, colon).equals(kind.scheme)) {
                if (colon == text.length() - 1) {
                    throw new StoreException(
                            "No path follows \"" + text + "\"", "Write " + kind.scheme + ":" + kind.placeholder);
                }
                return new StoreLocation(kind, path(text.substring(colon + 1), forms));
            }
        }
        var guess = guess(path(text, forms));
        if (guess != null) {
            throw new StoreException(
                    "\"" + text + "\" does not say what kind of store it is", "Write " + guess + ":" + text);
        }
        var problem = colon > 0
                ? "\"" + text.substring(0, colon) + "\" is no kind of store"
                : "\"" + text + "\" does not say what kind of store it is";
        throw new StoreException(problem, "Write " + forms);
    }

    private static Path path(String text, String forms) throws StoreException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new StoreException("\"" + e.getInput() + "\" is not a path: " + e.getReason(), "Write " + forms, e);
        }
    }

    private static String forms() {
        var forms = Arrays.stream(Kind.values())
                .map(kind -> kind.scheme + ":" + kind.placeholder)
                .toList();
        return String.join(", ", forms.subList(0, forms.size() - 1)) + " or " + forms.get(forms.size() - 1);
    }

    /** The scheme that fits what lies there, or null where that cannot be told. */
    private static @Nullable String guess(Path path) {
        try {
            if (Files.isRegularFile(path)) {
                return startsWith(path, SQLITE_MAGIC) ? Kind.SQLITE.scheme : null;
            }
            if (Files.isRegularFile(path.resolve("CURRENT"))) {
                return Kind.ROCKSDB.scheme;
            }
            for (var name : List.of("property", "config", "blob")) {
                var file = path.resolve(name);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && startsWith(file, EXPORT_MAGIC)) {
                    return Kind.EXPORT.scheme;
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean startsWith(Path file, byte[] magic) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(magic.length), magic);
        }
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return kind.scheme + ":" + path;
    }
}
