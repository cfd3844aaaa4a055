package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a program come to what lies below directories that are closed to its account, as it does in a container: in a mount
 * namespace of its own, the closed directory is covered by an empty one that shows nothing but these places, at the same
 * paths. It is all gone with the program, and nobody else sees it.
 */
final class OpenedMounts {

    /** More have no descriptor that every shell can name. */
    private static final int MOST = 7;

    private static final int OTHERS_ENTER = 01;

    /** Arguments: mount, mkdir, the closed directory, the number of places, the places, then the program. */
    private static final String SCRIPT = """
            set -e
            mount=$1 mkdir=$2 closed=$3 count=$4
            shift 4
            at=3
            for place in "$@"; do
              [ $at -lt $((count + 3)) ] || break
              eval "exec $at<\\"\\$place\\""
              at=$((at + 1))
            done
            "$mount" -t tmpfs -o mode=0755,size=1m tmpfs "$closed"
            at=3
            while [ $at -lt $((count + 3)) ]; do
              if [ -d /proc/self/fd/$at ]; then
                "$mkdir" -p "$1"
              else
                "$mkdir" -p "${1%/*}"
                : >"$1"
              fi
              "$mount" --no-canonicalize --bind /proc/self/fd/$at "$1"
              eval "exec $at<&-"
              at=$((at + 1))
              shift
            done
            exec "$@"
            """;

    private OpenedMounts() {}

    /**
     * What stands before a program that is to see these places; nothing where all of them are open.
     *
     * @throws HostException where there are more than a shell can hold open
     */
    static List<String> prefix(List<Path> places) throws HostException {
        var byClosed = new LinkedHashMap<Path, List<Path>>();
        for (var place : places.stream()
                .filter(Files::exists)
                .sorted(Comparator.comparingInt(Path::getNameCount))
                .toList()) {
            closedAbove(place)
                    .ifPresent(closed -> byClosed.computeIfAbsent(closed, any -> new ArrayList<>())
                            .add(place));
        }
        var vector = new ArrayList<String>();
        for (Map.Entry<Path, List<Path>> entry : byClosed.entrySet()) {
            var below = entry.getValue();
            if (below.size() > MOST) {
                throw new HostException(
                        below.size() + " mounts of the container lie below " + entry.getKey() + ", and " + MOST
                                + " can be shown to a program of Drydock",
                        "Take mounts away that the mail server does not need");
            }
            if (vector.isEmpty()) {
                vector.addAll(List.of(Tool.find("unshare").toString(), "--mount", "--propagation", "private", "--"));
            }
            vector.addAll(List.of(Tool.find("sh").toString(), "-c", SCRIPT, "sh"));
            vector.addAll(List.of(
                    Tool.find("mount").toString(),
                    Tool.find("mkdir").toString(),
                    entry.getKey().toString(),
                    Integer.toString(below.size())));
            below.forEach(place -> vector.add(place.toString()));
        }
        return vector;
    }

    private static Optional<Path> closedAbove(Path place) throws HostException {
        var root = place.getRoot();
        for (var name = 1; root != null && name < place.getNameCount(); name++) {
            var above = root.resolve(place.subpath(0, name));
            try {
                if ((FileState.of(above).mode() & OTHERS_ENTER) == 0) {
                    return Optional.of(above);
                }
            } catch (IOException e) {
                throw new HostException(above + " cannot be looked at: " + e, "Mend what the system says", e);
            }
        }
        return Optional.empty();
    }
}
