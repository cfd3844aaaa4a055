package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.drydock.demo.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that a real Compose keeps: its admin changes the file, when asked to. */
class ComposeIT {

    private static final String RUN_AS = "environment: {RUN_AS_USER: stalwart-mail, RUN_AS_GROUP: stalwart-mail}";

    @TempDir
    private Path directory;

    @BeforeEach
    void isInstalled() {
        if (!Files.isExecutable(Path.of("/usr/bin/docker-compose"))) {
            assertThat(System.getProperty("drydock.require", "").split(","))
                    .as("docker-compose is not installed")
                    .doesNotContain("docker");
            abort("docker-compose is not installed");
        }
    }

    @Test
    void waitsForComposeAndComesBackWithoutIt() throws Exception {
        var data = Files.createDirectory(directory.toRealPath().resolve("data"));
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.ROCKSDB, data.toString())) {
            goesThereAndBack(mail, "network_mode: host");
        }
    }

    /** A network that is Compose's own, with the names that it gives there, and a published port. */
    @Tag("campaign")
    @Test
    void keepsTheNetworkThatComposeHasMade() throws Exception {
        var data = Files.createDirectory(directory.toRealPath().resolve("data"));
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE, data.toString())) {
            mail.listenEverywhere();
            goesThereAndBack(mail, "ports: [\"127.0.0.1:%1$d:%1$d\"]".formatted(mail.imapPort()));
        }
    }

    /** Each console takes up what the last one has left, and is killed a place further on. */
    @Tag("campaign")
    @Test
    void goesOnAndBackFromEveryPlaceOfTheStepsOfCompose() throws Exception {
        var data = Files.createDirectory(directory.toRealPath().resolve("data"));
        try (var mail = ContainedInstallation.create(directory, Sandbox.Kind.SQLITE, data.toString())) {
            compose(mail, StandInImages.OLD, "network_mode: host");
            up(mail);
            mail.awaitListening("the server of Compose");
            var before = mail.snapshot();
            try (var console = mail.console()) {
                mail.plan();
            }
            var killable = new KillableContained.Started(mail, directory);

            assertThat(killable.killEverywhere("forward"))
                    .anyMatch(place -> place.endsWith("install.container"))
                    .anyMatch(place -> place.endsWith("start.compose"));
            assertThat(killable.output()).endsWith("waiting");
            assertThat(mail.isListening()).isFalse();

            compose(mail, StandInImages.NEW, "network_mode: host", RUN_AS);
            up(mail);
            assertThat(killable.killEverywhere("onward")).anyMatch(place -> place.endsWith("start.compose"));
            assertThat(killable.output()).endsWith("succeeded");
            mail.awaitListening("v0.8.0");

            assertThat(killable.killEverywhere("back"))
                    .anyMatch(place -> place.endsWith("install.container"))
                    .anyMatch(place -> place.endsWith("start.compose"));
            assertThat(killable.output()).endsWith("rolled-back");
            assertBack(mail, before, "network_mode: host");
        }
    }

    private void goesThereAndBack(ContainedInstallation mail, String network) throws Exception {
        var file = compose(mail, StandInImages.OLD, network);
        up(mail);
        mail.awaitListening("the server of Compose");
        var before = mail.snapshot();
        try (var console = mail.console()) {
            var upgrade = mail.plan();
            assertThat(upgrade.findings("container.compose"))
                    .singleElement()
                    .asString()
                    .contains(file.toString());

            upgrade.run();
            upgrade.await("waiting");

            assertThat(upgrade.view().toString())
                    .contains(StandInImages.NEW, "RUN_AS_USER=stalwart-mail", "docker compose up -d mail");
            assertThat(mail.isListening()).isFalse();
            compose(mail, StandInImages.NEW, network, RUN_AS);
            up(mail);
            upgrade.run();
            upgrade.await("succeeded");

            assertThat(mail.isListening()).isTrue();
            assertThat(mail.container(ContainedInstallation.NAME).image()).isEqualTo(StandInImages.NEW);
            upgrade.goBack();
            assertThat(upgrade.log()).contains("before anybody runs Compose");
        }
        assertBack(mail, before, network);
    }

    /** The old server is another container of the same making, and Compose finds it its own. */
    private void assertBack(ContainedInstallation mail, ContainedInstallation.Snapshot before, String network)
            throws Exception {
        mail.awaitListening("the old server");
        assertThat(before.differences(mail.snapshot()))
                .allMatch(line -> line.matches("(before|after): \"?/stalwart-mail\"? (Id|Created): .*")
                        || line.matches("(before|after): \"?/stalwart-mail\"? Config: .*\"Hostname\".*")
                        || line.matches("(before|after): \"?/stalwart-mail\"? in \\S+ Aliases: .*\"mail\".*"));
        compose(mail, StandInImages.OLD, network);
        var id = mail.container(ContainedInstallation.NAME).id();
        up(mail);
        assertThat(mail.container(ContainedInstallation.NAME).id()).isEqualTo(id);
    }

    private Path compose(ContainedInstallation mail, String image, String... more) throws Exception {
        var project = Files.createDirectories(directory.toRealPath().resolve("project"));
        return Files.writeString(project.resolve("docker-compose.yml"), """
                version: "3"
                services:
                  mail:
                    image: %s
                    container_name: %s
                    restart: unless-stopped
                    volumes: ["%s:/opt/stalwart-mail"]
                    %s
                """.formatted(
                        image, ContainedInstallation.NAME, mail.volume(), String.join("\n    ", more)));
    }

    private void up(ContainedInstallation mail) throws Exception {
        var builder = new ProcessBuilder(List.of("docker-compose", "up", "-d", "mail"))
                .directory(directory.resolve("project").toFile())
                .redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", "unix://" + mail.engine().socket());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
