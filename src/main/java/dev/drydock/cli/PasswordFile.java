package dev.drydock.cli;

import dev.drydock.store.sql.Password;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file of one line, the password of an account at an SQL server, which only its owner may read. */
record PasswordFile(Path path) {

    private static final int MOST_BYTES = 4_096;

    /** What the group and others must not have. */
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

    /**
     * Reads the password.
     *
     * @throws Refusal if others may read or change the file, or there is not one line in it
     */
    Password read() throws IOException, Refusal {
        var permissions = Files.getPosixFilePermissions(path);
        if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
            throw refusal("may be read or changed by others than its owner", "Take that from them (chmod 600)");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw refusal("is too large for a password", "Name a file that holds nothing but the password");
        }
        var line = decode(bytes).replaceFirst("\r?\n\\z", "");
        if (line.isEmpty() || line.chars().anyMatch(Character::isISOControl)) {
            throw refusal("does not hold one line of text", "Write the password into it, and nothing else");
        }
        return new Password(line);
    }

    private String decode(byte[] bytes) throws Refusal {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refusal("is not text in UTF-8", "Write the password into it, and nothing else");
        }
    }

    private Refusal refusal(String problem, String nextStep) {
        return new Refusal("password-file", "The password file " + path + " " + problem, nextStep);
    }
}
