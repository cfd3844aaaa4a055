package dev.drydock.installation.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalKeysTest {

    @ParameterizedTest
    @CsvSource({
        "store.rocksdb.path, true, true",
        "directory.internal.type, true, true",
        "server.listener.smtp.bind, true, true",
        "server.blocked-ip.10.0.0.1, false, false",
        "authentication.fallback-admin.secret, true, true",
        "authentication.rate-limit, false, false",
        "storage.data, true, true",
        "storage.encryption.enable, false, false",
        "lookup.default.hostname, true, true",
        "certificate.default.cert, false, true",
        "queue.outbound.next-hop, false, false",
    })
    void followsTheListOfEachVersion(String key, boolean inV073, boolean inV080) throws Exception {
        var settings = settings("a = 1\n");

        assertThat(LocalKeys.ofV073(settings).contains(key)).isEqualTo(inV073);
        assertThat(LocalKeys.ofV080(settings).contains(key)).isEqualTo(inV080);
        assertThat(LocalKeys.ofV080(settings).isConfigured()).isFalse();
    }

    @Test
    void readsStarsTheWrongWayRoundAsTheServerDoes() throws Exception {
        var keys =
                LocalKeys.ofV080(settings("config.local-keys = [\"*store.\", \"secret*\", \"!*store.s3\", \"A*z\"]\n"));

        assertThat(keys.isConfigured()).isTrue();
        assertThat(keys.contains("store.rocksdb.type")).isTrue();
        assertThat(keys.contains("store.s3.type")).isFalse();
        assertThat(keys.contains("directory.ldap.secret")).isTrue();
        assertThat(keys.contains("secret.of")).isFalse();
        assertThat(keys.contains("a.to.z")).isTrue();
        assertThat(keys.contains("certificate.default.cert")).isFalse();
    }

    private static Settings settings(String text) throws ConfigurationException {
        return ConfigurationFile.of(Path.of("config.toml"), text).settings();
    }
}
