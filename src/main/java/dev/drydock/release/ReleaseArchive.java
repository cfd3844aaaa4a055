package dev.drydock.release;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code tar.gz} as the vendor hands programs out. Only the program is taken from it; an archive that holds anything
 * that could lead elsewhere is refused as a whole, with the name of that member.
 */
public final class ReleaseArchive {

    /** More than any release holds. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int MOST_MEMBERS = 1000;

    /** Names and attributes may take several blocks, and a reader keeps them in memory. */
    private static final int MOST_HEADER_BYTES = 64 * 1024;

    private static final int BLOCK = 512;
    private static final int BUFFER = 128 * 1024;

    private final Path file;
    private final String program;

    /** @param program name of the member to take, without a directory */
    public ReleaseArchive(Path file, String program) {
        this.file = file;
        this.program = program;
    }

    /** Whether a file begins as such an archive. */
    public static boolean isOne(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0x1F && in.read() == 0x8B;
        }
    }

    /**
     * Writes the program into a new file, that nobody else may read yet, and looks at all other members.
     *
     * @param to must not exist
     * @throws ReleaseException where the archive is damaged, holds something that has no place in it, or no program
     */
    public void unpack(Path to, TransferProgress progress) throws ReleaseException, IOException {
        var size = OptionalLong.of(Files.size(file));
        try (var raw = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                var packed = new CountedStream(raw);
                var plain = new AllowedStream(new GZIPInputStream(packed, BUFFER));
                var tar = new TarArchiveInputStream(plain)) {
            members(tar, plain, to, () -> progress.at(packed.count(), size));
            // The sum of the whole stands behind everything.
            plain.allow(MOST_HEADER_BYTES);
            plain.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        } catch (AllowedStream.ExceededException e) {
            throw new ReleaseException(
                    "release-archive-member",
                    file + " has a member with names and attributes of more than " + MOST_HEADER_BYTES + " bytes",
                    "Take the archive of the vendor",
                    e);
        }
    }

    private void members(TarArchiveInputStream tar, AllowedStream plain, Path to, Runnable progress)
            throws ReleaseException, IOException {
        var names = new HashSet<String>();
        var taken = false;
        var bytes = 0L;
        for (var member = next(tar, plain); member != null; member = next(tar, plain)) {
            requireHarmless(member);
            bytes += member.getSize();
            if (!names.add(Path.of(member.getName()).normalize().toString())) {
                throw refused(member, "is there twice");
            }
            if (bytes > MOST_BYTES || names.size() > MOST_MEMBERS) {
                throw refused(member, "makes it larger than " + MOST_BYTES + " bytes or " + MOST_MEMBERS + " members");
            }
            var isProgram = !member.isDirectory()
                    && program.equals(
                            Path.of(member.getName()).normalize().getFileName().toString());
            if (isProgram && taken) {
                throw refused(member, "is a second program");
            }
            plain.allow(member.getSize() + BLOCK);
            if (isProgram) {
                taken = true;
                write(tar, to, progress);
            } else {
                copy(tar, ignored -> {}, progress);
            }
        }
        if (!taken) {
            throw new ReleaseException(
                    "release-archive-empty",
                    file + " holds no file " + program
                            + (names.isEmpty()
                                    ? ""
                                    : "; it holds " + names.stream().limit(10).toList()),
                    "Take the archive that holds the program of the server");
        }
    }

    private @Nullable TarArchiveEntry next(TarArchiveInputStream tar, AllowedStream plain)
            throws ReleaseException, IOException {
        plain.allow(MOST_HEADER_BYTES);
        try {
            return tar.getNextEntry();
        } catch (AllowedStream.ExceededException | ZipException | EOFException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private void requireHarmless(TarArchiveEntry member) throws ReleaseException {
        var name = member.getName();
        if (name.startsWith("/")) {
            throw refused(member, "has an absolute name");
        }
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw refused(member, "has no name");
        }
        for (var part : Path.of(name)) {
            if (part.toString().equals("..")) {
                throw refused(member, "leads out of the archive");
            }
        }
        if (member.isSymbolicLink() || member.isLink()) {
            throw refused(member, "is a link to " + member.getLinkName());
        }
        if (!member.isDirectory() && (!member.isFile() || member.isSparse() || isSpecial(member))) {
            throw refused(member, "is no plain file");
        }
        if (member.getSize() < 0 || member.getSize() > MOST_BYTES) {
            throw refused(member, "has " + member.getSize() + " bytes, which no program has");
        }
    }

    private static boolean isSpecial(TarArchiveEntry member) {
        return member.isCharacterDevice() || member.isBlockDevice() || member.isFIFO();
    }

    private void write(InputStream in, Path to, Runnable progress) throws ReleaseException, IOException {
        Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            copy(in, bytes -> writeAll(out, bytes, to), progress);
            out.force(true);
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes, Path to) throws ReleaseException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new ReleaseException(
                    "release-no-space",
                    "The program cannot be unpacked to " + to + ": " + e.getMessage(),
                    "Make room on that file system, then try again",
                    e);
        }
    }

    private void copy(InputStream in, Taker taker, Runnable progress) throws ReleaseException, IOException {
        var buffer = new byte[BUFFER];
        for (var count = read(in, buffer); count >= 0; count = read(in, buffer)) {
            taker.take(ByteBuffer.wrap(buffer, 0, count));
            progress.run();
        }
    }

    private int read(InputStream in, byte[] buffer) throws ReleaseException, IOException {
        try {
            return in.read(buffer);
        } catch (AllowedStream.ExceededException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** What becomes of the bytes of a member. */
    @FunctionalInterface
    private interface Taker {
        void take(ByteBuffer bytes) throws ReleaseException;
    }

    private ReleaseException refused(TarArchiveEntry member, String why) {
        return new ReleaseException(
                "release-archive-member",
                file + " is not unpacked: its member " + printable(member.getName()) + " " + why,
                "Take the archive of the vendor");
    }

    private static String printable(String name) {
        return "\"" + name.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    private ReleaseException damaged(Exception e) {
        return new ReleaseException(
                "release-archive-damaged",
                file + " is no whole tar.gz: " + e.getMessage(),
                "Get it again and check its sum",
                e);
    }

    /** Counts what was read, for progress. */
    private static final class CountedStream extends java.io.FilterInputStream {

        private long count;

        CountedStream(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
