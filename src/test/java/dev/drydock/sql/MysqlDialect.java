package dev.drydock.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words that MySQL and MariaDB share. */
final class MysqlDialect implements SqlDialect {

    @Override
    public String administrator() {
        return "administrator";
    }

    @Override
    public String administratorsDatabase() {
        return "mysql";
    }

    @Override
    public String url(Database database, @Nullable ServerCertificate trusted) {
        return "jdbc:mysql://" + database.host() + ":" + database.port() + "/" + database.name()
                + (trusted == null
                        // Without TLS a password of MySQL 8 is sent under the key that the server itself hands out.
                        ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        : "?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreType=PKCS12"
                                + "&trustCertificateKeyStorePassword=" + ServerCertificate.TRUST_PASSWORD
                                + "&trustCertificateKeyStoreUrl="
                                + URLEncoder.encode(trusted.trust().toUri().toString(), StandardCharsets.UTF_8));
    }

    @Override
    public List<String> create(Database database) {
        return List.of(
                "CREATE DATABASE " + database.name() + " CHARACTER SET utf8mb4",
                "CREATE USER '" + database.user() + "'@'%' IDENTIFIED BY '" + database.password() + "'",
                "GRANT ALL ON " + database.name() + ".* TO '" + database.user() + "'@'%'");
    }

    @Override
    public String changePassword(Database database) {
        return "ALTER USER '" + database.user() + "'@'%' IDENTIFIED BY '" + database.password() + "'";
    }

    @Override
    public String sessions() {
        return "SELECT id FROM information_schema.processlist WHERE db = ? AND id <> connection_id()";
    }

    @Override
    public String endSession(long session) {
        return "KILL " + session;
    }

    @Override
    public void load(BufferedReader dump, Connection connection) throws SQLException, IOException {
        var statements = new DumpStatements(dump);
        try (var session = connection.createStatement()) {
            for (var statement = statements.next(); statement != null; statement = statements.next()) {
                session.execute(statement);
            }
        }
    }
}
