package dev.drydock.host;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Replaces a file by a new one in one step, through an open directory. */
final class WholeFile {

    private WholeFile() {}

    static void write(Path file, byte[] content, Account owner, int mode) throws HostException {
        if ((mode & ~0777) != 0) {
            throw new IllegalArgumentException("mode " + Integer.toOctalString(mode) + " has more than permissions");
        }
        var name = requireNonNull(file.getFileName());
        var fresh = Path.of("." + name + ".drydock-new");
        try (var directory = DirectoryHandle.open(requireNonNull(file.getParent()))) {
            try {
                directory.stream().deleteFile(fresh);
            } catch (NoSuchFileException e) {
                // There is one only where a console was killed.
            }
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = directory.stream().newByteChannel(fresh, options, onlyOwner)) {
                var rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                var view = directory.view(fresh);
                if (!owner.isSameAs(currentOwner())) {
                    var principals = FileSystems.getDefault().getUserPrincipalLookupService();
                    view.setOwner(principals.lookupPrincipalByName(Long.toString(owner.uid())));
                    view.setGroup(principals.lookupPrincipalByGroupName(Long.toString(owner.gid())));
                }
                view.setPermissions(PermissionBits.of(mode));
                ((FileChannel) channel).force(true);
            }
            directory.stream().move(fresh, directory.stream(), name);
            HostFiles.sync(requireNonNull(file.getParent()));
        } catch (IOException e) {
            throw new HostException(
                    file + " cannot be written: " + FileTrouble.inWords(e),
                    "The file is as it was; remove the cause and try again",
                    e);
        }
    }

    private static Account currentOwner() throws HostException {
        return new Account("", NameService.currentUid(), NameService.currentGid(), java.util.List.of());
    }
}
