package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.drydock.demo.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that a real Compose keeps: its admin changes the file, when asked to. */
class ComposeIT {

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
            var file = compose(mail, StandInImages.OLD, "");
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
                compose(
                        mail,
                        StandInImages.NEW,
                        "    environment:\n      RUN_AS_USER: stalwart-mail\n      RUN_AS_GROUP: stalwart-mail\n");
                up(mail);
                upgrade.run();
                upgrade.await("succeeded");

                assertThat(mail.isListening()).isTrue();
                assertThat(mail.container(ContainedInstallation.NAME).image()).isEqualTo(StandInImages.NEW);
                upgrade.goBack();
                assertThat(upgrade.log()).contains("before anybody runs Compose");
            }
            mail.awaitListening("the old server");
            assertThat(before.differences(mail.snapshot()))
                    // It is another container of the same making.
                    .allMatch(line -> line.matches("(before|after): \"?/stalwart-mail\"? (Id|Created): .*")
                            || line.matches("(before|after): \"?/stalwart-mail\"? Config: .*\"Hostname\".*"));
            compose(mail, StandInImages.OLD, "");
            var id = mail.container(ContainedInstallation.NAME).id();
            up(mail);
            assertThat(mail.container(ContainedInstallation.NAME).id())
                    .as("Compose finds it its own")
                    .isEqualTo(id);
        }
    }

    private Path compose(ContainedInstallation mail, String image, String more) throws Exception {
        var project = Files.createDirectories(directory.toRealPath().resolve("project"));
        return Files.writeString(project.resolve("docker-compose.yml"), """
                version: "3"
                services:
                  mail:
                    image: %s
                    container_name: %s
                    network_mode: host
                    restart: unless-stopped
                    volumes:
                      - %s:/opt/stalwart-mail
                %s""".formatted(
                        image, ContainedInstallation.NAME, mail.volume(), more));
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
