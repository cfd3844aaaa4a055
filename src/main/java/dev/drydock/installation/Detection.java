package dev.drydock.installation;

import dev.drydock.conversion.StoreException;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.store.PlacedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what is installed, starting from a configuration file. Changes nothing, and may be repeated at will. */
public final class Detection {

    private static final Duration VERSION_LIMIT = Duration.ofSeconds(10);

    private final Machine machine;
    private final ProgramRunner runner;
    private final StoreFinder stores;
    private final Clock clock;

    /**
     * Sets out to look.
     *
     * @param runner asks the program for its version
     * @param stores finds those that can be looked into
     */
    public Detection(Machine machine, ProgramRunner runner, StoreFinder stores, Clock clock) {
        this.machine = machine;
        this.runner = runner;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Looks at everything; what cannot be seen becomes a finding.
     *
     * @throws ConfigurationException if the configuration cannot be read, without which there is nothing to look at
     * @throws InterruptedException if the thread is interrupted while the program is asked for its version
     */
    public Installation detect(DetectionRequest request) throws ConfigurationException, InterruptedException {
        var file =
                ConfigurationFile.read(request.configuration().toAbsolutePath().normalize());
        var root = root(file.path());
        var contained = request.contained();
        var candidates = contained == null ? candidates(request.program(), root) : List.<Path>of();
        var processes = ProcessScan.of(machine.proc(), file.path(), candidates);
        var configuration = Configuration.of(file, view(request.view(), processes));
        var program = contained == null ? program(candidates, processes, request.program() != null) : contained;
        var placements = placements(configuration, processes, request.countingLimit());
        var states = states(configuration);
        var found = new Installation(
                configuration,
                root,
                program,
                placements,
                states,
                facts(root, configuration),
                processes,
                spaces(root, placements, request.spaces()),
                List.of());
        return withFindings(found);
    }

    /**
     * Looks at the running processes alone, which is quick: to see that the server has stopped, or runs again.
     *
     * @param program null to look for those that {@link #detect} would look for
     */
    public ServerProcesses processes(Path configuration, @Nullable Path program) {
        var file = configuration.toAbsolutePath().normalize();
        return ProcessScan.of(machine.proc(), file, candidates(program, root(file)));
    }

    private static Installation withFindings(Installation found) {
        var findings = new ArrayList<Finding>();
        new ConfigurationFindings(found).addTo(findings);
        new ProgramFindings(found).addTo(findings);
        new StoreFindings(found).addTo(findings);
        new ProcessFindings(found).addTo(findings);
        return new Installation(
                found.configuration(),
                found.root(),
                found.program(),
                found.placements(),
                found.states(),
                found.facts(),
                found.processes(),
                found.spaces(),
                List.copyOf(findings));
    }

    private static Path root(Path configuration) {
        var directory = configuration.getParent();
        var above = directory == null ? null : directory.getParent();
        if (directory == null) {
            return configuration;
        }
        return above != null && directory.endsWith("etc") ? above : directory;
    }

    private List<Path> candidates(@Nullable Path named, Path root) {
        if (named == null) {
            return ProgramSearch.candidates(root, machine.programDirectories());
        }
        var real = ProgramSearch.realProgram(named);
        return real == null ? List.of() : List.of(real);
    }

    private static ServerView view(@Nullable ServerView given, ServerProcesses processes) {
        if (given != null) {
            return given;
        }
        var process = processes.ofConfiguration();
        if (process == null) {
            return ServerView.ofService();
        }
        var environment = process.environment();
        var directory = process.workingDirectory();
        var view = ServerView.ofService().withEnvironment(environment == null ? null : environment.reveal());
        return directory == null || process.contained() ? view : view.startedIn(directory);
    }

    private @Nullable Program program(List<Path> candidates, ServerProcesses processes, boolean named)
            throws InterruptedException {
        var paths = new ArrayList<>(candidates);
        var process = processes.ofConfiguration();
        var running = process == null || process.contained() || process.replaced() ? null : process.executable();
        // What runs is the surest answer, unless it is a Java machine or a shell that only stands in for the server.
        if (!named && running != null && running.endsWith(ProgramSearch.NAME)) {
            paths.remove(running);
            paths.add(0, running);
        }
        if (paths.isEmpty()) {
            return null;
        }
        var path = paths.get(0);
        try {
            return new Program(path, FileFacts.of(path), version(path), List.copyOf(paths.subList(1, paths.size())));
        } catch (IOException e) {
            return null;
        }
    }

    private ProgramVersion version(Path program) throws InterruptedException {
        try {
            var output = runner.run(List.of(program.toString(), "--version"), VERSION_LIMIT);
            if (output.exitStatus() < 0) {
                return new ProgramVersion.Unknown(
                        "the program did not answer within " + VERSION_LIMIT.toSeconds() + " seconds");
            }
            return output.exitStatus() == 0
                    ? ProgramVersion.parse(output.text())
                    : ProgramVersion.refusal(output.exitStatus(), output.text());
        } catch (IOException e) {
            return new ProgramVersion.Unknown("the program cannot be started: " + e.getMessage());
        }
    }

    private Map<String, StorePlacement> placements(
            Configuration configuration, ServerProcesses processes, Duration limit) {
        var containers = processes.found().stream()
                .filter(ServerProcess::contained)
                .map(process -> mounts(Long.toString(process.pid())))
                .toList();
        var placing = new Placing(
                mounts("self"),
                containers,
                new Surroundings(configuration),
                clock,
                clock.instant().plus(limit));
        var placements = new LinkedHashMap<String, StorePlacement>();
        for (var store : configuration.stores().values()) {
            if (store instanceof StoreConfiguration.OnDisk onDisk) {
                placements.put(store.id(), placing.of(onDisk));
            }
        }
        return Map.copyOf(placements);
    }

    private MountTable mounts(String process) {
        try {
            return MountTable.read(machine.proc().resolve(process).resolve("mountinfo"));
        } catch (IOException e) {
            return MountTable.parse("");
        }
    }

    private Map<String, StoreState> states(Configuration configuration) {
        var states = new LinkedHashMap<String, StoreState>();
        for (var store : configuration.stores().values()) {
            stores.find(store).ifPresent(placed -> states.put(store.id(), state(placed)));
        }
        return Map.copyOf(states);
    }

    private static StoreState state(PlacedStore store) {
        try {
            return new StoreState.Seen(store.detect());
        } catch (StoreException e) {
            return new StoreState.Unseen(String.valueOf(e.getMessage()));
        }
    }

    private static List<FileFacts> facts(Path root, Configuration configuration) {
        var paths = new ArrayList<>(List.of(configuration.file(), root));
        configuration.logs().forEach(log -> paths.add(log.path()));
        var facts = new ArrayList<FileFacts>();
        for (var path : paths) {
            try {
                facts.add(FileFacts.of(path));
            } catch (IOException e) {
                // A directory of logs may not be there yet; what must be there has been read already.
            }
        }
        return List.copyOf(facts);
    }

    private static List<Space> spaces(Path root, Map<String, StorePlacement> placements, List<Path> further) {
        var paths = new ArrayList<>(List.of(root));
        placements.values().forEach(placement -> paths.add(placement.directory()));
        paths.addAll(further);
        var spaces = new ArrayList<Space>();
        for (var path : paths) {
            try {
                spaces.add(Space.of(path));
            } catch (IOException e) {
                // A finding of its own says that the path may not be seen.
            }
        }
        return List.copyOf(spaces);
    }
}
