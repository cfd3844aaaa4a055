package dev.drydock.store.sql;

import dev.drydock.fixture.Fixture;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.mysql.MysqlDialect;
import dev.drydock.store.postgresql.PostgresDialect;
import java.nio.file.Path;

/** Stores on the servers of the tests. */
public final class SqlStores {

    private SqlStores() {}

    public static SqlPlace place(Database database) {
        return new SqlPlace(
                new ServerAddress(database.host(), database.port()),
                database.user(),
                new Password(database.password()),
                Tls.OFF,
                SqlPlace.USUAL_TIMEOUT,
                database.name(),
                null);
    }

    public static SqlStore store(SqlServerKind kind, SqlPlace place, Path work) {
        return new SqlStore(kind.isPostgresql() ? new PostgresDialect() : new MysqlDialect(), place, work);
    }

    public static SqlStore store(SqlServerKind kind, Database database, Path work) {
        return store(kind, place(database), work);
    }

    /** A store in a database that is empty so far. */
    static SqlStore blank(SqlServerKind kind, Path work) throws Exception {
        return store(kind, kind.get().create(), work);
    }

    static Fixture fixture(SqlServerKind kind) {
        return kind.isPostgresql() ? Fixture.POSTGRESQL : Fixture.MYSQL;
    }
}
