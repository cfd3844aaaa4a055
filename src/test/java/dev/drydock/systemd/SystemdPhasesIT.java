package dev.drydock.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back from every phase, and machines that boot again in the middle of every phase. */
class SystemdPhasesIT {

    private static final List<String> PHASES =
            List.of("prepare", "stop", "export", "backup", "install", "import", "trial", "start");

    /**
     * From the first and the last one others go back: after a boot, and in the tests of whole upgrades. Each takes its time:
     * the others are for the campaign.
     */
    private static final List<String> TAKEN_BACK =
            Boolean.getBoolean("drydock.campaign") ? PHASES.subList(1, PHASES.size() - 1) : List.of("stop", "trial");

    /** A boot takes its time: the others are for the campaign. */
    private static final List<String> BOOTED =
            Boolean.getBoolean("drydock.campaign") ? PHASES : List.of("backup", "import");

    @TempDir
    private Path directory;

    @Test
    void comesBackFromEveryPhaseToTheSame() throws Exception {
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.ROCKSDB)) {
            mail.startServer();
            var console = mail.startConsole();
            for (var phase : TAKEN_BACK) {
                var before = mail.snapshot();
                var upgrade = PlannedUpgrade.of(console);

                upgrade.runUntil(phase);

                assertThat(mail.isListening()).as(phase).isFalse();
                upgrade.goBack();
                VendorInstallation.await("the server of before, after " + phase, mail::isListening);
                assertThat(before.differences(mail.snapshot()))
                        .as("back from " + phase)
                        .isEmpty();
            }
        }
    }

    @Test
    void startsNothingThatMustNotRunAfterABootInTheMiddle() throws Exception {
        var unit = VendorInstallation.UNIT_TEXT.replace("Restart=on-failure", "Restart=always");
        try (var mail = VendorInstallation.create(directory, Sandbox.Kind.SQLITE, unit)) {
            mail.container()
                    .write(
                            "/etc/systemd/system/stalwart-mail.socket",
                            "[Socket]\nListenStream=/run/mail.sock\n[Install]\nWantedBy=sockets.target\n");
            mail.container().run("systemctl", "daemon-reload");
            mail.container().run("systemctl", "enable", "--now", "stalwart-mail.socket");
            mail.startServer();
            var before = mail.snapshot();
            for (var phase : BOOTED) {
                var upgrade = PlannedUpgrade.of(mail.startConsole());
                upgrade.run();
                VendorInstallation.await(phase, () -> {
                    try {
                        return upgrade.hasBegun(phase);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });

                mail.killConsole();
                mail.container().reboot();

                if (!isServing(phase) && !phase.equals("stop")) {
                    assertThat(mail.property("ActiveState")).as(phase).isEqualTo("inactive");
                    assertThat(mail.isActive("stalwart-mail.socket")).as(phase).isFalse();
                    assertThat(mail.isListening()).as(phase).isFalse();
                    // Nor does it by hand, and a connection does not start it.
                    mail.container().run("systemctl", "start", VendorInstallation.UNIT);
                    assertThat(mail.property("ActiveState")).as(phase).isEqualTo("inactive");
                }
                var again = upgrade.by(mail.startConsole());
                again.goBack();
                VendorInstallation.await("the server of before, after " + phase, mail::isListening);
                assertThat(mail.isActive("stalwart-mail.socket")).as(phase).isTrue();
                assertThat(withoutTimeOfUnits(before.differences(mail.snapshot())))
                        .as("back from " + phase)
                        .isEmpty();
                mail.stopConsole();
            }
        }
    }

    /** The time of the directory itself is lost where a boot comes between a name in it and its time. */
    static List<String> withoutTimeOfUnits(List<String> differences) {
        return differences.stream()
                .filter(line -> !line.matches("/etc/systemd/system: the directory itself: time \\S+ -> \\S+"))
                .toList();
    }

    /** Whether a server runs in a phase and after it: the old one before the stop, the new one at the end. */
    private static boolean isServing(String phase) {
        return phase.equals("prepare") || phase.equals("start");
    }
}
