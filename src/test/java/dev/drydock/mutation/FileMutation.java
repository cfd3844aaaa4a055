package dev.drydock.mutation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One damage to one file.
 *
 * @param offset in bytes from the begin of the file
 * @param length in bytes; of no meaning where the file is cut
 */
record FileMutation(Path file, Kind kind, long offset, int length) {

    /** What disks, cut copies and killed processes do to files, and what makes lengths in them large. */
    enum Kind {
        FLIP_BIT,
        ONES,
        ZEROS,
        CUT,
        APPEND,
        REPEAT
    }

    private static final int LONGEST = 64;

    /** Draws a damage to one of the files below a directory, every file as likely as every other. */
    static FileMutation draw(Path directory, SplittableRandom random) throws IOException {
        List<Path> files;
        try (var below = Files.walk(directory)) {
            files = below.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("LOCK"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
        var file = files.get(random.nextInt(files.size()));
        var size = Files.size(file);
        // Heads and ends of files hold what the rest depends on.
        var offset = switch (random.nextInt(4)) {
            case 0 -> random.nextLong(Math.min(size, 128) + 1);
            case 1 -> size - random.nextLong(Math.min(size, 128) + 1);
            default -> random.nextLong(size + 1);
        };
        var kinds = Kind.values();
        return new FileMutation(file, kinds[random.nextInt(kinds.length)], offset, 1 + random.nextInt(LONGEST));
    }

    void apply() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var size = channel.size();
            var found = new byte[(int) Math.min(length, size - offset)];
            channel.read(ByteBuffer.wrap(found), offset);
            switch (kind) {
                case FLIP_BIT -> {
                    if (found.length > 0) {
                        found[0] ^= (byte) (1 << (length % 8));
                    }
                    channel.write(ByteBuffer.wrap(found), offset);
                }
                case ONES -> channel.write(ByteBuffer.wrap(filled(found, 0xFF)), offset);
                case ZEROS -> channel.write(ByteBuffer.wrap(filled(found, 0)), offset);
                case CUT -> channel.truncate(offset);
                case APPEND -> channel.write(ByteBuffer.wrap(new byte[length]), size);
                case REPEAT -> channel.write(ByteBuffer.wrap(found), size);
            }
        }
    }

    private static byte[] filled(byte[] bytes, int with) {
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    @Override
    public String toString() {
        return kind + " of " + length + " bytes at " + offset + " of " + file.getFileName();
    }
}
