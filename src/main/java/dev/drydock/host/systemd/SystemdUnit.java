package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service as systemd has it in effect, drop-ins included.
 *
 * @param name the one that systemd itself uses, also where it was asked by an alias
 * @param loadState {@code loaded}; {@code not-found}, {@code bad-setting}, {@code error} or {@code masked} where it
 *     cannot be started
 * @param fileState whether it starts at boot: {@code enabled}, {@code disabled}, {@code static} and others; empty where
 *     it has no file
 * @param fragment the file of the unit itself; empty where it has none
 * @param dropIns in the order in which they apply
 * @param state at this moment
 * @param user empty where none is set, which means root
 * @param group empty where none is set, which means that of the user
 * @param ambientCapabilities such as {@code cap_net_bind_service}
 * @param capabilityBoundingSet all that the service can ever have
 * @param environment as {@code NAME=value}; what comes from files is not told
 * @param unsetEnvironment names that are taken out of it again
 * @param execStart usually one command
 * @param restart when systemd starts it again: {@code no}, {@code always}, {@code on-failure} and others
 * @param triggeredBy sockets, timers and paths that start it, of those that systemd has loaded
 * @param protectSystem {@code no}, {@code yes}, {@code full} or {@code strict}
 * @param readWritePaths what it may write to nevertheless, as written in the unit, with a leading {@code -} or {@code +}
 *     where there is one
 * @param elsewhere what makes the service live on other files or accounts than those of this machine, such as
 *     {@code DynamicUser=yes}; empty where nothing does
 */
public record SystemdUnit(
        String name,
        String loadState,
        Optional<String> fileState,
        Optional<Path> fragment,
        List<Path> dropIns,
        UnitState state,
        Optional<String> user,
        Optional<String> group,
        List<String> ambientCapabilities,
        List<String> capabilityBoundingSet,
        List<String> environment,
        List<String> unsetEnvironment,
        List<ExecCommand> execStart,
        String restart,
        List<String> triggeredBy,
        String protectSystem,
        List<String> readWritePaths,
        List<String> elsewhere) {

    private static final List<String> ELSEWHERE = List.of("DynamicUser", "RootDirectory", "RootImage");

    static final List<String> PROPERTIES = Stream.concat(
                    Stream.of(
                            "Id",
                            "LoadState",
                            "UnitFileState",
                            "FragmentPath",
                            "DropInPaths",
                            "User",
                            "Group",
                            "AmbientCapabilities",
                            "CapabilityBoundingSet",
                            "Environment",
                            "UnsetEnvironment",
                            "ExecStart",
                            "Restart",
                            "TriggeredBy",
                            "ProtectSystem",
                            "ReadWritePaths"),
                    Stream.concat(ELSEWHERE.stream(), UnitState.PROPERTIES.stream()))
            .toList();

    public SystemdUnit {
        dropIns = List.copyOf(dropIns);
        ambientCapabilities = List.copyOf(ambientCapabilities);
        capabilityBoundingSet = List.copyOf(capabilityBoundingSet);
        environment = List.copyOf(environment);
        unsetEnvironment = List.copyOf(unsetEnvironment);
        execStart = List.copyOf(execStart);
        triggeredBy = List.copyOf(triggeredBy);
        readWritePaths = List.copyOf(readWritePaths);
        elsewhere = List.copyOf(elsewhere);
    }

    static SystemdUnit of(UnitProperties properties) throws HostException {
        return new SystemdUnit(
                properties.text("Id"),
                properties.text("LoadState"),
                properties.optional("UnitFileState"),
                properties.optional("FragmentPath").map(Path::of),
                properties.paths("DropInPaths"),
                UnitState.of(properties),
                properties.optional("User"),
                properties.optional("Group"),
                properties.words("AmbientCapabilities"),
                properties.words("CapabilityBoundingSet"),
                properties.words("Environment"),
                properties.words("UnsetEnvironment"),
                // A command is told only where there is one.
                properties.values().containsKey("ExecStart") ? ExecCommand.listOf(properties, "ExecStart") : List.of(),
                properties.text("Restart"),
                properties.words("TriggeredBy"),
                properties.text("ProtectSystem"),
                properties.words("ReadWritePaths"),
                elsewhere(properties));
    }

    private static List<String> elsewhere(UnitProperties properties) {
        return ELSEWHERE.stream()
                .filter(name ->
                        !List.of("", "no", "/").contains(properties.values().getOrDefault(name, "")))
                .map(name -> name + "=" + properties.values().get(name))
                .toList();
    }
}
