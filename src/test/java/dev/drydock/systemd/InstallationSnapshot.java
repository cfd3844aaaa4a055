package dev.drydock.systemd;

import dev.drydock.host.TreeSnapshot;
import dev.drydock.host.systemd.SystemdContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything of an installation that must be the same after going back.
 *
 * @param trees files by the directory that they lie in
 * @param lines accounts and groups, and what systemd has in effect of the unit
 */
public record InstallationSnapshot(Map<String, TreeSnapshot> trees, List<String> lines) {

    private static final List<String> ACCOUNT_FILES =
            List.of("/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow");

    private static final List<String> PROPERTIES = List.of(
            "FragmentPath",
            "DropInPaths",
            "User",
            "Group",
            "AmbientCapabilities",
            "Environment",
            "UnsetEnvironment",
            "ExecStart",
            "Restart",
            "UnitFileState",
            "ActiveState");

    static InstallationSnapshot of(SystemdContainer container, String root, String unit) throws Exception {
        var trees = new TreeMap<String, TreeSnapshot>();
        for (var place : List.of(root, "/etc/systemd/system")) {
            trees.put(place, tree(container.file(place)));
        }
        var lines = new ArrayList<String>();
        for (var file : ACCOUNT_FILES) {
            Files.readAllLines(container.file(file)).forEach(line -> lines.add(file + ": " + line));
        }
        container
                .run("systemctl", "show", "--property=" + String.join(",", PROPERTIES), unit)
                .lines()
                // When and as which process it was started differs with every start.
                .map(line -> line.replaceFirst(" ; start_time=.*", " }"))
                .forEach(lines::add);
        return new InstallationSnapshot(trees, lines);
    }

    private static TreeSnapshot tree(Path place) throws IOException {
        var entries = new TreeMap<>(TreeSnapshot.of(place, true).entries());
        entries.keySet().removeIf(InstallationSnapshot::belongsToOneServing);
        return new TreeSnapshot(entries);
    }

    /** What the stand-ins write for themselves while they serve, and what v0.8.0 has served, which is kept. */
    private static boolean belongsToOneServing(Path path) {
        return path.startsWith("logs")
                || path.getName(0).toString().startsWith("work-")
                || path.toString().startsWith("data-v0.8.0-")
                || path.toString().endsWith("-shm");
    }

    /** What is not the same later, a line for each file, account or property; empty where all is. */
    public List<String> differences(InstallationSnapshot later) {
        var found = new ArrayList<String>();
        trees.forEach((place, tree) ->
                tree.differences(later.trees.get(place)).forEach(difference -> found.add(place + ": " + difference)));
        lines.stream().filter(line -> !later.lines.contains(line)).forEach(line -> found.add(line + ": is missing"));
        later.lines.stream().filter(line -> !lines.contains(line)).forEach(line -> found.add(line + ": is new"));
        return found;
    }
}
