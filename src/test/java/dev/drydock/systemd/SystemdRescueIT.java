package dev.drydock.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back, and on, by the rescue script alone, when the console has ended for good. */
class SystemdRescueIT {

    @TempDir
    private Path directory;

    @Test
    void goesBackWithoutDrydock() throws Exception {
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.startServer();
            var before = mail.snapshot();
            var upgrade = PlannedUpgrade.of(mail.startConsole());
            upgrade.runUntil("import");
            assertThat(mail.property("User")).isEqualTo("stalwart-mail");
            mail.killConsole();

            assertThat(rescue(mail, upgrade, "back")).contains("is back");

            VendorInstallation.await("v0.7.3 serves", mail::isListening);
            assertThat(withoutTimes(before.differences(mail.snapshot()))).isEmpty();

            // A console that comes later finds all of it done.
            upgrade.by(mail.startConsole()).goBack();

            // Whoever asks is a program, which can be too slow on a busy machine.
            VendorInstallation.await("v0.7.3 still serves", mail::isServing);
            assertThat(withoutTimes(before.differences(mail.snapshot()))).isEmpty();
        }
    }

    @Test
    void goesOnWithoutDrydock() throws Exception {
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.ROCKSDB)) {
            mail.startServer();
            var upgrade = PlannedUpgrade.of(mail.startConsole());
            upgrade.runUntil("backup");
            mail.killConsole();

            assertThat(rescue(mail, upgrade, "on")).contains("Done");

            VendorInstallation.await("v0.8.0 serves", mail::isListening);
            assertThat(mail.property("User")).isEqualTo("stalwart-mail");
            assertThat(mail.property("DropInPaths")).doesNotContain("hold");
            assertThat(mail.container().run("/opt/stalwart-mail/bin/stalwart-mail", "--version"))
                    .isEqualTo("0.8.0");
        }
    }

    private static String rescue(VendorInstallation mail, PlannedUpgrade upgrade, String way) throws Exception {
        var id = upgrade.path().substring(upgrade.path().lastIndexOf('/') + 1);
        return mail.container().run("sh", VendorInstallation.HOME + "/upgrades/" + id + "/rescue.sh", way);
    }

    /** A script gives no directory its time back. */
    private static List<String> withoutTimes(List<String> differences) {
        return differences.stream()
                .filter(line -> !line.matches(".*: time \\S+ -> \\S+"))
                .toList();
    }
}
