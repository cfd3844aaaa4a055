package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.docker.ContainedInstallation;
import dev.drydock.docker.RealImages;
import dev.drydock.fixture.Fixture;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.systemd.VendorInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real programs in images made from them: there, and back. */
@WithRealPrograms
class RealDockerIT {

    @TempDir
    private Path directory;

    @Test
    void upgradesAndGoesBack() throws Exception {
        var root = Files.createDirectory(directory.toRealPath().resolve("mail"));
        try (var names = new NameServer(Map.of());
                var mail = ContainedInstallation.around(directory, root.toString())) {
            RealImages.make(RealProgram.V0_7_3.path(), RealProgram.V0_8_0.path());
            var server = layOut(root, names.port());
            mail.startOf(RealImages.OLD);
            VendorInstallation.await("the server listens", mail::isListening);
            var before = Shown.by(server);
            var snapshot =
                    mail.container(ContainedInstallation.NAME).inspected().path("Config");
            try (var console = mail.console()) {
                var upgrade = mail.planWith(RealImages.NEW, "");
                upgrade.giveCredentials("admin", "fixture-admin-secret");

                upgrade.run();
                upgrade.await("succeeded");

                var report = upgrade.console().get(upgrade.path() + "/report");
                Observed.note("upgrade of a container, ROCKSDB, " + RealRestUpgradeIT.times(report));
                Shown.by(server).requireSameAs(before);
                assertThat(Files.getAttribute(root.resolve("data"), "unix:uid")).isEqualTo(990);

                upgrade.goBack();

                Observed.note("taken back, container, ROCKSDB, "
                        + RealRestUpgradeIT.times(upgrade.console().get(upgrade.path() + "/report")));
            }
            VendorInstallation.await("v0.7.3 serves again", mail::isListening);
            Shown.by(server).requireSameAs(before);
            assertThat(mail.container(ContainedInstallation.NAME).inspected().path("Config"))
                    .isEqualTo(snapshot);
        }
    }

    /** An installation has absolute paths, which are others inside the container. */
    private static ServerConfiguration layOut(Path root, int nameServer) throws Exception {
        var installation =
                RealInstallation.of(Fixture.ROCKSDB, root, Instant.now(), Options.DEFAULT.withNameServer(nameServer));
        var config = installation.configuration().file();
        Files.writeString(
                config,
                "server.run-as.user = \"stalwart-mail\"\nserver.run-as.group = \"stalwart-mail\"\n"
                        + Files.readString(config).replace(root.toString(), VendorInstallation.ROOT));
        Files.createDirectory(root.resolve("logs"));
        new ProcessBuilder("chown", "-R", "990:990", root.toString()).start().waitFor();
        return installation.configuration();
    }
}
