package dev.drydock.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All mounts that a process sees, in the order in which they were made. */
final class MountTable {

    private static final int MAX_BYTES = 16 << 20;

    private final List<Mount> mounts;

    private MountTable(List<Mount> mounts) {
        this.mounts = mounts;
    }

    /** Reads a {@code mountinfo}; lines that cannot be understood are left out. */
    static MountTable read(Path mountinfo) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(mountinfo)) {
            bytes = in.readNBytes(MAX_BYTES);
        }
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    static MountTable parse(String text) {
        var mounts = new ArrayList<Mount>();
        text.lines().forEach(line -> {
            var mount = mount(line);
            if (mount != null) {
                mounts.add(mount);
            }
        });
        return new MountTable(List.copyOf(mounts));
    }

    List<Mount> all() {
        return mounts;
    }

    /** The mount at exactly this place, the topmost where several lie on one another; null where there is none. */
    @Nullable
    Mount at(Path point) {
        Mount found = null;
        for (var mount : mounts) {
            if (mount.point().equals(point)) {
                found = mount;
            }
        }
        return found;
    }

    /** The mount that a real, absolute path lies in. */
    @Nullable
    Mount over(Path path) {
        Mount found = null;
        for (var mount : mounts) {
            if (path.startsWith(mount.point())
                    && (found == null
                            || mount.point().getNameCount() >= found.point().getNameCount())) {
                found = mount;
            }
        }
        return found;
    }

    private static @Nullable Mount mount(String line) {
        var fields = line.split(" ", -1);
        var separator = Arrays.asList(fields).indexOf("-");
        if (separator < 6 || fields.length < separator + 3) {
            return null;
        }
        var options = new HashSet<>(Arrays.asList(fields[5].split(",", -1)));
        if (fields.length > separator + 3) {
            options.addAll(Arrays.asList(fields[separator + 3].split(",", -1)));
        }
        try {
            return new Mount(
                    fields[2],
                    Path.of(unescape(fields[3])),
                    Path.of(unescape(fields[4])),
                    fields[separator + 1],
                    options);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Blanks, tabs, line feeds and backslashes are written as three octal digits. */
    private static String unescape(String field) {
        var text = new StringBuilder();
        for (var i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && field.substring(i + 1).matches("(?s)[0-3][0-7]{2}.*")) {
                text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                text.append(field.charAt(i));
            }
        }
        return text.toString();
    }
}
