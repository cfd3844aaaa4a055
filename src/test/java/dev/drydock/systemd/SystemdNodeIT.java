package dev.drydock.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sql.KeptStore;
import dev.drydock.web.RunningConsole;
import dev.drydock.web.SandboxConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit of systemd on a further node of a cluster: held back, over a boot too, until the first node is proven. */
class SystemdNodeIT {

    private static final String REPORT = "/root/first-node.json";

    @TempDir
    private Path directory;

    @Test
    void isHeldOverABootUntilTheFirstNodeIsProvenAndGoesBackAfterIt() throws Exception {
        var kind = SqlServerKind.POSTGRESQL_18;
        var kept = KeptStore.make(kind, Files.createDirectory(directory.resolve("work")));
        var first = SandboxConsole.on(Files.createDirectory(directory.resolve("first")), kind, kept.database());
        try (var mail = VendorInstallation.create(
                        Files.createDirectory(directory.resolve("second")), Sandbox.Kind.SQLITE);
                var onFirst = RunningConsole.start(first.settings())) {
            SqlSandbox.use(mail.file(VendorInstallation.CONFIG), kind, kept.database());
            mail.startServer();
            var before = mail.snapshot();
            var node = PlannedUpgrade.of(mail.startConsole(), ", \"node\": {\"report\": \"" + REPORT + "\"}");
            node.run();
            node.await("waiting");
            assertThat(mail.isListening()).isFalse();

            mail.killConsole();
            mail.container().reboot();
            mail.container().run("systemctl", "start", VendorInstallation.UNIT);
            assertThat(mail.property("ActiveState")).isEqualTo("inactive");

            var upgrade = plan(onFirst, first);
            onFirst.post(upgrade + "/run");
            expect(onFirst, upgrade, "succeeded");
            var report = mail.container()
                    .write(
                            REPORT,
                            onFirst.get(upgrade + "/report?as=json").response().body());
            Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-------"));

            var again = node.by(mail.startConsole());
            again.run();
            again.await("succeeded");
            assertThat(mail.isServing()).isTrue();
            assertThat(mail.property("User")).isEqualTo(VendorInstallation.ACCOUNT);

            again.goBackAsFarAsItGoes("first-node-not-back");
            assertThat(mail.isListening()).isFalse();
            mail.container().run("systemctl", "start", VendorInstallation.UNIT);
            assertThat(mail.property("ActiveState")).isEqualTo("inactive");

            onFirst.post(upgrade + "/rollback");
            expect(onFirst, upgrade, "rolled-back");
            again.goBack();
            VendorInstallation.await("the server of before", mail::isListening);
            assertThat(SystemdPhasesIT.withoutTimeOfUnits(before.differences(mail.snapshot())))
                    .isEmpty();
        } finally {
            first.stopServer();
        }
    }

    private static String plan(RunningConsole console, SandboxConsole world) throws Exception {
        var planned = console.post("/api/v1/upgrades", world.request(true));
        assertThat(planned.status()).as(planned.response().body()).isEqualTo(201);
        return planned.header("Location");
    }

    private static void expect(RunningConsole console, String upgrade, String state) throws Exception {
        var view = SandboxConsole.await(console, upgrade);
        assertThat(view.path("state").asString())
                .as(() -> view.path("failure").toString())
                .isEqualTo(state);
    }
}
