package dev.drydock.installation.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void findsIdsBetweenPrefixAndSuffix() throws Exception {
        var settings = settings(
                "store.a.type = x\nstore.\"b.c\".type = x\nstore.type = x\nstore.d.path = x\nstores.e.type = x\n");

        assertThat(settings.ids("store", "type")).containsExactly("a", "b.c");
    }

    @Test
    void findsTheValueItselfAndWhatStandsBelow() throws Exception {
        var settings = settings("bind = [1, 2]\nbinding = 3\nbin = 4\n");

        assertThat(settings.under("bind")).extracting(Setting::value).containsExactly("1", "2");
        assertThat(settings.under("bin")).extracting(Setting::value).containsExactly("4");
    }

    @Test
    void keepsTheOrderOfTheServer() throws Exception {
        var settings = settings("\"\uD83D\uDE00\" = 1\n\"\uFF5E\" = 2\nB = 3\na = 4\n");

        assertThat(settings.all()).extracting(Setting::key).containsExactly("B", "a", "\uFF5E", "\uD83D\uDE00");
    }

    @ParameterizedTest
    @CsvSource({
        "store.pg.password, hunter2",
        "store.s3.secret-key, hunter2",
        "store.s3.access-key, hunter2",
        "store.s3.session-token, hunter2",
        "store.redis.urls.0000, redis://user:hunter2@localhost",
        "directory.ldap.bind.secret, hunter2",
        "directory.memory.principals.a.secret.0000, hunter2",
        "authentication.fallback-admin.secret, hunter2",
        "certificate.default.private-key, hunter2",
        "signature.rsa.private-key, hunter2",
        "anything, -----BEGIN RSA PRIVATE KEY-----hunter2",
        "acme.letsencrypt.key, hunter2",
        "oauth.key, hunter2",
        "tracer.otel.headers.0000, Authorization: hunter2",
        "webhook.api-key, hunter2",
    })
    void showsNoSecret(String key, String value) {
        assertThat(new Setting(key, value, 1).toString())
                .doesNotContain("hunter2")
                .contains(key);
    }

    @ParameterizedTest
    @CsvSource({"store.pg.host, db", "session.throttle.ip.key, remote_ip", "store.redis.urls, redis://localhost:1"})
    void showsWhatIsNoSecret(String key, String value) {
        assertThat(new Setting(key, value, 7)).hasToString(key + " = \"" + value + "\" (line 7)");
    }

    @Test
    void showsNothingOfASecret() {
        assertThat(new Secret("hunter2")).hasToString("(secret)").isEqualTo(new Secret("hunter2"));
        assertThat(new Secret("hunter2")).isNotEqualTo(new Secret("hunter3"));
    }

    private static Settings settings(String text) throws ConfigurationException {
        return ConfigurationFile.of(Path.of("config.toml"), text).settings();
    }
}
