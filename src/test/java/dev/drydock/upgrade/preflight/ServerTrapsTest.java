package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.Ports;
import dev.drydock.installation.Grade;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes, ports and commands that do not fit together. */
class ServerTrapsTest {

    @TempDir
    private Path temporary;

    private SmallInstallation installation;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void installs() throws Exception {
        installation = new SmallInstallation(temporary, Fixture.SQLITE, Ports.findFree(1));
    }

    @AfterEach
    void endsWhatItStarted() throws Exception {
        for (var process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Starts a program that says when it is ready. */
    private Process start(String... command) throws Exception {
        var process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }

    private Process startServer() throws Exception {
        SmallInstallation.script(
                installation.program,
                "[ \"$1\" = --version ] && echo 0.7.3 && exit 0; echo ready; while :; do sleep 1; done");
        var server = start(installation.program.toString(), "--config", installation.config.toString());
        assertThat(server.inputReader().readLine()).isEqualTo("ready");
        return server;
    }

    @Test
    void noticesAUnitThatKeepsTheServer() throws Exception {
        var server = startServer();
        Files.createFile(installation.tools.resolve("runs"));
        installation.kernel = new Kernel(temporary.resolve("proc"), Path.of("/sys"));
        var groups =
                temporary.resolve("proc").resolve(Long.toString(server.pid())).resolve("cgroup");
        Files.createDirectories(groups.getParent());
        Files.writeString(groups, "0::/system.slice/stalwart-mail.service\n");

        Trap.assertFound(installation.look(), Grade.WARN, "keeper.unit", server.pid(), "stalwart-mail.service");

        var own = Files.createDirectories(temporary.resolve("proc/self")).resolve("cgroup");
        Files.copy(groups, own);
        Trap.assertFound(installation.look(), Grade.PASS, "keeper.unit");
    }

    @Test
    void leavesTheStoreOfARunningServerAlone() throws Exception {
        startServer();
        Files.createFile(installation.tools.resolve("runs"));

        var report = installation.look();

        Trap.assertFound(report, Grade.SKIP, "store.readable", "while the server is stopped");
        assertThat(report.contents()).isNull();
        assertThat(report.forecast().stopped()).isNotNull();
        Trap.assertFound(report, Grade.PASS, "commands.probe", "runs");
        Trap.assertFound(report, Grade.NOTICE, "ports.silent", installation.ports.get(0));
        assertThat(report.findings())
                .as("nothing passes that needs the store")
                .noneMatch(finding -> finding.grade() == Grade.PASS
                        && finding.code().startsWith("store.")
                        && !finding.code().equals("store.open"));
        Trap.assertNothingElse(report);
    }

    @Test
    void noticesAProbeThatDeniesARunningServer() throws Exception {
        startServer();

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "commands.probe", "does not run", "1 of its processes", "status 1");
        Trap.assertNothingElse(report, "commands.probe");
    }

    @Test
    void noticesAProbeThatSeesAServerWhereNoneIs() throws Exception {
        Files.createFile(installation.tools.resolve("runs"));

        var report = installation.look();

        assertThat(Trap.grave(report)).containsExactly("commands.probe");
    }

    @Test
    void needsAStartThatTakesTheConfiguration() throws Exception {
        installation.commands("");

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "commands.config", "{config}", "loopback");
        Trap.assertNothingElse(report, "commands.config");
    }

    @Test
    void noticesACommandThatIsNotThere() throws Exception {
        Files.delete(installation.tools.resolve("stop"));

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "commands.program", "stop", installation.tools.resolve("stop"));
        Trap.assertFound(report, Grade.SKIP, "commands.probe");
        Trap.assertNothingElse(report, "commands.program");
    }

    @Test
    void noticesWhoElseListensOnAPort() throws Exception {
        try (var socket = new ServerSocket(installation.ports.get(0), 1, InetAddress.getLoopbackAddress())) {
            var report = installation.look();

            Trap.assertFound(
                    report,
                    Grade.FAIL,
                    "ports.taken",
                    socket.getLocalPort(),
                    ProcessHandle.current().pid());
            Trap.assertNothingElse(report, "ports.taken");
        }
    }

    @Test
    void noticesWhoElseHasTheStoreOpen() throws Exception {
        var other = start("/bin/sh", "-c", "exec 3<" + installation.store + "; echo ready; read line");
        assertThat(other.inputReader().readLine()).isEqualTo("ready");

        var report = installation.look();

        Trap.assertFound(report, Grade.FAIL, "store.open", "Process " + other.pid(), installation.data);
        Trap.assertNothingElse(report, "store.open");
    }

    @Test
    void readsAStoreForNoLongerThanItMay() throws Exception {
        installation.readingLimit = Duration.ZERO;

        var report = installation.look();

        Trap.assertFound(report, Grade.SKIP, "store.readable", installation.store, "0 s");
        Trap.assertNothingElse(report);
    }

    @Test
    void noticesAStoreThatCannotBeRead() throws Exception {
        try (var file = FileChannel.open(installation.store, java.nio.file.StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }

        var report = installation.look();

        assertThat(Trap.grave(report)).containsAnyOf("store.unreadable", "store.malformed", "data.state");
        assertThat(report.allowsStart()).isFalse();
    }

    @Test
    void noticesLowPortsThatTheAccountMayNotTake() throws Exception {
        PlaceTrapsTest.assumeRoot();
        var low = new SmallInstallation(
                        Files.createDirectory(temporary.resolve("low")), Fixture.SQLITE, List.of(4190, 7143))
                .runningAs("nobody");
        low.kernel = new Kernel(temporary.resolve("proc"), Path.of("/sys"));
        var start = temporary.resolve("proc/sys/net/ipv4/ip_unprivileged_port_start");
        Files.createDirectories(start.getParent());
        Files.writeString(start, "5000\n");

        var finding = Trap.assertFound(low.look(), Grade.WARN, "ports.low", "[4190]", "nobody", "below 5000");
        assertThat(finding.whatToDo()).contains("ip_unprivileged_port_start=4190", "CAP_NET_BIND_SERVICE");
        Files.writeString(start, "1024\n");
        Trap.assertFound(low.look(), Grade.PASS, "ports.low", "[4190, 7143]");
    }

    @Test
    void noticesThatSelinuxEnforces() throws Exception {
        var enforce = temporary.resolve("sys/fs/selinux/enforce");
        Files.createDirectories(enforce.getParent());
        Files.writeString(enforce, "1");
        installation.kernel = new Kernel(Path.of("/proc"), temporary.resolve("sys"));

        Trap.assertFound(installation.look(), Grade.NOTICE, "protection.selinux", "enforcing");
    }
}
