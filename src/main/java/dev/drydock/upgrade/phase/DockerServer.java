package dev.drydock.upgrade.phase;

import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.HostException;
import dev.drydock.host.LineConsumer;
import dev.drydock.host.RunningProgram;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.ContainerPaths.Bind;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.Image;
import dev.drydock.host.docker.OneOff;
import dev.drydock.host.docker.RestartPolicy;
import dev.drydock.host.docker.RunningContainer;
import dev.drydock.proof.Proof;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server in a container of Docker. Between stop and start the Engine starts no container of it by itself; its programs
 * work in containers of their own, with the entry point overridden, since the image's makes a new configuration of what it
 * does not understand.
 */
public final class DockerServer implements ServerControl {

    /** How long a started container has to stay up. */
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private static final Duration SETTLE_TRIAL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LAST_LINES = 40;

    /** When the Engine started the container by itself before it was held back. */
    private static final String RESTART = "container.restart";

    /** What the programs take from their arguments, from the image, or must not have. */
    private static final Set<String> LEFT_OUT = Set.of("CONFIG_PATH", "PATH", "RUN_AS_USER", "RUN_AS_GROUP");

    private final DockerEngine engine;
    private final Blueprint blueprint;
    private final Blueprint.Contained container;

    public DockerServer(Blueprint blueprint, Blueprint.Contained container) {
        this.engine = new DockerEngine(container.socket());
        this.blueprint = blueprint;
        this.container = container;
    }

    @Override
    public String describe() {
        return "the container " + container.name() + " of Docker";
    }

    private Optional<Container> current() throws HostException {
        return engine.find(container.name());
    }

    @Override
    public void holdBack(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("container-not-held", () -> {
            var current = current();
            if (current.isPresent() && !current.get().restart().isNever()) {
                var restart = current.get().restart();
                context.remember(RESTART, restart.name() + " " + restart.retries());
                engine.restartBy(container.name(), RestartPolicy.NO);
                context.log(
                        EventLevel.INFO,
                        container.name() + " is no longer started by the Engine of Docker, over a restart of it too");
            }
        });
    }

    @Override
    public boolean isHeldBack() throws StepFailedException, InterruptedException {
        return Attempt.of(
                "container-not-looked-at",
                () -> current().map(current -> current.restart().isNever()).orElse(true));
    }

    @Override
    public void letGo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("container-not-released", () -> {
            var before = context.recall(RESTART);
            if (before.isPresent() && current().isPresent()) {
                var words = before.get().split(" ", -1);
                engine.restartBy(container.name(), new RestartPolicy(words[0], Integer.parseInt(words[1])));
                context.log(EventLevel.INFO, container.name() + " has the restart policy " + words[0] + " again");
            }
        });
    }

    @Override
    public void start(StepContext context, Path configuration, Account account, Path output)
            throws StepFailedException, InterruptedException {
        Attempt.at("server-not-started", () -> {
            context.log(EventLevel.INFO, "Starting the container " + container.name());
            engine.start(container.name());
            try {
                var pid = settled(container.name(), SETTLE);
                context.log(
                        EventLevel.INFO,
                        container.name() + " has run as process " + pid + " for " + SETTLE.toSeconds()
                                + " s without a new start");
            } finally {
                lines(context, container.name());
            }
        });
        // Only what runs is to be kept running.
        letGo(context);
    }

    /** The process of a container that has stayed the same for some time. */
    private long settled(String name, Duration time) throws HostException, StepFailedException, InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var pid = 0L;
        while (true) {
            var state = engine.get(name).state();
            if (!state.running() || (pid != 0 && state.pid() != pid)) {
                throw new StepFailedException(Failure.of(
                                "server-not-started",
                                "The container " + name + " does not stay up: it " + state.inWords(),
                                "What it said last is below; mend it, then try again or go back")
                        .with(engine.lastLines(name, LAST_LINES)));
            }
            pid = state.pid();
            if (System.nanoTime() > end) {
                return pid;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** What it has said, brought into the log. */
    private void lines(StepContext context, String name) throws HostException {
        engine.lastLines(name, LAST_LINES).forEach(line -> context.log(EventLevel.INFO, line));
    }

    @Override
    public void stop(StepContext context, Path configuration) throws StepFailedException, InterruptedException {
        Attempt.at("server-not-stopped", () -> {
            var current = current();
            if (current.isPresent()) {
                context.log(EventLevel.INFO, "Stopping the container " + container.name());
                engine.stop(container.name(), Duration.ofMinutes(2));
                lines(context, container.name());
            }
        });
    }

    @Override
    public List<String> signs() throws StepFailedException, InterruptedException {
        return Attempt.of("container-not-looked-at", () -> {
            var signs = new ArrayList<String>();
            for (var name : names()) {
                var found = engine.find(name);
                if (found.isPresent() && found.get().state().running()) {
                    signs.add("the container " + name);
                }
            }
            return signs;
        });
    }

    private List<String> names() {
        var names = new ArrayList<>(List.of(container.name()));
        if (container.old() != null) {
            names.add(container.old());
        }
        return names;
    }

    @Override
    public boolean isRunning(Path configuration) throws StepFailedException, InterruptedException {
        return Attempt.of(
                "container-not-looked-at",
                () -> current().map(current -> current.state().running()).orElse(false));
    }

    /** By its id, since its name is another one's after the installation; once Compose has taken it away, that one. */
    private Optional<Container> old() throws HostException {
        var old = engine.find(container.id());
        return old.isPresent() ? old : current();
    }

    @Override
    public Optional<Map<String, String>> environment() throws HostException {
        return old().map(Container::environment);
    }

    @Override
    public Optional<String> address() throws HostException {
        return container.isOnHostNetwork() ? Optional.empty() : current().map(Container::address);
    }

    @Override
    public Optional<Proof> programProof() throws HostException {
        var current = current();
        var image = engine.image(container.newImage());
        var text = "The container " + container.name() + " runs "
                + current.map(Container::imageId).orElse("nothing");
        return Optional.of(
                current.isPresent()
                                && image.isPresent()
                                && current.get().imageId().equals(image.get().id())
                        ? Proof.passed(
                                "program-version",
                                "program",
                                text + ", which is " + container.newImage() + "; its program said before the stop that"
                                        + " it is v0.8.0.")
                        : Proof.failed("program-version", "program", text + ", not " + container.newImage() + "."));
    }

    @Override
    public RunningProgram start(Yard yard, ServerTask task, String mark, LineConsumer lines)
            throws HostException, InterruptedException {
        return RunningContainer.start(engine, container(task).withVariable(ChildMark.VARIABLE, mark), lines);
    }

    @Override
    public void clear(ServerTask task) throws StepFailedException, InterruptedException {
        Attempt.at("container-not-removed", () -> engine.remove(name(task.name())));
    }

    private String name(String task) {
        return "drydock-" + blueprint.id() + "-" + task;
    }

    private OneOff container(ServerTask task) throws HostException {
        return oneOff(
                task.name(),
                task.isNew() ? container.newImage() : container.imageId(),
                task.vector(blueprint),
                task.account() == null
                        ? container.user()
                        : numbers(task.account().uid(), task.account().gid()),
                container.network());
    }

    private OneOff oneOff(String task, String image, List<String> vector, String user, String network)
            throws HostException {
        var variables = new LinkedHashMap<String, String>();
        // What the old image says of itself, as the version that it is of, the new one says of itself too.
        var ofImage = engine.image(container.imageId()).map(Image::environment).orElse(Map.of());
        var old = old();
        old.map(Container::environment).orElse(Map.of()).forEach((name, value) -> {
            if (!LEFT_OUT.contains(name) && !value.equals(ofImage.get(name))) {
                variables.put(name, value);
            }
        });
        return new OneOff(
                name(task),
                blueprint.id(),
                image,
                vector,
                user,
                network,
                List.of(bind(blueprint.staging()), bind(blueprint.exportDirectory())),
                old.map(Container::id).orElse(container.name()),
                variables,
                blueprint.workingDirectory());
    }

    private Bind bind(Path directory) {
        return new Bind(container.inside(directory), directory);
    }

    private static String numbers(long uid, long gid) {
        return uid + ":" + gid;
    }

    @Override
    public ChildProcess startTrial(StepContext context, Path configuration, Account account, Path output, String mark)
            throws StepFailedException, InterruptedException {
        return Attempt.of("server-not-started", () -> {
            var vector = List.of(
                    container.program().toString(),
                    "--config",
                    container.inside(configuration).toString());
            // The loopback address of the machine, which this console asks; that of another network is not to be
            // reached.
            var oneOff = oneOff("trial", container.newImage(), vector, numbers(account.uid(), account.gid()), "host")
                    .withVariable(ChildMark.VARIABLE, mark);
            context.log(
                    EventLevel.INFO,
                    "Starting " + container.newImage() + " in the container " + oneOff.name() + ", with "
                            + configuration);
            var running = RunningContainer.start(engine, oneOff, (channel, line) -> append(output, line));
            var child = new ChildProcess(running.pid(), running.startTicks(), "server");
            context.childStarted(child);
            settled(oneOff.name(), SETTLE_TRIAL);
            return child;
        });
    }

    private static void append(Path output, String line) {
        try {
            Files.writeString(output, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("What the server on trial says cannot be kept in " + output, e);
        }
    }

    @Override
    public void clearTrial(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("server-not-stopped", () -> {
            if (engine.find(name("trial")).isPresent()) {
                engine.stop(name("trial"), Duration.ofSeconds(30));
                engine.remove(name("trial"));
            }
        });
    }

    /** The beginning of a command line that asks the same Engine. */
    static String docker(DockerEngine engine) {
        return "docker --host unix://" + engine.socket() + " ";
    }

    private String docker() {
        return docker(engine);
    }

    @Override
    public String taskCommand(Yard yard, ServerTask task) {
        try {
            // They may be secret, and a script is read by people: whoever needs them adds them.
            var oneOff = container(task).withoutVariables();
            return docker() + "rm --force " + oneOff.name() + " >/dev/null 2>&1 || :; "
                    + Command.of(oneOff.line(engine.socket())).line();
        } catch (HostException e) {
            return "# " + e.problem();
        }
    }

    @Override
    public List<String> startCommands(Path configuration, String as) {
        return List.of(
                docker() + "start " + container.name(),
                "sleep " + SETTLE.toSeconds(),
                probeCommand(configuration) + " || { " + docker() + "logs --tail " + LAST_LINES + " " + container.name()
                        + " >&2; exit 1; }",
                docker() + "update --restart " + container.restart() + " " + container.name() + " >/dev/null");
    }

    @Override
    public String probeCommand(Path configuration) {
        return "[ \"$(" + docker() + "inspect --format '{{.State.Running}}' " + container.name() + ")\" = true ]";
    }

    @Override
    public List<String> stopCommands(Path configuration) {
        return List.of(
                docker() + "update --restart no " + container.name() + " >/dev/null",
                docker() + "stop --time 120 " + container.name());
    }
}
