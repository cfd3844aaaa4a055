package dev.drydock.systemd;

import dev.drydock.demo.Sandbox;
import dev.drydock.host.systemd.SystemdContainer;
import dev.drydock.web.ConsoleClient;
import dev.drydock.web.SandboxConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * A stand-in for v0.7.3 in a container with a real systemd, laid out as the vendor's install script does it: below
 * {@code /opt/stalwart-mail}, owned by an account of its own, started by a unit in {@code /etc/systemd/system}. The
 * stand-in does not become that account by itself, as v0.7.3 does; that of v0.8.0 is it from the start.
 */
public final class VendorInstallation implements AutoCloseable {

    public static final String ACCOUNT = "stalwart-mail";
    public static final String UNIT = "stalwart-mail.service";
    public static final String ROOT = "/opt/stalwart-mail";
    public static final String CONFIG = ROOT + "/etc/config.toml";

    /** The program of v0.8.0, as it was downloaded. */
    public static final String RELEASE = "/root/stalwart-mail-0.8.0";

    public static final String HOME = "/var/lib/drydock";
    private static final int UID = 990;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** As the vendor's script writes it. */
    public static final String UNIT_TEXT = """
            # The mail server
            [Unit]
            Description=Stalwart Mail Server
            Conflicts=postfix.service sendmail.service exim4.service
            ConditionPathExists=/opt/stalwart-mail/etc/config.toml
            After=network-online.target

            [Service]
            Type=simple
            LimitNOFILE=65536
            KillMode=process
            KillSignal=SIGINT
            Restart=on-failure
            RestartSec=5
            ExecStart=/opt/stalwart-mail/bin/stalwart-mail --config=/opt/stalwart-mail/etc/config.toml
            PermissionsStartOnly=true
            SyslogIdentifier=stalwart-mail
            # kept by an admin

            [Install]
            WantedBy=multi-user.target
            """;

    private final SystemdContainer container;
    private final JavaInside java;

    private VendorInstallation(SystemdContainer container) throws IOException {
        this.container = container;
        this.java = JavaInside.of(container);
    }

    /** Boots the container and lays the installation out; nothing runs yet. */
    public static VendorInstallation create(Path directory, Sandbox.Kind kind) throws Exception {
        return create(directory, kind, UNIT_TEXT);
    }

    /** The same with another unit. */
    public static VendorInstallation create(Path directory, Sandbox.Kind kind, String unit) throws Exception {
        return boot(directory, made -> {
            made.java.run(SandboxInside.class, SandboxInside.arguments(ROOT, kind));
            made.container.run("cp", ROOT + "/release/stalwart-mail", RELEASE);
            made.install(unit);
        });
    }

    /** What is laid out on a machine that has the account, and nothing installed. */
    @FunctionalInterface
    public interface Layout {
        void on(VendorInstallation machine) throws Exception;
    }

    /** Boots the container and has something else laid out. */
    public static VendorInstallation boot(Path directory, Layout layout) throws Exception {
        var container = SystemdContainer.boot(directory, JavaInside.bounds());
        try {
            var made = new VendorInstallation(container);
            made.append("/etc/passwd", ACCOUNT + ":x:" + UID + ":" + UID + "::" + ROOT + ":/usr/sbin/nologin\n");
            made.append("/etc/group", ACCOUNT + ":x:" + UID + ":\n");
            layout.on(made);
            return made;
        } catch (Exception | Error e) {
            // Nobody else could switch it off.
            container.close();
            throw e;
        }
    }

    /** Gives what lies in the vendor's place to the account, and makes the unit known and enabled. */
    public void install(String unit) throws Exception {
        container.run("chown", "-R", ACCOUNT + ":" + ACCOUNT, ROOT);
        container.run("chmod", "0755", ROOT);
        writeUnit(unit);
        container.run("systemctl", "enable", UNIT);
    }

    private void append(String inside, String line) throws IOException {
        Files.writeString(file(inside), line, StandardOpenOption.APPEND);
    }

    public SystemdContainer container() {
        return container;
    }

    public void writeUnit(String text) throws Exception {
        container.write("/etc/systemd/system/" + UNIT, text);
        container.run("systemctl", "daemon-reload");
    }

    public Path file(String inside) {
        return container.file(inside);
    }

    /** Starts a stand-in as an admin does, and waits until it answers its own probe, which a real program has not. */
    public void startServer() throws Exception {
        container.run("systemctl", "start", UNIT);
        try {
            await("the server answers", this::isServing);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + lastWords(), e);
        }
    }

    /** What there is to see of a server that does not answer: who listens, what it is asked, what it and systemd say. */
    private String lastWords() throws IOException, InterruptedException {
        var words = new StringBuilder("listening: " + listeners() + "\n");
        container.call(words, ROOT + "/bin/control", "probe", CONFIG);
        container.call(words, "systemctl", "status", "--no-pager", "--full", "--lines=0", UNIT);
        // By its name: systemd does not always know which unit a process was of that ended at once.
        container.call(words, "journalctl", "--boot", "--no-pager", "--lines=30", "--identifier=" + ACCOUNT);
        return words.toString();
    }

    /** Stops the server as its admin does; what is left of it then is no longer the unit's. */
    public void stopServer() throws Exception {
        container.run("systemctl", "stop", UNIT);
    }

    /** Whether anybody listens where the configuration says that IMAP is; the network is that of this machine. */
    public boolean isListening() throws IOException, InterruptedException {
        return !listeners().isBlank();
    }

    /** Whether the main process of the unit listens there, and all answers that says something by itself. */
    public boolean isServing() throws IOException, InterruptedException {
        return listeners().contains("pid=" + property("MainPID") + ",")
                && container.call(new StringBuilder(), ROOT + "/bin/control", "probe", CONFIG) == 0;
    }

    private String listeners() throws IOException, InterruptedException {
        return container.run("ss", "--no-header", "-ltnp", "sport = :" + imapPort());
    }

    /** A property of the unit, as systemd tells it. */
    public String property(String name) throws IOException, InterruptedException {
        return container.run("systemctl", "show", "--value", "--property=" + name, UNIT);
    }

    /** Starts a console as a unit of its own, so that it dies with the machine, and waits until it answers. */
    public ConsoleClient startConsole() throws Exception {
        var vector = new ArrayList<>(List.of("systemd-run", "--quiet", "--collect", "--unit=drydock-console"));
        // A container on a machine with the old kind of control groups is not told that the last process of one has
        // ended: systemd would wait the 90 seconds of its default for what a killed console has left.
        vector.add("--property=TimeoutStopSec=5s");
        vector.addAll(java.vector("dev.drydock.Drydock", "serve", "--home", HOME, "--port", "0"));
        Files.deleteIfExists(file(HOME + "/console.port"));
        container.run(vector.toArray(String[]::new));
        var client = new ConsoleClient(file(HOME));
        await(
                "the console answers",
                () -> Files.exists(file(HOME + "/console.port"))
                        && client.get("/api/v1/upgrades").has("upgrades"));
        return client;
    }

    public void stopConsole() throws Exception {
        container.run("systemctl", "stop", "drydock-console.service");
    }

    /** Ends the console without a word. */
    public void killConsole() throws Exception {
        container.run("systemctl", "kill", "--kill-whom=main", "--signal=KILL", "drydock-console.service");
        await("the console is gone", () -> !isActive("drydock-console.service"));
    }

    public boolean isActive(String unit) throws IOException, InterruptedException {
        return container.call(new StringBuilder(), "systemctl", "is-active", "--quiet", unit) == 0;
    }

    /** The password of the administrator, as it stands in the configuration. */
    public String password() throws IOException {
        return SandboxConsole.password(file(CONFIG));
    }

    /** Changes the configuration, as an admin does while the server is stopped. */
    public void configure(UnaryOperator<String> change) throws Exception {
        var config = file(CONFIG);
        Files.writeString(config, change.apply(Files.readString(config)));
    }

    public int imapPort() throws IOException {
        return Integer.parseInt(
                Files.readString(file(CONFIG)).replaceAll("(?s).*?\\[server\\.listener\\.imap].*?:(\\d+).*", "$1"));
    }

    /** Everything that must be the same after going back. */
    public InstallationSnapshot snapshot() throws Exception {
        return InstallationSnapshot.of(container, ROOT, UNIT);
    }

    /** Waits for what comes in its own time; a condition that cannot be looked at yet has not come. */
    public static void await(String what, Callable<Boolean> condition) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Throwable cause = null;
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                cause = e;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("never came: " + what, cause);
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    @Override
    public void close() throws Exception {
        container.close();
    }
}
