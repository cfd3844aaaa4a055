package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.Failpoints;
import dev.drydock.host.TreeSnapshot;
import dev.drydock.host.docker.Container;
import dev.drydock.systemd.PlannedUpgrade;
import dev.drydock.systemd.SandboxInside;
import dev.drydock.systemd.VendorInstallation;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.phase.Yard;
import dev.drydock.web.ConsoleClient;
import dev.drydock.web.RunningConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A stand-in for v0.7.3 in a container, laid out as the vendor's image is used: everything on one volume.
 *
 * @param engine that runs it
 * @param home of consoles
 * @param volume name of the volume, or a directory of the machine
 */
public record ContainedInstallation(PrivateEngine engine, Path home, String volume) implements AutoCloseable {

    public static final String NAME = "stalwart-mail";

    /** A group of the image that is not the account's own. */
    static final int NOGROUP = 65534;

    static final String INSIDE = "/opt/stalwart-mail";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** On a named volume. */
    public static ContainedInstallation create(Path directory, Sandbox.Kind kind) throws Exception {
        return create(directory, kind, "mail-data");
    }

    /** On a directory of the machine that is laid out already, with images that are made already. */
    public static ContainedInstallation around(Path directory, String place) throws Exception {
        var engine = PrivateEngine.get();
        engine.clear();
        return new ContainedInstallation(engine, directory.resolve("home"), place);
    }

    /** The same files, for another Engine. */
    ContainedInstallation in(PrivateEngine other) {
        return new ContainedInstallation(other, home, volume);
    }

    /** On a volume or a directory of the machine; the container is not made yet. */
    static ContainedInstallation create(Path directory, Sandbox.Kind kind, String volume) throws Exception {
        var engine = PrivateEngine.get();
        StandInImages.make(engine);
        engine.clear();
        var made = new ContainedInstallation(engine, directory.resolve("home"), volume);
        var vector = new ArrayList<>(List.of("@/app/options", SandboxInside.class.getName()));
        vector.addAll(List.of(SandboxInside.arguments(INSIDE, kind)));
        made.inside("/java/bin/java", vector.toArray(String[]::new));
        made.inside("chown", "-R", VendorInstallation.ACCOUNT + ":" + VendorInstallation.ACCOUNT, INSIDE);
        return made;
    }

    /** Lets the configuration name another group than the account's own. */
    void runAsGroup(String group) throws Exception {
        var configuration = data().resolve("etc/config.toml");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replaceFirst("server\\.run-as\\.group = \".*\"", "server.run-as.group = \"" + group + "\""));
    }

    /** Lets the server listen on all addresses of its network. */
    void listenEverywhere() throws Exception {
        var configuration = data().resolve("etc/config.toml");
        Files.writeString(
                configuration,
                Files.readString(configuration).replaceAll("bind = \"127\\.0\\.0\\.1:", "bind = \"0.0.0.0:"));
    }

    /** Runs something on the volume. */
    String inside(String program, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of("run", "--rm", "--volume", volume + ":" + INSIDE));
        words.addAll(List.of("--entrypoint", program, StandInImages.OLD));
        words.addAll(List.of(arguments));
        return engine.run(words.toArray(String[]::new));
    }

    /** Makes the container on the machine's network and starts it. */
    public void start(String... options) throws Exception {
        startOn("host", options);
    }

    /** Makes the container on a network and starts it. */
    void startOn(String network, String... options) throws Exception {
        var words = new ArrayList<>(List.of("run", "--detach", "--name", NAME, "--network", network));
        words.addAll(List.of("--volume", volume + ":" + INSIDE));
        words.addAll(List.of(options));
        words.add(StandInImages.OLD);
        engine.run(words.toArray(String[]::new));
        awaitListening("the server answers");
    }

    /** Makes a container of another image and starts it. */
    public void startOf(String image) throws Exception {
        engine.run("run", "--detach", "--name", NAME, "--network", "host", "--volume", volume + ":" + INSIDE, image);
    }

    public void awaitListening(String what) {
        VendorInstallation.await(what, this::isListening);
    }

    public Container container(String name) throws Exception {
        return engine.client().get(name);
    }

    /** Requires that both containers are there, and none that Drydock has worked in. */
    void requireTheTwoContainers() throws Exception {
        assertThat(engine.run("ps", "--all", "--format", "{{.Names}}").lines())
                .containsExactlyInAnyOrder(NAME, NAME + "-v0.7.3");
    }

    /** Where the volume lies on this machine. */
    public Path data() throws Exception {
        return volume.startsWith("/")
                ? Path.of(volume)
                : Path.of(engine.run("volume", "inspect", "--format", "{{.Mountpoint}}", volume));
    }

    /** Whether it greets; a port that the Engine publishes takes connections before anybody listens behind it. */
    public boolean isListening() throws Exception {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), imapPort()), 1000);
            socket.setSoTimeout(1000);
            return socket.getInputStream().read() == '*';
        } catch (IOException e) {
            return false;
        }
    }

    int imapPort() throws Exception {
        return Integer.parseInt(Files.readString(data().resolve("etc/config.toml"))
                .replaceAll("(?s).*?\\[server\\.listener\\.imap].*?:(\\d+).*", "$1"));
    }

    public ConsoleSettings settings() {
        return settings(home, engine.socket(), Failpoints.NONE);
    }

    static ConsoleSettings settings(Path home, Path socket, Failpoints failpoints) {
        return ConsoleSettings.of(home, "1.2.3-test")
                .withDocker(socket)
                .with(new Yard.Patience(LIMIT, LIMIT, LIMIT), failpoints);
    }

    /** A console in this process. */
    public RunningConsole console() throws Exception {
        return RunningConsole.start(settings());
    }

    ConsoleClient client() {
        return new ConsoleClient(home);
    }

    public PlannedUpgrade plan() throws Exception {
        return planWith(StandInImages.NEW, "");
    }

    /**
     * Plans it with another image.
     *
     * @param more members of the release, each after a comma
     */
    public PlannedUpgrade planWith(String image, String more) throws Exception {
        return planOf(NAME, image, more);
    }

    /** The same, with the container named otherwise. */
    PlannedUpgrade planOf(String container, String image, String more) throws Exception {
        return PlannedUpgrade.of(
                client(),
                "{\"deployment\": {\"kind\": \"docker\", \"container\": \"" + container + "\"}}",
                "{\"image\": \"" + image + "\"" + more + "}",
                "");
    }

    /** What the programs do from now on before they do what they should. */
    void misbehave(String script) throws Exception {
        Files.writeString(data().resolve("fault"), script + "\n");
    }

    void behave() throws Exception {
        Files.writeString(data().resolve("fault"), "");
    }

    /** Everything that must be the same after going back: files with owners and modes, and all that Docker says. */
    public record Snapshot(TreeSnapshot tree, List<String> docker) {

        public List<String> differences(Snapshot later) {
            var found = new ArrayList<>(tree.differences(later.tree));
            docker.stream().filter(line -> !later.docker.contains(line)).forEach(line -> found.add("before: " + line));
            later.docker.stream().filter(line -> !docker.contains(line)).forEach(line -> found.add("after: " + line));
            return found;
        }
    }

    public Snapshot snapshot() throws Exception {
        var entries = new TreeMap<>(TreeSnapshot.of(data(), true).entries());
        entries.keySet()
                .removeIf(path -> path.startsWith("logs")
                        || path.getName(0).toString().startsWith("work-")
                        || path.toString().startsWith("data-v0.8.0-")
                        || path.toString().endsWith("-shm"));
        var lines = new ArrayList<String>();
        for (var id : engine.run("ps", "--all", "--quiet", "--no-trunc")
                .lines()
                .sorted()
                .toList()) {
            var inspected = engine.client().get(id).inspected();
            lines.add("container " + inspected.path("Name"));
            for (var part : List.of("Id", "Image", "Created", "Config", "HostConfig", "RestartCount")) {
                lines.add(inspected.path("Name") + " " + part + ": " + inspected.path(part));
            }
            // The Engine lists them in another order each time.
            inspected.path("Mounts").forEach(mount -> lines.add(inspected.path("Name") + " mount: " + mount));
            lines.add(inspected.path("Name") + " running: "
                    + inspected.path("State").path("Running"));
            inspected.path("NetworkSettings").path("Networks").properties().forEach(network -> {
                for (var asked : List.of("IPAMConfig", "Aliases", "Links", "DriverOpts")) {
                    lines.add(inspected.path("Name") + " in " + network.getKey() + " " + asked + ": "
                            + network.getValue().path(asked));
                }
            });
        }
        engine.run("volume", "ls", "--format", "{{json .}}")
                .lines()
                .map(line -> "volume " + line)
                .forEach(lines::add);
        return new Snapshot(new TreeSnapshot(entries), lines);
    }

    @Override
    public void close() throws Exception {
        engine.clear();
    }
}
