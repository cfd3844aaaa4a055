package dev.drydock.host.docker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file that Compose keeps a container by, as its labels tell.
 *
 * @param project and {@code service} in it
 * @param files of the configuration, separated by commas; empty where older versions do not tell
 * @param directory that Compose is started in; empty where older versions do not tell
 */
public record Compose(String project, String service, String files, String directory) {

    private static final String LABEL = "com.docker.compose.";

    static Optional<Compose> of(Map<String, String> labels) {
        var project = labels.get(LABEL + "project");
        var service = labels.get(LABEL + "service");
        return project == null || service == null
                ? Optional.empty()
                : Optional.of(new Compose(
                        project,
                        service,
                        labels.getOrDefault(LABEL + "project.config_files", ""),
                        labels.getOrDefault(LABEL + "project.working_dir", "")));
    }

    /** The file as people are told of it. */
    public String file() {
        if (files.isEmpty()) {
            return "the compose file of the project " + project;
        }
        // Older versions name it as it was typed.
        return Stream.of(files.split(",", -1))
                .map(file -> directory.isEmpty()
                        ? file
                        : Path.of(directory).resolve(file).normalize().toString())
                .collect(Collectors.joining(", "));
    }
}
