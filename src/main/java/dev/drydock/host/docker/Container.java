package dev.drydock.host.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A container, as the Engine describes it.
 *
 * @param id whole
 * @param name without its slash
 * @param image the name that it was made with
 * @param imageId by its content
 * @param mounts volumes and directories of the machine; nothing that lives in memory
 * @param autoRemove whether the Engine takes it away once it has stopped
 * @param network such as {@code bridge}, {@code host} or the name of one
 * @param address of its own in the first of its networks; null where it runs on the machine's, or does not run
 * @param published ports of the machine that lead into it
 * @param environment as it starts with, variables of the image included
 * @param entryPoint and {@code command}, with the image's where it has none
 * @param user empty for root
 * @param inspected all that the Engine says
 */
public record Container(
        String id,
        String name,
        String image,
        String imageId,
        State state,
        List<Mount> mounts,
        RestartPolicy restart,
        boolean autoRemove,
        String network,
        @Nullable String address,
        List<Integer> published,
        Map<String, String> environment,
        Map<String, String> labels,
        List<String> entryPoint,
        List<String> command,
        Path workingDirectory,
        String user,
        JsonNode inspected) {

    private static final Pattern ANONYMOUS = Pattern.compile("[0-9a-f]{64}");

    /**
     * How it is.
     *
     * @param status such as {@code running}, {@code exited} or {@code created}
     * @param pid of its main process on this machine; 0 where it does not run
     * @param exitCode of its last run
     * @param oomKilled whether memory ran out for it, or for something that it started, in its last run
     * @param error why the Engine could not start it; empty where it could
     */
    public record State(String status, boolean running, long pid, int exitCode, boolean oomKilled, String error) {

        static State of(JsonNode state) {
            return new State(
                    state.path("Status").asString(""),
                    state.path("Running").asBoolean(false),
                    state.path("Pid").asLong(0),
                    state.path("ExitCode").asInt(0),
                    state.path("OOMKilled").asBoolean(false),
                    state.path("Error").asString(""));
        }

        /** As the predicate of a sentence. */
        public String inWords() {
            if (running) {
                return "runs";
            }
            return (oomKilled ? "was killed because memory ran out" : "has ended with status " + exitCode)
                    + (error.isEmpty() ? "" : " (" + error + ")");
        }
    }

    /**
     * Something of the machine that the container sees.
     *
     * @param volume its name; null for a directory or file of the machine
     * @param outside where it lies on the machine
     * @param inside where the container sees it
     */
    public record Mount(@Nullable String volume, Path outside, Path inside, boolean writable) {

        /** Whether nobody has given the volume its name, so that it goes with the container on {@code docker rm -v}. */
        public boolean isAnonymous() {
            return volume != null && ANONYMOUS.matcher(volume).matches();
        }
    }

    static Container of(JsonNode inspected) {
        var config = inspected.path("Config");
        var host = inspected.path("HostConfig");
        return new Container(
                inspected.path("Id").asString(),
                inspected.path("Name").asString("").replaceFirst("^/", ""),
                config.path("Image").asString(""),
                inspected.path("Image").asString(""),
                State.of(inspected.path("State")),
                mounts(inspected.path("Mounts")),
                RestartPolicy.of(host.path("RestartPolicy")),
                host.path("AutoRemove").asBoolean(false),
                host.path("NetworkMode").asString(""),
                address(inspected.path("NetworkSettings")),
                published(inspected.path("NetworkSettings").path("Ports")),
                environment(config.path("Env")),
                labels(config.path("Labels")),
                strings(config.path("Entrypoint")),
                strings(config.path("Cmd")),
                Path.of("/").resolve(config.path("WorkingDir").asString("")),
                config.path("User").asString(""),
                inspected);
    }

    static List<Mount> mounts(JsonNode mounts) {
        var found = new ArrayList<Mount>();
        for (var mount : mounts) {
            var type = mount.path("Type").asString("");
            var source = mount.path("Source").asString("");
            if ((type.equals("bind") || type.equals("volume")) && !source.isEmpty()) {
                found.add(new Mount(
                        type.equals("volume") ? mount.path("Name").asString() : null,
                        Path.of(source),
                        Path.of(mount.path("Destination").asString()),
                        mount.path("RW").asBoolean(true)));
            }
        }
        return List.copyOf(found);
    }

    private static @Nullable String address(JsonNode settings) {
        for (var network : settings.path("Networks")) {
            var address = network.path("IPAddress").asString("");
            if (!address.isEmpty()) {
                return address;
            }
        }
        return null;
    }

    private static List<Integer> published(JsonNode ports) {
        var numbers = new ArrayList<Integer>();
        for (var bindings : ports) {
            for (var binding : bindings) {
                numbers.add(Integer.parseInt(binding.path("HostPort").asString("0")));
            }
        }
        return numbers.stream().filter(port -> port != 0).distinct().sorted().toList();
    }

    static Map<String, String> environment(JsonNode variables) {
        var all = new LinkedHashMap<String, String>();
        for (var variable : strings(variables)) {
            var equals = variable.indexOf('=');
            if (equals > 0) {
                all.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return all;
    }

    private static Map<String, String> labels(JsonNode labels) {
        var all = new LinkedHashMap<String, String>();
        labels.properties()
                .forEach(label -> all.put(label.getKey(), label.getValue().asString("")));
        return all;
    }

    static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    /** What it starts, with all its arguments. */
    public List<String> vector() {
        var vector = new ArrayList<>(entryPoint);
        vector.addAll(command);
        return vector;
    }

    /** Whether a container that starts as this user starts as root. */
    public static boolean isRoot(String user) {
        return user.matches("(|0|root)(:.*)?");
    }

    /** Whether it has the machine's own network. */
    public boolean isOnHostNetwork() {
        return network.equals("host");
    }

    /** Who keeps it in a file of Compose; empty where nobody does. */
    public Optional<Compose> compose() {
        return Compose.of(labels);
    }

    /** Where its paths lie on this machine. */
    public ContainerPaths paths() {
        return ContainerPaths.of(mounts);
    }
}
