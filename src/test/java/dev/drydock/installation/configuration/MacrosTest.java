package dev.drydock.installation.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MacrosTest {

    @TempDir
    private Path directory;

    private final List<SettingProblem> problems = new ArrayList<>();

    @Test
    void putsInVariables() throws Exception {
        var resolved = resolve("path = \"%{env:ROOT}%/%{env:NAME}%.db\"\n", Map.of("ROOT", "/srv", "NAME", "mail"));

        assertThat(resolved.settings().value("path")).isEqualTo("/srv/mail.db");
        assertThat(problems).isEmpty();
    }

    @Test
    void leavesAGapForAVariableThatIsNotSet() throws Exception {
        var resolved = resolve("a = 1\npath = \"x%{env:NONE}%y\"\n", Map.of());

        assertThat(resolved.settings().value("path")).isEqualTo("xy");
        assertThat(problems)
                .containsExactly(
                        new SettingProblem("path", 2, "the environment variable NONE is not set for the server"));
    }

    @Test
    void tellsAnUnknownEnvironmentFromAVariableThatIsNotSet() throws Exception {
        resolve("path = \"%{env:NONE}%\"\n", null);

        assertThat(problems)
                .singleElement()
                .asString()
                .isEqualTo("path (line 1): the environment variable NONE of the server is not known");
    }

    @Test
    void putsInFilesAndListsThem() throws Exception {
        var cert = Files.writeString(directory.resolve("cert.pem"), "the certificate\n");
        Files.writeString(directory.resolve("key.pem"), "the key\n");
        var resolved = resolve("""
                certificate.a.cert = "%%{file:%s}%%"
                certificate.a.private-key = "%%{file:key.pem}%%"
                certificate.b.cert = "%%{file://%s}%%"
                """.formatted(cert, cert), Map.of());

        assertThat(resolved.settings().value("certificate.a.cert")).isEqualTo("the certificate\n");
        assertThat(resolved.settings().value("certificate.a.private-key")).isEqualTo("the key\n");
        assertThat(resolved.settings().value("certificate.b.cert")).isEqualTo("the certificate\n");
        assertThat(resolved.files())
                .containsExactly(
                        new MacroFile("certificate.a.cert", 1, cert),
                        new MacroFile("certificate.a.private-key", 2, directory.resolve("key.pem")),
                        new MacroFile("certificate.b.cert", 3, cert));
        assertThat(resolved.settings().all().toString()).doesNotContain("the key");
    }

    @Test
    void leavesTheMacroOfAFileThatIsMissingAndStillListsIt() throws Exception {
        var resolved = resolve("cert = \"a %{file:missing.pem}% b\"\n", Map.of());

        assertThat(resolved.settings().value("cert")).isEqualTo("a %{file:missing.pem}% b");
        assertThat(resolved.files()).hasSize(1);
        assertThat(problems).singleElement().asString().contains("the file missing.pem cannot be read");
    }

    @Test
    void readsNoDeviceAndNothingThatIsNotText() throws Exception {
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff});

        resolve("a = \"%{file:/dev/zero}%\"\nb = \"%{file:binary}%\"\n", Map.of());

        assertThat(problems)
                .extracting(SettingProblem::text)
                .satisfiesExactly(
                        first -> assertThat(first).contains("not a regular file"),
                        second -> assertThat(second).isEqualTo("the file binary is not UTF-8"));
    }

    @Test
    void takesKeysInTheirOrder() throws Exception {
        var resolved = resolve("""
                a = "%{cfg:b}%"
                b = "%{cfg:c}%"
                c = "end"
                d = "%{cfg:b}% %{cfg:none}%"
                """, Map.of());

        // The server does not follow keys: what a takes from b is what stood there when its turn came.
        assertThat(resolved.settings().value("a")).isEqualTo("%{cfg:c}%");
        assertThat(resolved.settings().value("b")).isEqualTo("end");
        assertThat(resolved.settings().value("d")).isEqualTo("end ");
        assertThat(problems)
                .containsExactly(new SettingProblem("d", 4, "there is no key \"none\" to take the value from"));
    }

    @Test
    void resolvesVariablesBeforeFilesBeforeKeys() throws Exception {
        Files.writeString(directory.resolve("chosen"), "%{cfg:target}%");

        var resolved = resolve("value = \"%{env:CHOICE}%\"\ntarget = 7\n", Map.of("CHOICE", "%{file:chosen}%"));

        assertThat(resolved.settings().value("value")).isEqualTo("7");
    }

    @Test
    void keepsSecretWhatIsTakenFromASecret() throws Exception {
        var resolved = resolve("store.a.password = hunter2\ncopy = \"%{cfg:store.a.password}%\"\n", Map.of());

        assertThat(resolved.settings().value("copy")).isEqualTo("hunter2");
        assertThat(resolved.settings().all().toString()).doesNotContain("hunter2");
    }

    @Test
    void reportsAMacroThatTheServerHangsOn() throws Exception {
        var resolved = resolve("a = \"}% %{env:X\"\n", Map.of("X", "1"));

        assertThat(resolved.settings().value("a")).isEqualTo("}% %{env:X");
        assertThat(problems).singleElement().asString().contains("the server hangs on it");
    }

    @Test
    void looksForFilesWhereTheServerSeesThem() throws Exception {
        Files.createDirectories(directory.resolve("volume/etc"));
        Files.writeString(directory.resolve("volume/etc/key"), "inside");
        var file = ConfigurationFile.of(Path.of("config.toml"), "key = \"%{file:/opt/stalwart-mail/etc/key}%\"\n");
        var view = new ServerView(
                Map.of(),
                Path.of("/"),
                path -> directory
                        .resolve("volume")
                        .resolve(Path.of("/opt/stalwart-mail").relativize(path)));

        var resolved = Macros.resolve(file.settings(), view, problems);

        assertThat(resolved.settings().value("key")).isEqualTo("inside");
    }

    private Macros.Resolved resolve(String text, Map<String, String> environment) throws ConfigurationException {
        var file = ConfigurationFile.of(Path.of("config.toml"), text);
        var view = ServerView.ofService().withEnvironment(environment).startedIn(directory);
        return Macros.resolve(file.settings(), view, problems);
    }
}
