package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * An open directory, reached from the root without following a link: what is done through it happens in this directory,
 * wherever somebody may lead its path meanwhile.
 */
final class DirectoryHandle implements AutoCloseable {

    private final SecureDirectoryStream<Path> stream;

    private DirectoryHandle(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /** Opens one directory after the other, from the root. */
    @SuppressWarnings("StreamResourceLeak") // The next one is opened before the one above it is closed.
    static DirectoryHandle open(Path directory) throws IOException {
        var absolute = directory.toAbsolutePath().normalize();
        var root = Files.newDirectoryStream(absolute.getRoot());
        if (!(root instanceof SecureDirectoryStream<Path> secure)) {
            root.close();
            throw new IOException("this Java has no secure directory streams");
        }
        var current = secure;
        for (var name : absolute) {
            if (name.toString().isEmpty()) {
                continue;
            }
            try (var parent = current) {
                current = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return new DirectoryHandle(current);
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
