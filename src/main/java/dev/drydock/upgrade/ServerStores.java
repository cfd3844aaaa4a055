package dev.drydock.upgrade;

import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.installation.configuration.StoreConfiguration.OnDatabaseServer;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.mysql.MysqlDialect;
import dev.drydock.store.postgresql.PostgresDialect;
import dev.drydock.store.sql.Password;
import dev.drydock.store.sql.ServerAddress;
import dev.drydock.store.sql.SqlDialect;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.SqlStore;
import dev.drydock.store.sql.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores on SQL servers, reached as the configuration of the mail server says. */
final class ServerStores {

    private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h)");

    private ServerStores() {}

    /**
     * The store at its place; empty for one that lies elsewhere than on an SQL server, or on one that is no name and no
     * number, such as a socket.
     *
     * @param work where temporary files go
     */
    static Optional<PlacedStore> find(StoreConfiguration store, Path work) {
        return store instanceof OnDatabaseServer server && canBeReached(server)
                ? Optional.of(new SqlStore(dialect(server), place(server), work))
                : Optional.empty();
    }

    /** Whether it is named by a host and a port. */
    static boolean canBeReached(OnDatabaseServer server) {
        return ServerAddress.isOne(host(server), port(server));
    }

    /** What is particular to a kind of SQL server, by its word in configurations; empty where there is no such kind. */
    static Optional<SqlDialect> dialect(String kind) {
        return Stream.<SqlDialect>of(new PostgresDialect(), new MysqlDialect())
                .filter(dialect -> dialect.scheme().equals(kind))
                .findFirst();
    }

    static SqlDialect dialect(OnDatabaseServer server) {
        var kind = server.kind().type();
        return dialect(kind).orElseThrow(() -> new IllegalStateException("no SQL server is called " + kind));
    }

    private static String host(OnDatabaseServer server) {
        return server.host() == null || server.host().isEmpty() ? "localhost" : server.host();
    }

    private static int port(OnDatabaseServer server) {
        return server.port() == null ? dialect(server).usualPort() : server.port();
    }

    /** Where the mail server looks for its tables. */
    static SqlPlace place(OnDatabaseServer server) {
        return new SqlPlace(
                new ServerAddress(host(server), port(server)),
                server.user() == null ? "" : server.user(),
                server.password() == null
                        ? Password.NONE
                        : new Password(server.password().reveal()),
                Tls.of(server.usesTlsInV073(), server.allowsInvalidCertificates()),
                timeout(server.timeout()),
                server.database(),
                null);
    }

    /** As the mail server reads it: a number and its unit. */
    static Duration timeout(@Nullable String written) {
        var matcher = TIMEOUT.matcher(written == null ? "" : written.strip());
        if (!matcher.matches()) {
            return SqlPlace.USUAL_TIMEOUT;
        }
        var number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
