package dev.drydock.host;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Paths as the bytes they are: Linux lets names be of any bytes but null and slash, which text in UTF-8 cannot say.
 * Written with percent signs, as in a URI.
 */
final class RawPath {

    private static final Path ROOT = Path.of("/");

    private RawPath() {}

    /** A path of exactly these bytes, which begin with a slash. */
    static Path of(byte[] bytes) {
        var text = new StringBuilder();
        for (var each : bytes) {
            text.append(each == '/' ? "/" : "%%%02X".formatted(each & 0xFF));
        }
        return decode(text.toString());
    }

    /** One word without blanks or line feeds; {@code .} is the empty path. */
    static String encode(Path path) {
        if (path.toString().isEmpty()) {
            return ".";
        }
        var text = ROOT.resolve(path).toUri().getRawPath();
        // A directory gets a slash at its end, should there be one of that name on this machine.
        var end = text.length() > 1 && text.endsWith("/") ? text.length() - 1 : text.length();
        return text.substring(path.isAbsolute() ? 0 : 1, end);
    }

    /**
     * The path that was encoded.
     *
     * @throws IllegalArgumentException where it is no encoded path
     */
    static Path decode(String text) {
        if (text.equals(".")) {
            return Path.of("");
        }
        if (text.startsWith("/")) {
            return Path.of(URI.create("file://" + text));
        }
        var absolute = Path.of(URI.create("file:///" + text));
        return absolute.subpath(0, absolute.getNameCount());
    }

    /** What the escapes of /proc/mounts and its kin mean: a backslash and three octal digits for a byte. */
    static Path unescapeOctal(String field) {
        var latin = field.getBytes(StandardCharsets.ISO_8859_1);
        var bytes = new java.io.ByteArrayOutputStream(latin.length);
        for (var i = 0; i < latin.length; i++) {
            if (latin[i] == '\\'
                    && i + 3 < latin.length
                    && field.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                bytes.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(latin[i]);
            }
        }
        return of(bytes.toByteArray());
    }
}
