package dev.drydock.demo;

import dev.drydock.layout.BlobHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Contents of messages in a file that has no name any more, so that memory does not depend on them. */
final class ContentSpool implements AutoCloseable {

    private record Place(long at, int length) {}

    private final FileChannel file;
    private final Map<BlobHash, Place> places = new HashMap<>();
    private long end;

    private ContentSpool(FileChannel file) {
        this.file = file;
    }

    static ContentSpool in(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var path = directory.resolve("contents-" + ProcessHandle.current().pid());
        Files.deleteIfExists(path);
        var file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.delete(path);
        return new ContentSpool(file);
    }

    void add(BlobHash hash, byte[] content) throws IOException {
        places.put(hash, new Place(end, content.length));
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            end += file.write(buffer, end);
        }
    }

    /** A content; empty where the store has none under this name. */
    Optional<byte[]> find(BlobHash hash) throws IOException {
        var place = places.get(hash);
        if (place == null) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.allocate(place.length());
        while (buffer.hasRemaining()) {
            if (file.read(buffer, place.at() + buffer.position()) < 0) {
                throw new IOException("the spooled contents are cut");
            }
        }
        return Optional.of(buffer.array());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
