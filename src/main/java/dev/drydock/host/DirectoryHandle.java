package dev.drydock.host;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * An open directory, reached from the root without following a link: what is done through it happens in this directory,
 * wherever somebody may lead its path meanwhile.
 */
final class DirectoryHandle implements AutoCloseable {

    private final SecureDirectoryStream<Path> stream;

    private DirectoryHandle(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /**
     * Opens one directory after the other, from the root. One that this account may pass through but not read, as the
     * homes of others often are, cannot be held open; what is below it is opened by its path, which only the owner of that
     * directory could lead elsewhere.
     */
    static DirectoryHandle open(Path directory) throws IOException {
        var absolute = directory.toAbsolutePath().normalize();
        var path = requireNonNull(absolute.getRoot());
        var current = byPath(path);
        for (var name : absolute) {
            if (name.toString().isEmpty()) {
                continue;
            }
            path = path.resolve(name);
            current = below(current, path, path.equals(absolute));
        }
        return new DirectoryHandle(requireNonNull(current));
    }

    /** The next one of the way, after which the one above it is closed; null where it can only be passed through. */
    @SuppressWarnings("StreamResourceLeak") // The caller goes on with it.
    private static @Nullable SecureDirectoryStream<Path> below(
            @Nullable SecureDirectoryStream<Path> above, Path path, boolean isLast) throws IOException {
        try (above) {
            return above == null
                    ? byPath(path)
                    : above.newDirectoryStream(requireNonNull(path.getFileName()), LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            if (isLast || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            return null;
        }
    }

    @SuppressWarnings("StreamResourceLeak") // The caller goes on with it.
    private static SecureDirectoryStream<Path> byPath(Path path) throws IOException {
        var opened = Files.newDirectoryStream(path);
        if (!(opened instanceof SecureDirectoryStream<Path> secure)) {
            opened.close();
            throw new IOException("this Java has no secure directory streams");
        }
        var key = secure.getFileAttributeView(PosixFileAttributeView.class)
                .readAttributes()
                .fileKey();
        if (!path.toRealPath().equals(path)
                || !key.equals(Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey())) {
            secure.close();
            throw new FileSystemException(path.toString(), null, "it is reached by a link");
        }
        return secure;
    }

    SecureDirectoryStream<Path> stream() {
        return stream;
    }

    DirectoryHandle child(Path name) throws IOException {
        return new DirectoryHandle(stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    PosixFileAttributeView view(Path name) {
        return stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** The device of the directory itself. */
    String device() throws IOException {
        return device(stream.getFileAttributeView(PosixFileAttributeView.class).readAttributes());
    }

    /** The device out of the key of a file, which Java gives no other way here: {@code (dev=fe00,ino=5)}. */
    static String device(PosixFileAttributes attributes) {
        var key = String.valueOf(attributes.fileKey());
        return key.substring(0, Math.max(0, key.indexOf(',')));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
