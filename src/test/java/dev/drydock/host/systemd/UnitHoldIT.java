package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitHoldIT {

    private static final Path FILE = Path.of("/opt/home/held");
    private static final String DIRECTORY = "/etc/systemd/system/mail.service.d";

    @TempDir
    static Path directory;

    private static SystemdContainer container;

    @BeforeAll
    static void boot() throws Exception {
        container = SystemdContainer.boot(directory);
        container.write("/etc/systemd/system/mail.service", """
                [Unit]
                ConditionPathExists=/usr
                [Service]
                ExecStart=/bin/sleep infinity
                Restart=always
                RestartSec=0
                [Install]
                WantedBy=multi-user.target
                """);
        container.write("/etc/systemd/system/mail.socket", """
                [Socket]
                ListenStream=/opt/mail.sock
                [Install]
                WantedBy=sockets.target
                """);
        container.run("systemctl", "daemon-reload");
        container.run("systemctl", "enable", "mail.service", "mail.socket");
    }

    @AfterAll
    static void switchOff() throws Exception {
        if (container != null) {
            container.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        container.write(FILE.toString(), "");
        // A socket cannot be started after its service.
        container.run("systemctl", "stop", "mail.service");
        container.run("systemctl", "start", "mail.socket", "mail.service");
        assertThat(state().isRunning()).isTrue();
    }

    @AfterEach
    void clear() throws Exception {
        new UnitHold(container.systemd(), "mail.service").release();
        container.run("rm", "-rf", DIRECTORY);
        container.run("systemctl", "daemon-reload");
        container.run("systemctl", "reset-failed");
    }

    @Test
    void refusesEveryStartOverARebootUntilItIsReleased() throws Exception {
        var hold = hold();
        hold.set(FILE);
        assertThat(state().isRunning()).as("what runs goes on").isTrue();
        container.run("systemctl", "stop", "mail.service");
        hold.prove();
        assertThat(hold.file()).contains(FILE);
        // The socket starts the service for whoever connects.
        try (var connection = SocketChannel.open(UnixDomainSocketAddress.of(container.file("/opt/mail.sock")))) {
            assertThat(connection.isConnected()).isTrue();
            container.run("systemctl", "start", "mail.service");
        }
        assertThat(state().isDown()).isTrue();

        container.reboot();

        assertThat(state().isDown()).isTrue();
        assertThat(state().conditionMet()).isFalse();
        hold = hold();
        assertThat(hold.isInEffect(FILE)).isTrue();
        hold.prove();

        hold.release();
        assertThat(state().isDown()).as("a release starts nothing").isTrue();
        assertThat(hold.file()).isEmpty();
        assertThat(container.file(DIRECTORY)).doesNotExist();
        container.run("systemctl", "start", "mail.service");
        assertThat(state().isRunning()).isTrue();
        container.reboot();
        assertThat(state().isRunning()).isTrue();
    }

    @Test
    void mayBeSetAndReleasedTwice() throws Exception {
        hold().set(FILE);
        hold().set(FILE);
        hold().release();
        hold().release();

        assertThat(container.file(DIRECTORY)).doesNotExist();
        assertThat(units()).noneMatch(name -> name.contains("drydock"));
    }

    @Test
    void leavesADirectoryThatWasThereBefore() throws Exception {
        container.write(DIRECTORY + "/10-own.conf", "[Service]\nNice=5\n");
        hold().set(FILE);
        hold().release();
        assertThat(container.file(DIRECTORY + "/10-own.conf")).hasContent("[Service]\nNice=5\n");

        Files.delete(container.file(DIRECTORY + "/10-own.conf"));
        hold().set(FILE);
        hold().release();
        assertThat(container.file(DIRECTORY)).isEmptyDirectory();
    }

    @Test
    void namesADropInThatTakesTheConditionAway() throws Exception {
        container.write(DIRECTORY + "/90-other.conf", "[Unit]\nConditionPathExists=\n");

        assertThatThrownBy(() -> hold().set(FILE))
                .hasMessageContaining("The hold on mail.service is not in effect")
                .hasMessageContaining("Another drop-in");

        assertThat(container.file(DIRECTORY + "/" + UnitHold.DROP_IN)).doesNotExist();
    }

    @Test
    void seesThatAHoldWithoutItsFileHoldsNothing() throws Exception {
        hold().set(FILE);
        container.run("systemctl", "stop", "mail.service");
        Files.delete(container.file(FILE.toString()));

        assertThatThrownBy(() -> hold().prove())
                .hasMessageContaining("mail.service can be started in spite of its hold");

        assertThat(state().isDown()).isTrue();
    }

    @Test
    void refusesAFileThatWouldMeanSomethingElse() throws Exception {
        for (var file : List.of("relative", "/a b", "/a%n", "/a\nConditionPathExists=")) {
            assertThatThrownBy(() -> hold().set(Path.of(file))).hasMessageContaining("cannot stand in a condition");
        }
    }

    private static UnitHold hold() throws Exception {
        return new UnitHold(container.systemd(), "mail.service");
    }

    private static UnitState state() throws Exception {
        return container.systemd().read("mail.service").state();
    }

    private static List<String> units() throws IOException {
        try (var files = Files.list(container.file("/etc/systemd/system"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
