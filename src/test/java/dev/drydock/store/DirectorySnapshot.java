package dev.drydock.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Everything about a directory tree that reading must not change; equal if nothing did. */
public record DirectorySnapshot(List<String> entries) {

    /** Names, kinds, owners, modes, times of last change, sizes and SHA-256 of all below {@code directory}, and of it. */
    public static DirectorySnapshot of(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            return new DirectorySnapshot(
                    paths.sorted().map(path -> describe(directory, path)).toList());
        }
    }

    private static String describe(Path directory, Path path) {
        try {
            var attributes =
                    Files.readAttributes(path, "unix:mode,uid,gid,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
            var content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    ? attributes.get("size") + " " + sha256(path)
                    : "";
            return directory.relativize(path) + " " + Integer.toOctalString((int) attributes.get("mode")) + " "
                    + attributes.get("uid") + ":" + attributes.get("gid") + " "
                    + attributes.get("lastModifiedTime") + " " + content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
