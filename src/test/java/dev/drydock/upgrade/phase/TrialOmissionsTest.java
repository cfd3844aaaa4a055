package dev.drydock.upgrade.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ConfigurationWriter;
import dev.drydock.installation.configuration.ServerView;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrialOmissionsTest {

    private static final Path NOTHING = Path.of("/nothing");

    private static Configuration configuration(String text) throws ConfigurationException {
        return Configuration.of(
                ConfigurationFile.of(Path.of("/etc/config.toml"), text),
                ServerView.ofService().withEnvironment(Map.of()));
    }

    private static Configuration applied(Configuration given, Map<String, String> stored)
            throws ConfigurationException {
        var settings = new TreeMap<String, String>();
        given.written().all().forEach(setting -> settings.put(setting.key(), setting.value()));
        TrialOmissions.of(given, stored).apply(settings, given, stored, NOTHING);
        return configuration(ConfigurationWriter.write(settings));
    }

    @Test
    void leavesOutCertificatesByAcmeOfTheFileAndOfTheStore() throws Exception {
        var given = configuration("[acme.file]\ndomains = [\"Mail.example.org\", \"*.example.net\"]\n");
        var stored = Map.of("acme.stored.domains.0000", "imap.example.org");

        var omissions = TrialOmissions.of(given, stored);
        var trial = applied(given, stored);

        assertThat(omissions.acmeNames()).containsExactly("*.example.net", "imap.example.org", "mail.example.org");
        assertThat(omissions.comesByAcme("mail.example.org")).isTrue();
        assertThat(omissions.comesByAcme("imap.example.net")).isTrue();
        assertThat(omissions.comesByAcme("example.org")).isFalse();
        assertThat(trial.settings().under("acme")).isEmpty();
        assertThat(trial.localKeysOfV080().contains("acme.stored.domains.0000")).isTrue();
        assertThat(trial.localKeysOfV080().contains("certificate.mail.cert")).isTrue();
        assertThat(trial.localKeysOfV080().contains("queue.throttle.rcpt.key")).isFalse();
        assertThat(omissions.proofs(false)).anyMatch(proof -> proof.text().contains("imap.example.org"));
    }

    @Test
    void keepsLocalKeysThatAreConfigured() throws Exception {
        var given = configuration("[config]\nlocal-keys = [\"*server.\", \"!*server.blocked-ip.\"]\n");

        var trial = applied(given, Map.of());

        assertThat(trial.localKeysOfV080().contains("server.hostname")).isTrue();
        assertThat(trial.localKeysOfV080().contains("server.blocked-ip.1")).isFalse();
        assertThat(trial.localKeysOfV080().contains("store.rocksdb.type")).isFalse();
    }

    @Test
    void leavesOutABundleThatWouldBeFetched() throws Exception {
        var given = configuration("config.resource.spam-filter = \"file:///etc/rules.toml\"\n");
        var stored = Map.of("config.resource.webadmin", "https://example.org/webadmin.zip");

        var omissions = TrialOmissions.of(given, stored);
        var trial = applied(given, stored);

        assertThat(omissions.fetchesWebadmin()).isTrue();
        assertThat(trial.settings().value("config.resource.webadmin")).isEqualTo("file:///nothing/webadmin");
        assertThat(trial.settings().value("config.resource.spam-filter")).isEqualTo("file:///etc/rules.toml");
    }

    @Test
    void usesABundleThatLiesOnTheMachine() throws Exception {
        var given = configuration("lookup.default.hostname = \"mail.example.org\"\n");
        var stored = Map.of("config.resource.webadmin", "file:///srv/webadmin.zip");

        var trial = applied(given, stored);

        assertThat(TrialOmissions.of(given, stored).fetchesWebadmin()).isFalse();
        assertThat(trial.settings().find("config.resource.webadmin")).isNull();
    }
}
