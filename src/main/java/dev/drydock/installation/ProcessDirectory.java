package dev.drydock.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells about one process, see proc(5). Everything can be gone or closed to us from one look to the next.
 *
 * @param path {@code /proc/<pid>}
 */
record ProcessDirectory(Path path) {

    private static final int MAX_BYTES = 4 << 20;
    private static final String DELETED = " (deleted)";

    /** What {@code exe} leads to, without the mark of a file that is gone. */
    record Executable(Path path, boolean deleted) {}

    long pid() {
        return Long.parseLong(path.getFileName().toString());
    }

    /**
     * The program that it runs.
     *
     * @throws AccessDeniedException if that may not be seen
     * @throws IOException if it is gone, or a thread of the kernel
     */
    Executable executable() throws IOException {
        var target = Files.readSymbolicLink(path.resolve("exe"));
        var text = target.toString();
        return text.endsWith(DELETED)
                ? new Executable(Path.of(text.substring(0, text.length() - DELETED.length())), true)
                : new Executable(target, false);
    }

    @Nullable
    Path workingDirectory() {
        try {
            return Files.readSymbolicLink(path.resolve("cwd"));
        } catch (IOException e) {
            return null;
        }
    }

    List<String> arguments() {
        try {
            return words("cmdline");
        } catch (IOException e) {
            return List.of();
        }
    }

    @Nullable
    ServerEnvironment environment() {
        try {
            var variables = new HashMap<String, String>();
            for (var word : words("environ")) {
                var equals = word.indexOf('=');
                if (equals > 0) {
                    variables.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            return new ServerEnvironment(variables);
        } catch (IOException e) {
            return null;
        }
    }

    /** The effective user; the owner of the directory may be root instead, for who has given up rights. */
    int uid() throws IOException {
        for (var line : text("status").lines().toList()) {
            if (line.startsWith("Uid:")) {
                return Integer.parseUnsignedInt(line.split("\\s+", -1)[2]);
            }
        }
        throw new IOException(path + "/status has no line Uid");
    }

    /** When it began, in clock ticks since the machine started: field 22, counted behind the name in brackets. */
    long startTicks() throws IOException {
        return Long.parseLong(statistics()[19]);
    }

    /** Whether it has ended and only waits to be noticed. */
    boolean isZombie() throws IOException {
        return statistics()[0].equals("Z");
    }

    /** Whether it sees other mounts than the process that looks. */
    boolean isContained() {
        try {
            var own = path.resolveSibling("self").resolve("ns").resolve("mnt");
            return !Files.readSymbolicLink(path.resolve("ns").resolve("mnt")).equals(Files.readSymbolicLink(own));
        } catch (IOException e) {
            return false;
        }
    }

    /** A path as the process sees it, from where we can look at it. */
    Path seenFromHere(Path seenByProcess) {
        return path.resolve("root").resolve(seenByProcess.toString().replaceFirst("^/+", ""));
    }

    private String[] statistics() throws IOException {
        var text = text("stat");
        var fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length < 20) {
            throw new IOException(path + "/stat has too few fields");
        }
        return fields;
    }

    private List<String> words(String name) throws IOException {
        var words = new ArrayList<String>();
        var text = text(name);
        for (var start = 0; start < text.length(); ) {
            var end = text.indexOf('\0', start);
            words.add(text.substring(start, end < 0 ? text.length() : end));
            start = end < 0 ? text.length() : end + 1;
        }
        return List.copyOf(words);
    }

    private String text(String name) throws IOException {
        try (var in = Files.newInputStream(path.resolve(name))) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }
}
