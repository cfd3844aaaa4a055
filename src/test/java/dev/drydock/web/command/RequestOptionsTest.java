package dev.drydock.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RequestOptionsTest {

    private static Map<String, Object> body(String... arguments) throws Exception {
        return CommandLine.populateCommand(new RequestOptions(), arguments).body();
    }

    @Test
    void asksForNothingThatWasNotSaid() throws Exception {
        assertThat(body("--config", "/etc/mail.toml"))
                .containsOnlyKeys("installation")
                .extractingByKey("installation")
                .isEqualTo(Map.of("config", "/etc/mail.toml"));
    }

    @Test
    void namesWhoStartsTheServer() throws Exception {
        assertThat(deployment("--name", "mail")).isEqualTo(Map.of("kind", "command", "name", "mail"));
        assertThat(deployment("--unit", "mail.service")).isEqualTo(Map.of("kind", "systemd", "unit", "mail.service"));
        assertThat(deployment("--unit-in-place")).isEqualTo(Map.of("kind", "systemd", "change", "in-place"));
        assertThat(body("--config", "/etc/mail.toml", "--run-as", "mail:post", "--create-account"))
                .containsEntry("runAs", Map.of("user", "mail", "group", "post", "create", true));
    }

    @Test
    void saysThatThisIsAFurtherNode() throws Exception {
        assertThat(body("--config", "/etc/mail.toml", "--further-node")).containsEntry("node", Map.of());
        assertThat(body("--config", "/etc/mail.toml", "--first-node-report", "/root/report.json"))
                .containsEntry("node", Map.of("report", "/root/report.json"));
    }

    private static Object deployment(String... options) throws Exception {
        var arguments = Stream.concat(Stream.of("--config", "/etc/mail.toml"), Stream.of(options))
                .toArray(String[]::new);
        return ((Map<?, ?>) body(arguments).get("installation")).get("deployment");
    }

    @Test
    void fillsInTheFormOfTheBackupWithPasswordsOutOfFilesThatNobodyElseReads(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("password"), "s3cret\nmore\n");
        var arguments = new String[] {
            "--config",
            "/etc/mail.toml",
            "--backup-name",
            "mail_old",
            "--backup",
            "way=database",
            "--backup-password",
            "administrator-password=" + file
        };
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> body(arguments))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(body(arguments))
                .containsEntry(
                        "backup", Map.of("name", "mail_old", "way", "database", "administrator-password", "s3cret"));
    }

    @Test
    void switchesTheExtrasOff() throws Exception {
        assertThat(body("--config", "/etc/mail.toml", "--no-extras")).containsEntry("trial", Map.of("extras", false));
        assertThat(body("--config", "/etc/mail.toml", "--no-extras", "--stay-after-failed-trial"))
                .containsEntry("trial", Map.of("extras", false, "onFailure", "stop"));
    }

    @Test
    void namesTheProgramThatBringsAnOlderVersionUp() throws Exception {
        assertThat(body(
                        "--config",
                        "/etc/mail.toml",
                        "--release",
                        "/root/new",
                        "--source-release",
                        "/root/v0.7.3",
                        "--source-sha256",
                        "ab"))
                .containsEntry(
                        "release",
                        Map.of("file", "/root/new", "source", Map.of("file", "/root/v0.7.3", "sha256", "ab")));
    }

    @Test
    void takesAddressesInThePlaceOfFiles() throws Exception {
        var url = "https://example.org/stalwart-mail.tar.gz";

        assertThat(body("--config", "/etc/mail.toml", "--release", url, "--sha256", "ab", "--webadmin", "/w.zip"))
                .containsEntry("release", Map.of("url", url, "sha256", "ab", "webadmin", "/w.zip"));
        assertThat(body("--config", "/etc/mail.toml", "--installed-elsewhere"))
                .containsEntry("release", Map.of("installed", true));
    }
}
