package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitStartStopIT {

    private static final Duration SETTLE = Duration.ofSeconds(1);

    @TempDir
    static Path directory;

    private static SystemdContainer container;

    @BeforeAll
    static void boot() throws Exception {
        container = SystemdContainer.boot(directory);
        container.write("/etc/systemd/system/mail.socket", "[Socket]\nListenStream=/opt/mail.sock\n");
        container.write("/etc/systemd/system/mail.timer", "[Timer]\nOnActiveSec=1d\n");
    }

    @AfterAll
    static void switchOff() throws Exception {
        if (container != null) {
            container.close();
        }
    }

    @AfterEach
    void end() throws Exception {
        container.run("systemctl", "stop", "mail.service", "mail.socket", "mail.timer");
        // What has outlived its service; a service that is killed before it is stopped may keep systemd waiting.
        container.run("sh", "-c", "systemctl kill --kill-whom=all --signal=KILL mail.service || true");
    }

    @Test
    void startsAndStopsAServiceWithWhatTriggersIt() throws Exception {
        service("ExecStart=/bin/sh -c 'echo ready for mail; exec sleep infinity'\nRestart=always\nRestartSec=0");
        var triggers = List.of("mail.socket", "mail.timer");

        for (var trigger : triggers) {
            starter().startTrigger(trigger);
        }
        var state = start();

        assertThat(state.isRunning()).isTrue();
        assertThat(state.restarts()).isZero();
        assertThat(new UnitStop(container.systemd()).processes("mail.service"))
                .singleElement()
                .asString()
                .isEqualTo(state.mainPid() + " (sleep infinity)");
        awaitLine("ready for mail");
        assertThatThrownBy(() -> new UnitStop(container.systemd()).prove("mail.service"))
                .hasMessageContaining(
                        "mail.service is not stopped: mail.service is active (running) with main process");

        var stopped = new UnitStop(container.systemd()).stop("mail.service");

        assertThat(stopped).containsExactlyInAnyOrderElementsOf(triggers);
        assertThat(container.systemd().read("mail.service").state().isDown()).isTrue();
        assertThat(new UnitStop(container.systemd()).stop("mail.service")).isEmpty();
    }

    @Test
    void namesATriggerThatIsStillActive() throws Exception {
        service("ExecStart=/bin/sleep infinity");
        container.run("systemctl", "start", "mail.socket");

        assertThatThrownBy(() -> new UnitStop(container.systemd()).prove("mail.service"))
                .hasMessageContaining("mail.socket is active and would start it");
    }

    @Test
    void namesProcessesThatOutliveTheirService() throws Exception {
        service("KillMode=process\nExecStart=/bin/sh -c 'sleep 12345 & exec sleep infinity'");
        start();

        assertThatThrownBy(() -> new UnitStop(container.systemd()).stop("mail.service"))
                .hasMessageContaining("(sleep 12345) is left of it");
    }

    @Test
    void saysWhyAProgramCannotBeExecuted() throws Exception {
        service("ExecStart=/opt/missing");
        assertThatThrownBy(() -> start())
                .hasMessageContaining("mail.service does not stay up")
                .hasMessageContaining("status 203 (EXEC");

        service("ExecStart=/bin/sleep infinity\nGroup=nobodys");
        assertThatThrownBy(() -> start()).hasMessageContaining("status 216 (GROUP");

        service("ExecStart=/bin/sleep infinity\nUser=nobodys");
        assertThatThrownBy(() -> start()).hasMessageContaining("status 217 (USER");
    }

    @Test
    void seesAServiceThatSystemdStartsAgainAndAgain() throws Exception {
        service("ExecStart=/bin/sh -c 'echo no store; sleep 0.2; exit 3'\nRestart=always\nRestartSec=0");

        assertThatThrownBy(() -> start())
                .hasMessageContaining("mail.service does not stay up")
                .hasMessageContaining("started it again")
                .isInstanceOfSatisfying(
                        UnitStartException.class,
                        failure -> assertThat(failure.journal()).contains("no store"));
    }

    @Test
    void seesAServiceThatEndsAfterAWhileAndOneWhoseConditionIsNotMet() throws Exception {
        service("ExecStart=/bin/sh -c 'sleep 0.5; kill -SEGV $$$$'");
        assertThatThrownBy(() -> start()).hasMessageContaining("was ended by signal 11 (SEGV)");

        service("ExecStart=/bin/sleep infinity\n[Unit]\nConditionPathExists=!/usr");
        assertThatThrownBy(() -> start()).hasMessageContaining("a condition of the unit is not met");
    }

    private static void service(String lines) throws Exception {
        container.write("/etc/systemd/system/mail.service", "[Service]\n" + lines + "\n");
        container.run("systemctl", "daemon-reload");
        container.run("systemctl", "reset-failed");
    }

    /** What a service writes reaches the journal in its own time. */
    private static void awaitLine(String line) throws Exception {
        var end = Instant.now().plusSeconds(20);
        while (!starter().journal("mail.service", Instant.EPOCH, 10).contains(line)) {
            assertThat(Instant.now()).as("never came: " + line).isBefore(end);
        }
    }

    private static UnitStart starter() {
        return new UnitStart(container.systemd(), Clock.systemUTC());
    }

    private static UnitState start() throws Exception {
        return starter().start("mail.service", SETTLE);
    }
}
