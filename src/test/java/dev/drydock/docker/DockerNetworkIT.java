package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in networks of its own, reached by a published port and by other containers under another name. */
class DockerNetworkIT {

    @TempDir
    private Path directory;

    @Test
    void keepsNetworksWithNamesAddressesAndPorts() throws Exception {
        try (var mail = onTwoNetworks()) {
            var before = mail.snapshot();
            var old = mail.container(ContainedInstallation.NAME);
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                upgrade.run();
                upgrade.await("succeeded");

                assertThat(mail.isListening())
                        .as("the published port leads to it")
                        .isTrue();
                assertJoined(mail);
                assertThat(InspectionDifferences.between(old, mail.container(ContainedInstallation.NAME)))
                        .map(line -> line.replaceFirst(":.*", ""))
                        .containsExactly("/Config/Env", "/Config/Image", "/Config/Labels/stand-in.version", "/Image");
                upgrade.goBack();
            }
            mail.awaitListening("the old server");
            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    @Test
    void joinsTheNetworksWithoutDrydock() throws Exception {
        try (var mail = onTwoNetworks()) {
            var upgrade = DockerUpgradeIT.until("backup", mail);

            assertThat(DockerUpgradeIT.rescue(mail, upgrade, "on")).contains("Done");

            mail.awaitListening("v0.8.0");
            assertJoined(mail);
        }
    }

    private static void assertJoined(ContainedInstallation mail) throws Exception {
        var networks = mail.container(ContainedInstallation.NAME).inspected().at("/NetworkSettings/Networks");
        assertThat(networks.propertyNames()).containsExactlyInAnyOrder("front", "back");
        assertThat(networks.at("/front/Aliases").toString()).contains("\"mx\"");
        assertThat(networks.at("/front/IPAddress").asString()).isEqualTo("172.31.77.9");
        assertThat(networks.at("/back/Aliases").toString()).contains("\"imap\"");
    }

    private ContainedInstallation onTwoNetworks() throws Exception {
        var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE);
        mail.listenEverywhere();
        mail.engine().run("network", "create", "--subnet", "172.31.77.0/24", "front");
        mail.engine().run("network", "create", "back");
        var port = mail.imapPort();
        mail.startOn(
                "front",
                "--network-alias",
                "mx",
                "--ip",
                "172.31.77.9",
                "--restart",
                "always",
                "--publish",
                "127.0.0.1:" + port + ":" + port);
        mail.engine().run("network", "connect", "--alias", "imap", "back", ContainedInstallation.NAME);
        return mail;
    }
}
