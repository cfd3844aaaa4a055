package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.installation.configuration.StoreConfiguration.OnDatabaseServer;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerStoresTest {

    private static final String MYSQL = "host = \"h\"\nuser = \"u\"\ndatabase = \"mail\"\n";

    @TempDir
    private Path directory;

    private SqlPlace place(String type, String settings) throws Exception {
        return ServerStores.place(store(type, settings));
    }

    private OnDatabaseServer store(String type, String settings) throws Exception {
        var file = Files.writeString(
                directory.resolve("config.toml"),
                "[storage]\ndata = \"db\"\n[store.db]\ntype = \"" + type + "\"\n" + settings);
        var configuration = Configuration.of(ConfigurationFile.read(file), ServerView.ofService());
        return (OnDatabaseServer) configuration.store(Role.DATA);
    }

    @Test
    void takesWhatTheConfigurationSays() throws Exception {
        var place = place("postgresql", """
                host = "db.example"
                port = 15432
                database = "mail"
                user = "stalwart"
                password = "planted"
                timeout = "7s"
                tls.enable = true
                """);

        assertThat(place.location()).isEqualTo("//stalwart@db.example:15432/mail?tls=verify");
        assertThat(place.password().reveal()).isEqualTo("planted");
        assertThat(place.toString()).doesNotContain("planted");
        assertThat(place.tls()).isEqualTo(Tls.VERIFIED);
        assertThat(place.timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void takesWhatTheServersUsuallyHave() throws Exception {
        var place = place("mysql", MYSQL);

        assertThat(place.location()).isEqualTo("//u@h:3306/mail");
        assertThat(place.password().reveal()).isEmpty();
        assertThat(place.tls()).isEqualTo(Tls.OFF);
        assertThat(place("postgresql", "database = \"mail\"\n").location()).isEqualTo("//@localhost:5432/mail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/var/run/postgresql", "h/x?allowLoadLocalInfile=true", "address=(host=h)(port=1)", "h,i", "h#"})
    void doesNotTakeForAHostWhatADriverWouldReadAsMore(String host) throws Exception {
        assertThat(ServerStores.find(store("mysql", MYSQL.replace("\"h\"", "\"" + host + "\"")), directory))
                .isEmpty();
    }

    /** v0.7.3 does not look at tls.enable there. */
    @Test
    void reachesMysqlAsTheOldServerDoes() throws Exception {
        assertThat(place("mysql", MYSQL + "tls.enable = true\n").tls()).isEqualTo(Tls.OFF);
    }

    @ParameterizedTest
    @CsvSource({"15s,15000", "500ms,500", "2m,120000", "1 h,3600000", "soon,15000", "'',15000"})
    void readsATimeout(String written, long milliseconds) {
        assertThat(ServerStores.timeout(written)).isEqualTo(Duration.ofMillis(milliseconds));
    }
}
