package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.Drydock;
import dev.drydock.conversion.StoreException;
import dev.drydock.host.Command;
import dev.drydock.sql.Database;
import dev.drydock.sql.ServerChoice;
import dev.drydock.sql.SqlServer;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.StoreVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections to real servers that insist on TLS, with a certificate that they have signed themselves. */
class ServerTlsIT {

    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_18", "MARIADB"})
    void isEncryptedAsConfiguredAndRefusesWhatItShould(SqlServerKind kind) throws Exception {
        try (var server = kind.start(ServerChoice.ONLY_TLS)) {
            var database = server.create();
            var any = SqlStores.store(kind, SqlStores.place(database, Tls.ANY_CERTIFICATE), work);
            assertThat(any.detect()).isEqualTo(StoreVersion.BLANK);
            assertThat(cipher(kind, any.place())).isNotEmpty();

            assertThatThrownBy(() -> SqlStores.store(kind, SqlStores.place(database, Tls.VERIFIED), work)
                            .detect())
                    .isInstanceOfSatisfying(StoreException.class, e -> {
                        assertThat(e.problem()).contains("TLS cannot be had with it");
                        assertThat(e.nextStep()).contains("certificate", "tls.allow-invalid-certs");
                    });
            assertThatThrownBy(() -> SqlStores.store(kind, SqlStores.place(database, Tls.OFF), work)
                            .detect())
                    .isInstanceOfSatisfying(StoreException.class, e -> {
                        assertThat(e.problem()).contains("it asks for TLS");
                        assertThat(e.nextStep()).contains("tls.enable");
                    });

            assertThat(inspected(kind, server, database)).contains("There is no store at");
            clientsDoTheSame(kind, server, database);
        }
    }

    @Tag("campaign")
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MYSQL"})
    void doesSoWithTheOtherServers(SqlServerKind kind) throws Exception {
        isEncryptedAsConfiguredAndRefusesWhatItShould(kind);
    }

    private static String cipher(SqlServerKind kind, SqlPlace place) throws Exception {
        return new Questions(new SqlConnector(SqlStores.dialect(kind), place)).ask("the cipher", connection -> {
            if (kind.isPostgresql()) {
                return Questions.one(connection, "SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl");
            }
            return Questions.byName(connection, "SHOW STATUS LIKE 'Ssl_cipher'").get("Ssl_cipher");
        });
    }

    /** What is said of a certificate that is valid, by a process whose Java trusts it. */
    private String inspected(SqlServerKind kind, SqlServer server, Database database) throws Exception {
        var place = SqlStores.place(database, Tls.VERIFIED);
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(server.trustingJava());
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Drydock.class.getName(),
                "inspect",
                new SqlConnector(SqlStores.dialect(kind), place).name()));
        assertThat(run(kind, database, new ProcessBuilder(command))).isNotZero();
        return Files.readString(work.resolve("output"));
    }

    /** The commands of scripts, by the clients of this machine. */
    private void clientsDoTheSame(SqlServerKind kind, SqlServer server, Database database) throws Exception {
        kind.requireClient();
        assertThat(client(kind, database, Tls.ANY_CERTIFICATE, "")).isZero();
        assertThat(client(kind, database, Tls.OFF, "")).isNotZero();
        assertThat(client(kind, database, Tls.VERIFIED, "")).isNotZero();
        assertThat(client(kind, database, Tls.VERIFIED, server.certificate().toString()))
                .isZero();
    }

    /** @param authorities file of certificates to trust; empty for those of the machine */
    private int client(SqlServerKind kind, Database database, Tls tls, String authorities)
            throws IOException, InterruptedException {
        var client = SqlStores.dialect(kind).client(SqlStores.place(database, tls));
        var lines = new ArrayList<>(List.of("set -eu"));
        lines.addAll(client.preparation());
        lines.add(client.program() + " " + client.options() + " "
                + client.arguments().stream().map(Command::quoted).collect(Collectors.joining(" "))
                + " <<'END_OF_SQL'\nSELECT 1;\nEND_OF_SQL");
        var builder = new ProcessBuilder("sh", "-c", String.join("\n", lines));
        if (!authorities.isEmpty()) {
            builder.environment().put("SSL_CERT_FILE", authorities);
        }
        return run(kind, database, builder);
    }

    private int run(SqlServerKind kind, Database database, ProcessBuilder builder)
            throws IOException, InterruptedException {
        builder.environment().put(SqlStores.dialect(kind).passwordVariable(), database.password());
        builder.environment().put("DRYDOCK_HOME", work.resolve("home").toString());
        var process = builder.redirectErrorStream(true)
                .redirectOutput(work.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
