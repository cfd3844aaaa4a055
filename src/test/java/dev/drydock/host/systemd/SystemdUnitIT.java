package dev.drydock.host.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdUnitIT {

    @TempDir
    static Path directory;

    private static SystemdContainer container;

    @BeforeAll
    static void boot() throws Exception {
        container = SystemdContainer.boot(directory);
        container.write("/etc/systemd/system/mail.service", """
                [Unit]
                Description=A mail server
                [Service]
                User=mail
                Environment="NAME=two words" "QUOTE=it's"
                ExecStart=/bin/sh -c 'exec sleep 1000 ; true'
                Restart=always
                ProtectSystem=strict
                ReadWritePaths=/opt -/nowhere
                [Install]
                WantedBy=multi-user.target
                Alias=smtp.service
                """);
        container.write("/etc/systemd/system/mail.service.d/10-account.conf", """
                [Service]
                Group=daemon
                AmbientCapabilities=CAP_NET_BIND_SERVICE
                """);
        container.write("/etc/systemd/system/mail.socket", "[Socket]\nListenStream=127.0.0.1:2025\n");
        container.run("systemctl", "daemon-reload");
        container.run("systemctl", "start", "mail.socket");
        container.run("systemctl", "enable", "--now", "mail.service");
    }

    @AfterAll
    static void switchOff() throws Exception {
        if (container != null) {
            container.close();
        }
    }

    @Test
    void readsWhatIsInEffectOfAServiceThatRuns() throws Exception {
        var unit = container.systemd().read("mail.service");

        assertThat(unit.name()).isEqualTo("mail.service");
        assertThat(unit.fileState()).contains("enabled");
        assertThat(unit.fragment()).contains(Path.of("/etc/systemd/system/mail.service"));
        assertThat(unit.dropIns()).containsExactly(Path.of("/etc/systemd/system/mail.service.d/10-account.conf"));
        assertThat(unit.user()).contains("mail");
        assertThat(unit.group()).contains("daemon");
        assertThat(unit.ambientCapabilities()).containsExactly("cap_net_bind_service");
        assertThat(unit.environment()).containsExactly("NAME=two words", "QUOTE=it's");
        assertThat(unit.execStart())
                .containsExactly(new ExecCommand(
                        Path.of("/bin/sh"), List.of("/bin/sh", "-c", "exec", "sleep", "1000", ";", "true")));
        assertThat(unit.restart()).isEqualTo("always");
        assertThat(unit.triggeredBy()).containsExactly("mail.socket");
        assertThat(unit.protectSystem()).isEqualTo("strict");
        assertThat(unit.readWritePaths()).containsExactly("/opt", "-/nowhere");
        assertThat(unit.state().isRunning()).isTrue();
        assertThat(unit.state().conditionMet()).isTrue();
        assertThat(unit.state().restarts()).isZero();
        assertThat(unit.state().controlGroup()).endsWith("/system.slice/mail.service");
    }

    @Test
    void readsAnAliasByTheNameOfTheUnit() throws Exception {
        assertThat(container.systemd().read("smtp.service").name()).isEqualTo("mail.service");
    }

    @Test
    void readsAServiceWithoutACommandOrAFileOfItsOwn() throws Exception {
        container.write(
                "/etc/systemd/system/idle.service",
                "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStop=/bin/true\n");

        var unit = container.systemd().read("idle.service");

        assertThat(unit.execStart()).isEmpty();
        assertThat(unit.user()).isEmpty();
        assertThat(unit.triggeredBy()).isEmpty();
        assertThat(unit.state().isDown()).isTrue();
        assertThat(unit.state().controlGroup()).isEmpty();
    }

    @Test
    void namesAUnitThatIsNotThereMaskedOrNoUnitAtAll() throws Exception {
        var systemd = container.systemd();

        assertThatThrownBy(() -> systemd.read("nowhere.service"))
                .hasMessageContaining("no usable unit nowhere.service: its load state is not-found");
        assertThatThrownBy(() -> systemd.read("systemd-udevd.service")).hasMessageContaining("masked");
        assertThatThrownBy(() -> systemd.read("../mail.service")).hasMessageContaining("is no name of a unit");
        assertThatThrownBy(() -> systemd.read("mail")).hasMessageContaining("is no name of a unit");
    }
}
