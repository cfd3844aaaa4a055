package dev.drydock.installation.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationWriterTest {

    @Test
    void writesPlainLines() throws Exception {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.listener.smtp.bind", "[::]:25");
        settings.put("server.listener.smtp.tls.implicit", "true");
        settings.put("a key", "C:\\new");

        assertThat(ConfigurationWriter.write(settings)).isEqualTo("""
                        server.listener.smtp.bind = "[::]:25"
                        server.listener.smtp.tls.implicit = true
                        "a key" = '''C:\\new'''
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "'hop'",
                "say \"yes\"",
                "C:\\new",
                "\\",
                "ends with \\",
                "\nfirst line",
                "a\r\nb",
                "'''",
                "\"\"\"",
                "''' \"",
                "-----BEGIN CERTIFICATE-----\nMIIB+/=\n-----END CERTIFICATE-----\n",
                "%{file:/etc/key.pem}%",
                "# no comment",
                "grün"
            })
    void writesWhatIsReadBack(String value) throws Exception {
        assertThat(read(ConfigurationWriter.write(Map.of("key", value)))).containsExactly(entry("key", value));
    }

    @Property
    void writesNothingThatIsReadAsSomethingElse(@ForAll("texts") String key, @ForAll("texts") String value)
            throws Exception {
        String text;
        try {
            text = ConfigurationWriter.write(Map.of(key, value));
        } catch (ConfigurationException e) {
            return;
        }
        assertThat(read(text)).containsExactly(entry(key, value));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("\"", "'", "\\", "\n", "\r", "n", "t", " ", ".", "#", "=", "[", "]", "a", "é")
                .list()
                .ofMaxSize(7)
                .map(pieces -> String.join("", pieces));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "back\\slash", "two\nlines"})
    void refusesKeysThatTheServerCannotRead(String key) {
        assertThatThrownBy(() -> ConfigurationWriter.write(Map.of(key, "hunter2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void putsSettingsInFrontOfAnyFile() throws Exception {
        var text = Files.readString(Path.of("src/test/fixtures/v0.7.3/sqlite-config.toml"));
        var added = Map.of("certificate.a.cert", "-----BEGIN\nx\n-----END\n", "config.resource.other", "file:///x");

        var result = ConfigurationWriter.prepend(text, "For\nv0.8.0", added);

        assertThat(result).startsWith("# For v0.8.0\n").endsWith(text);
        var expected = new LinkedHashMap<>(read(text));
        expected.putAll(added);
        assertThat(read(result)).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void putsNoSettingInFrontOfItself() {
        assertThatThrownBy(() -> ConfigurationWriter.prepend("[a]\nb = 1\n", "", Map.of("a.b", "2")))
                .hasMessageContaining("a.b: the setting is set already");
    }

    private static Map<String, String> read(String text) throws ConfigurationException {
        var values = new LinkedHashMap<String, String>();
        if (text.isBlank()) {
            return values;
        }
        ConfigurationFile.of(Path.of("config.toml"), text)
                .settings()
                .all()
                .forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }
}
