package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.systemd.VendorInstallation;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with containers, and must not cost mail. */
class DockerTrapsIT {

    @TempDir
    private Path directory;

    @Test
    void refusesWhatCannotBeKept() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start(
                    "--rm",
                    "--label=com.docker.swarm.service.id=abc",
                    "--user=990:990",
                    "--env=RUN_AS_USER=stalwart-mail");
            try (var console = mail.console()) {
                var upgrade = mail.planWith("stand-in/mail-server:latest", "");

                assertThat(upgrade.findings("container.auto-remove")).isNotEmpty();
                assertThat(upgrade.findings("container.swarm")).isNotEmpty();
                assertThat(upgrade.findings("container.run-as-user"))
                        .singleElement()
                        .asString()
                        .startsWith("fail")
                        .contains("starts as 990:990");
                assertThat(upgrade.findings("image.latest"))
                        .singleElement()
                        .asString()
                        .startsWith("fail")
                        .contains("tag v0.8.0");
                assertThat(upgrade.refusal()).contains("preflight-failed");
            }
        }
    }

    /** Everything in the container itself, then all but the configuration, then a further store alone. */
    @Test
    void refusesDataOnNoVolume() throws Exception {
        var data = Files.createDirectory(directory.toRealPath().resolve("data"));
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE, data.toString());
                var console = mail.console()) {
            var image = StandInImages.makeSmall(mail.engine());
            create(mail, image);
            assertOnNoVolume(mail, "The configuration /opt/stalwart-mail/etc/config.toml of stalwart-mail");

            create(mail, image, "--volume", data.resolve("etc") + ":" + ContainedInstallation.INSIDE + "/etc");
            assertOnNoVolume(mail, "The store /opt/stalwart-mail/data/index.sqlite3");

            Files.writeString(
                    data.resolve("etc/config.toml"),
                    "\n[store.\"pictures\"]\ntype = \"fs\"\npath = \"/srv/pictures\"\n",
                    StandardOpenOption.APPEND);
            create(mail, image, "--volume", data + ":" + ContainedInstallation.INSIDE);
            var upgrade = mail.plan();
            assertThat(upgrade.findings("container.no-volume"))
                    .singleElement()
                    .asString()
                    .startsWith("fail The store /srv/pictures lies in the container itself")
                    .contains("docker cp");
            assertThat(upgrade.refusal()).contains("preflight-failed");
        }
    }

    @Test
    void namesTheOldImageAsItsRegistryDoes() throws Exception {
        var data = Files.createDirectory(directory.toRealPath().resolve("data"));
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE, data.toString());
                var registry = StandInRegistry.of(mail.engine(), StandInImages.makeSmall(mail.engine()), directory);
                var console = mail.console()) {
            mail.engine().run("pull", registry.image());
            create(mail, registry.image(), "--volume", data + ":" + ContainedInstallation.INSIDE);
            var digest = registry.image().replaceFirst(":[^:]*$", "@") + registry.digest();

            assertThat(mail.client()
                            .get("/api/v1/installation?container=" + ContainedInstallation.NAME)
                            .at("/container/digests/0")
                            .asString())
                    .isEqualTo(digest);
            assertThat(mail.plan().findings("image.old"))
                    .singleElement()
                    .asString()
                    .startsWith("pass")
                    .contains(digest);
            mail.engine().run("rmi", "--force", registry.image());
        }
    }

    /** Made anew, and not started: it has no server in it. */
    private static void create(ContainedInstallation mail, String image, String... options) throws Exception {
        mail.engine().call(new StringBuilder(), "rm", "--force", ContainedInstallation.NAME);
        var words = new ArrayList<>(List.of("create", "--name", ContainedInstallation.NAME, "--network", "host"));
        words.addAll(List.of(options));
        words.add(image);
        mail.engine().run(words.toArray(String[]::new));
    }

    private static void assertOnNoVolume(ContainedInstallation mail, String what) throws Exception {
        var answer = mail.client()
                .post(
                        "/api/v1/upgrades",
                        "{\"installation\": {\"deployment\": {\"kind\": \"docker\", \"container\": \"stalwart-mail\"}}}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("data-on-no-volume", what, "docker cp");
    }

    /** A registry that is not there: mail goes on. */
    @Test
    void keepsMailGoingWhereTheImageCannotBePulled() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start();
            try (var console = mail.console()) {
                var upgrade = mail.planWith("127.0.0.1:9/mail-server:v0.8.0", "");
                upgrade.run();
                upgrade.await("failed");

                assertThat(upgrade.log()).contains("cannot be pulled");
                assertThat(mail.isListening()).isTrue();
            }
        }
    }

    /** A registry that breaks off in the middle: what has come is not believed, and the next attempt gets it all. */
    @Test
    void pullsAgainWhatWasCutShort() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE);
                var registry = StandInRegistry.of(mail.engine(), StandInImages.NEW, directory)) {
            var image = registry.image();
            mail.start();
            var before = mail.snapshot();
            try (var console = mail.console()) {
                registry.breakOff();
                var upgrade = mail.planWith(image, "");
                assertThat(upgrade.findings("image.room"))
                        .singleElement()
                        .asString()
                        .startsWith("pass");
                upgrade.run();
                upgrade.await("failed");
                assertThat(upgrade.log()).contains("cannot be pulled");
                assertThat(mail.isListening()).isTrue();

                registry.mend();
                upgrade.retry();
                upgrade.await("succeeded");

                assertThat(upgrade.log()).contains(registry.digest());
                assertThat(mail.container(ContainedInstallation.NAME).image()).isEqualTo(image);
                upgrade.goBack();
            } finally {
                mail.engine().call(new StringBuilder(), "rmi", "--force", image);
            }
            mail.awaitListening("the old server");
            assertThat(before.differences(mail.snapshot())).isEmpty();
        }
    }

    /** A file that is no image, one cut short, one of another version, and the right one, whose tag is not here before. */
    @Test
    void loadsTheImageFromAFile() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.ROCKSDB)) {
            mail.start();
            var before = mail.snapshot();
            var image = "stand-in/loaded:v0.8.0";
            var place = directory.toRealPath();
            var old = save(mail, StandInImages.OLD, image, place.resolve("old.tar"));
            var file = save(mail, StandInImages.NEW, image, place.resolve("image.tar"));
            var cut = place.resolve("cut.tar");
            try (var from = Files.newInputStream(file)) {
                Files.copy(new ByteArrayInputStream(from.readNBytes((int) (Files.size(file) / 2))), cut);
            }
            var none = Files.writeString(place.resolve("none.tar"), "This is no image of anything.\n");
            try (var console = mail.console()) {
                var refused = new LinkedHashMap<Path, String>();
                refused.put(none, "image-not-brought The images of " + none + " cannot be loaded");
                refused.put(cut, "image-not-brought The images of " + cut + " cannot be loaded");
                refused.put(old, "image-version The program of " + image + " says that it is 0.7.3, not 0.8.0");
                for (var bad : refused.entrySet()) {
                    var upgrade = mail.planWith(image, ", \"file\": \"" + bad.getKey() + "\"");
                    upgrade.run();
                    upgrade.await("failed");
                    assertThat(upgrade.failure()).startsWith(bad.getValue());
                    assertThat(mail.isListening()).isTrue();
                    upgrade.goBack();
                    assertThat(before.differences(mail.snapshot())).isEmpty();
                }

                var upgrade = mail.planWith(image, ", \"file\": \"" + file + "\"");
                upgrade.run();
                upgrade.await("succeeded");
                assertThat(mail.container(ContainedInstallation.NAME).image()).isEqualTo(image);
            } finally {
                mail.engine().run("rmi", "--force", image);
            }
        }
    }

    /** In a file, and no longer here by that name. */
    private static Path save(ContainedInstallation mail, String image, String name, Path file) throws Exception {
        mail.engine().run("tag", image, name);
        mail.engine().run("save", "--output", file.toString(), name);
        mail.engine().run("rmi", name);
        return file;
    }

    /**
     * Memory runs out for something that the export has started, under a real limit of the kernel; the export itself goes on
     * and ends with status 0.
     */
    @Test
    void goesBackFromAnExportThatMemoryRanOutFor() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            var limited = mail.data().resolve("limited");
            mail.misbehave("""
                    case "$*" in *--export*)
                      until [ -e /opt/stalwart-mail/limited ]; do sleep 0.2; done
                      # It keeps a line in memory, and this one has no end.
                      sed -n x /dev/zero || :
                    esac
                    """);
            mail.start("--restart", "unless-stopped");
            var before = mail.snapshot();
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                upgrade.run();
                var export = "drydock-" + upgrade.id() + "-export";
                VendorInstallation.await(
                        "the export waits",
                        () -> mail.engine().run("ps", "--format", "{{.Names}}").equals(export));
                mail.engine().run("update", "--memory=256m", "--memory-swap=256m", export);
                Files.createFile(limited);
                upgrade.await("failed");

                assertThat(upgrade.failure())
                        .startsWith("export-out-of-memory")
                        .contains("ended with status 0", "more memory");
                Files.delete(limited);
                upgrade.goBack();
                mail.awaitListening("the old server");
                assertThat(before.differences(mail.snapshot())).isEmpty();
            }
        }
    }

    /** The vendor's image makes a new configuration of arguments that it does not understand. */
    @Test
    void neverRunsTheEntryPointWithArguments() throws Exception {
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE)) {
            mail.start(
                    "--env=CONFIG_PATH=" + ContainedInstallation.INSIDE + "/etc/config.toml",
                    "--env=RUN_AS_USER=stalwart-mail",
                    "--env=RUN_AS_GROUP=nogroup");
            try (var console = mail.console()) {
                var upgrade = mail.plan();
                assertThat(upgrade.findings("container.config-path")).isNotEmpty();
                assertThat(upgrade.findings("container.run-as"))
                        .as("it says whom v0.8.0 becomes already")
                        .isEmpty();
                upgrade.run();
                upgrade.await("succeeded");

                assertThat(mail.data().resolve(StandInImages.NEW_CONFIGURATION)).doesNotExist();
                assertThat(mail.container(ContainedInstallation.NAME).environment())
                        .containsKey("CONFIG_PATH")
                        .containsEntry("RUN_AS_USER", "stalwart-mail")
                        .containsEntry("RUN_AS_GROUP", "nogroup")
                        .containsEntry("STAND_IN", "0.8.0");
                assertThat(Files.getAttribute(mail.data().resolve("data"), "unix:gid"))
                        .isEqualTo(ContainedInstallation.NOGROUP);
            }
        }
    }
}
