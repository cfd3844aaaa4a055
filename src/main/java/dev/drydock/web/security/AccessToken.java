package dev.drydock.web.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What a script shows to be let in. It lies in a file of the home that only the console's account may read, is made at
 * the first start, and outlives restarts. Whoever has it can do what the console can, on most machines as root.
 */
public final class AccessToken {

    private static final String FILE = "token";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final int LONGEST = 200;

    private final String text;

    private AccessToken(String text) {
        this.text = text;
    }

    /**
     * Reads the token of a home, or makes it.
     *
     * @throws IOException where the file is a link, may be read by others, or holds no token
     */
    public static AccessToken of(Path home) throws IOException {
        var file = home.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            write(file, RandomText.next());
        }
        return read(home);
    }

    /**
     * Reads the token that a console has made.
     *
     * @throws IOException where there is none, or it is not to be trusted
     */
    public static AccessToken read(Path home) throws IOException {
        var file = home.resolve(FILE);
        var attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new IOException(file + " is no plain file; remove it, and a new one is made at the next start");
        }
        if (!PRIVATE.containsAll(attributes.permissions())) {
            throw new IOException("Others may read or write %s (%s); remove it, and a new one is made at the next start"
                    .formatted(file, PosixFilePermissions.toString(attributes.permissions())));
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var text = new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII).strip();
            if (!text.matches("[A-Za-z0-9_-]{43}")) {
                throw new IOException(file + " holds no token; remove it, and a new one is made at the next start");
            }
            return new AccessToken(text);
        }
    }

    private static void write(Path file, String token) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try (var channel = FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(PRIVATE))) {
            channel.write(ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    /** Whether somebody has shown this token. */
    public boolean isSame(String shown) {
        return RandomText.areEqual(text, shown);
    }

    /** The token itself, for a header and nothing else. */
    public String reveal() {
        return text;
    }

    /** Says that there is one, and nothing about it. */
    @Override
    public String toString() {
        return "(token)";
    }
}
