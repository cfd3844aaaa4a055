package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that have no room, or run full while something is written to them. */
class DockerRoomIT {

    /** Each takes its time: the other is for the campaign. */
    private static final List<String> TASKS =
            Boolean.getBoolean("drydock.campaign") ? List.of("export", "import") : List.of("import");

    @TempDir
    private Path directory;

    /** The disk of the store and of the export is full for good. What the old program, and then the new one, cannot write for want of room is given up, and mail goes on. */
    @Test
    void goesBackFromADiskThatRunsFull() throws Exception {
        var disk = Files.createDirectory(directory.toRealPath().resolve("disk"));
        RootFileSystem.output(List.of("mount", "-t", "tmpfs", "-o", "size=512m,mode=755", "tmpfs", disk.toString()));
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE, disk.toString())) {
            mail.behave();
            mail.start("--restart", "unless-stopped");
            var before = mail.snapshot();
            for (var task : TASKS) {
                // Directories of logs are not compared.
                mail.misbehave("case \"$*\" in *--" + task
                        + "*) cat /dev/zero >/opt/stalwart-mail/logs/ballast 2>/dev/null || : ;; esac");
                try (var console = mail.console()) {
                    var upgrade = mail.plan();
                    upgrade.run();
                    upgrade.await("failed");

                    assertThat(upgrade.failure()).startsWith(task + "-failed").contains("Make room");
                    assertThat(disk.toFile().getUsableSpace()).as("still full").isLessThan(1 << 20);
                    // Everything has its place again; what it takes to start is the server's own affair.
                    upgrade.goBackAsFarAsItGoes("server-not-started");
                    Files.delete(mail.data().resolve("logs/ballast"));
                    mail.behave();
                    upgrade.goBack();
                }
                mail.awaitListening("the old server, after the " + task);
            }
            assertThat(before.differences(mail.snapshot()))
                    .allMatch(line -> line.startsWith("fault: time "), "is the test's own");
        } finally {
            RootFileSystem.output(List.of("umount", "--lazy", disk.toString()));
        }
    }

    /** An Engine that has room for a small image alone, and a container of it that is told of the real one. */
    @Test
    void refusesAnImageThatThereIsNoRoomFor() throws Exception {
        var data = Files.createDirectory(directory.toRealPath().resolve("data"));
        var file = directory.toRealPath().resolve("image.tar");
        try (var laidOut = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE, data.toString())) {
            laidOut.engine().run("save", "--output", file.toString(), StandInImages.NEW);
            var small = PrivateEngine.small("64m");
            try {
                var mail = laidOut.in(small);
                small.run(
                        "create",
                        "--name",
                        ContainedInstallation.NAME,
                        "--network",
                        "host",
                        "--volume",
                        data + ":" + ContainedInstallation.INSIDE,
                        StandInImages.makeSmall(small));
                try (var console = mail.console()) {
                    var upgrade = mail.planWith("stand-in/loaded:v0.8.0", ", \"file\": \"" + file + "\"");

                    assertThat(upgrade.findings("image.room"))
                            .singleElement()
                            .asString()
                            .startsWith("fail")
                            .contains(small.socket().getParent().toString(), file.toString(), "docker image rm");
                    assertThat(upgrade.refusal()).contains("preflight-failed");
                }
            } finally {
                small.discardSmall();
            }
        }
    }
}
