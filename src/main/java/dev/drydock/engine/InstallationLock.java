package dev.drydock.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Lets one run at a time work on an installation, over all consoles that share a directory of locks. The lock belongs to
 * the process: the kernel takes it away when the process dies, however it dies.
 */
final class InstallationLock implements AutoCloseable {

    private final FileChannel channel;

    private InstallationLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or nothing where somebody else has it. */
    static Optional<InstallationLock> tryAcquire(Path directory, String installation) {
        var name = UUID.nameUUIDFromBytes(installation.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, mode("rwx------"));
            }
            var channel = FileChannel.open(
                    directory.resolve(name + ".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    mode("rw-------"));
            try {
                if (channel.tryLock() != null) {
                    return Optional.of(new InstallationLock(channel));
                }
            } catch (OverlappingFileLockException e) {
                // This very process has it: the same answer as if another one had.
                channel.close();
                return Optional.empty();
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + directory + " for " + installation, e);
        }
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release a lock", e);
        }
    }
}
