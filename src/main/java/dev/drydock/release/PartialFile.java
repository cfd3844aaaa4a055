package dev.drydock.release;

import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.SafePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What has come of a download so far, beside the place where it is to lie, with a note of which state of the file on the
 * server it is a part of. Readable by the console alone, and taken up again by a later console.
 */
final class PartialFile {

    private final Download download;
    private final Path file;
    private final Path note;

    PartialFile(Download download) {
        this.download = download;
        file = beside(download.file(), ".part");
        note = beside(download.file(), ".part-of");
    }

    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    Path file() {
        return file;
    }

    long size() throws IOException {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
    }

    /**
     * What the server called the state that this is a part of, an entity tag or a date; empty where it gave neither, and
     * where nothing is here of this address.
     */
    Optional<String> validator() throws IOException {
        return Optional.of(noted())
                .filter(lines -> lines.length > 1 && isOurs(lines))
                .map(lines -> lines[1])
                .filter(it -> !it.isEmpty());
    }

    private String[] noted() throws IOException {
        return Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)
                ? Files.readString(note).split("\n", -1)
                : new String[0];
    }

    private boolean isOurs(String[] lines) {
        return lines[0].equals(download.address() + " " + download.sha256());
    }

    /** Throws away what is a part of something else than what is to be fetched now. */
    void keepOnlyOurs() throws IOException {
        var lines = noted();
        if (lines.length == 0 || !isOurs(lines)) {
            discard();
        }
    }

    /** Begins anew, with a part of this state. */
    void begin(String validator) throws IOException, HostException, InterruptedException {
        discard();
        HostFiles.write(
                note,
                (download.address() + " " + download.sha256() + "\n" + validator + "\n")
                        .getBytes(StandardCharsets.UTF_8),
                Account.current(),
                0600);
    }

    /** For adding what comes; a file that nobody but the console may read. */
    FileChannel openAtEnd() throws IOException, HostException {
        SafePath.forWriting(file);
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND,
                        LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Gives what is whole and proven its name. */
    void finish() throws IOException, HostException {
        HostFiles.sync(file);
        Files.move(file, download.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(note);
        HostFiles.sync(Objects.requireNonNull(file.getParent()));
    }

    void discard() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(note);
    }
}
