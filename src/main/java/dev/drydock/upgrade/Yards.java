package dev.drydock.upgrade;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.systemd.ExecCommand;
import dev.drydock.host.systemd.Systemd;
import dev.drydock.installation.Detection;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.Installation;
import dev.drydock.installation.Machine;
import dev.drydock.installation.StoreFinder;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.ClusterAccess;
import dev.drydock.upgrade.phase.ClusterSite;
import dev.drydock.upgrade.phase.CommandServer;
import dev.drydock.upgrade.phase.Credentials;
import dev.drydock.upgrade.phase.DockerServer;
import dev.drydock.upgrade.phase.NodeSite;
import dev.drydock.upgrade.phase.ServerControl;
import dev.drydock.upgrade.phase.StoreSite;
import dev.drydock.upgrade.phase.SystemdServer;
import dev.drydock.upgrade.phase.TableSite;
import dev.drydock.upgrade.phase.Yard;
import dev.drydock.upgrade.preflight.StoppedStoreLook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes ready what the steps work with. */
final class Yards {

    private final ConsoleSettings settings;
    private final CommandRunner runner = new CommandRunner();
    private final ContainedServer.Versions versions = new ContainedServer.Versions();

    Yards(ConsoleSettings settings) {
        this.settings = settings;
    }

    Detection detection() {
        return new Detection(Machine.here(), new UnprivilegedRunner(), stores(), settings.clock());
    }

    private StoreFinder stores() {
        var work = settings.home().resolve("work");
        var files = StoreFinder.ofFiles(drivers());
        return store -> files.find(store)
                .or(() -> ServerStores.find(store, work))
                .or(() -> Clusters.find(store, settings.clusters()));
    }

    private List<FileStoreDriver> drivers() {
        return List.of(new SqliteStoreDriver(settings.home().resolve("work")), new RocksDbStoreDriver());
    }

    Yard yard(Blueprint blueprint, Credentials credentials) throws RefusedException {
        return new Yard(
                blueprint,
                runner,
                site(blueprint),
                server(blueprint),
                detection(),
                new StoppedStoreLook(),
                credentials,
                settings.patience(),
                settings.clock());
    }

    private Function<Yard, StoreSite> site(Blueprint blueprint) throws RefusedException {
        var store = blueprint.store();
        if (store.cluster() != null) {
            var clusters = settings.clusters();
            return yard -> new ClusterSite(yard, clusters, new RocksDbStoreDriver());
        }
        if (store.tables() == null) {
            return Yard.files(driver(store.kind()));
        }
        var dialect = ServerStores.dialect(store.kind()).orElseThrow(() -> unsupported(store.kind()));
        return blueprint.node() == null
                ? yard -> new TableSite(yard, dialect, ServerStores::place)
                : yard -> new NodeSite(yard, dialect, ServerStores::place);
    }

    private static RefusedException unsupported(String kind) {
        return new RefusedException(
                "backend-unsupported", "This Drydock cannot upgrade mail data in a store of kind " + kind);
    }

    /** The driver of a kind of store that can hold the mail data. */
    FileStoreDriver driver(String kind) throws RefusedException {
        return drivers().stream()
                .filter(known -> known.scheme().equals(kind))
                .findFirst()
                .orElseThrow(() -> unsupported(kind));
    }

    /** How this console reaches clusters. */
    ClusterAccess clusters() {
        return settings.clusters();
    }

    /** The systemd of this machine, whether it has booted it or not. */
    Systemd systemd() {
        return new Systemd(runner);
    }

    /** The request with the deployment that it names, if that can be used, or with the one that was found. */
    UpgradeRequest settled(UpgradeRequest request, Path configuration) throws RefusedException, InterruptedException {
        if (request.isDocker()) {
            return request.withConfiguration(configuration);
        }
        if (settings.isContained()) {
            throw new RefusedException(
                    "host-from-container",
                    "This Drydock runs in a container, from which it sees neither programs nor units of the machine; to"
                            + " upgrade a server that runs on the machine itself use the bundle, which brings its own"
                            + " Java. To upgrade a container, name it: installation.deployment.container");
        }
        var settled = UnitPlanner.settled(request, this, configuration);
        var deployment = requireNonNull(settled.installation().deployment());
        if (!deployment.isSystemd()) {
            vectors(deployment);
        }
        return settled;
    }

    /** Looks at the installation that a request names. */
    Installation detect(UpgradeRequest request) throws RefusedException, ConfigurationException, InterruptedException {
        if (request.isDocker()) {
            var choice = request.installation();
            var container = String.valueOf(requireNonNull(choice.deployment()).container());
            return detection().detect(contained(docker(), container, choice.config(), choice.binary()));
        }
        return detect(request, request.installation().binary());
    }

    /** Looks again at the installation of an upgrade. */
    Installation detect(Blueprint blueprint) throws RefusedException, ConfigurationException, InterruptedException {
        var container = blueprint.container();
        var file = blueprint.configuration().file();
        return detection()
                .detect(
                        container == null
                                ? DetectionRequest.of(file)
                                        .withProgram(blueprint.program().path())
                                : contained(
                                        new DockerEngine(container.socket()),
                                        container.name(),
                                        file,
                                        container.program()));
    }

    private DetectionRequest contained(
            DockerEngine engine, String container, @Nullable Path config, @Nullable Path program)
            throws RefusedException, InterruptedException {
        try {
            return ContainedServer.look(engine, versions, container, config, program)
                    .request();
        } catch (HostException e) {
            throw new RefusedException("container-unusable", e.problem() + ". " + e.nextStep());
        }
    }

    /** The Engine of Docker on this machine, whether it runs or not. */
    DockerEngine docker() {
        return new DockerEngine(settings.dockerSocket());
    }

    private Installation detect(UpgradeRequest request, @Nullable Path program)
            throws ConfigurationException, InterruptedException {
        var detection = DetectionRequest.of(request.installation().configuration());
        return detection().detect(program == null ? detection : detection.withProgram(program));
    }

    /** The same installation, with the program that its unit names where none was found in the usual places. */
    Installation withProgram(Installation found, UpgradeRequest settled)
            throws RefusedException, ConfigurationException, InterruptedException {
        var program = found.program() == null ? programOf(settled) : Optional.<Path>empty();
        return program.isEmpty() ? found : detect(settled, program.get());
    }

    /** The program that the unit of a request starts; empty where commands start the server. */
    private Optional<Path> programOf(UpgradeRequest settled) throws RefusedException, InterruptedException {
        var deployment = settled.installation().deployment();
        if (deployment == null || !deployment.isSystemd() || deployment.unit() == null) {
            return Optional.empty();
        }
        try {
            return systemd().read(deployment.unit()).execStart().stream()
                    .map(ExecCommand::program)
                    .findFirst();
        } catch (HostException e) {
            throw new RefusedException("unit-unusable", e.problem() + ". " + e.nextStep());
        }
    }

    private ServerControl server(Blueprint blueprint) throws RefusedException {
        var container = blueprint.container();
        if (container != null) {
            return new DockerServer(blueprint, container);
        }
        var unit = blueprint.unit();
        if (unit != null) {
            return new SystemdServer(systemd(), unit, blueprint, settings.clock());
        }
        var deployment = requireNonNull(blueprint.request().installation().deployment());
        return new CommandServer(
                String.valueOf(deployment.name()),
                vectors(deployment),
                runner,
                settings.patience(),
                blueprint.workingDirectory());
    }

    /** The commands of a deployment. */
    private CommandVectors.Vectors vectors(UpgradeRequest.Deployment deployment) throws RefusedException {
        if (!UpgradeRequest.Deployment.COMMAND.equals(deployment.kind())) {
            throw new RefusedException(
                    "deployment-unknown",
                    "A deployment of kind " + deployment.kind() + " is not known; systemd, docker and command are");
        }
        var name = deployment.name();
        if (name == null || name.isEmpty()) {
            throw new RefusedException(
                    "commands-unnamed", "The deployment names no commands; name those of " + settings.commands());
        }
        try {
            return CommandVectors.read(settings.commands())
                    .find(name)
                    .orElseThrow(() -> new RefusedException(
                            "commands-unknown",
                            "No commands are named " + name + " in " + settings.commands() + "; add [" + name
                                    + "] with start, stop and probe"));
        } catch (HostException e) {
            throw new RefusedException("commands-unreadable", e.problem() + ". " + e.nextStep());
        }
    }
}
