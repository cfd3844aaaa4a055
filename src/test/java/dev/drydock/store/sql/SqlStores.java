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
        return place(database, Tls.OFF);
    }

    public static SqlPlace place(Database database, Tls tls) {
        return new SqlPlace(
                new ServerAddress(database.host(), database.port()),
                database.user(),
                new Password(database.password()),
                tls,
                SqlPlace.USUAL_TIMEOUT,
                database.name(),
                null);
    }

    public static SqlDialect dialect(SqlServerKind kind) {
        return kind.isPostgresql() ? new PostgresDialect() : new MysqlDialect();
    }

    public static SqlStore store(SqlServerKind kind, SqlPlace place, Path work) {
        return new SqlStore(dialect(kind), place, work);
    }

    public static SqlStore store(SqlServerKind kind, Database database, Path work) {
        return store(kind, place(database), work);
    }

    /** A store in a database that is empty so far. */
    static SqlStore blank(SqlServerKind kind, Path work) throws Exception {
        return store(kind, kind.get().create(), work);
    }

    public static Fixture fixture(SqlServerKind kind) {
        return kind.isPostgresql() ? Fixture.POSTGRESQL : Fixture.MYSQL;
    }
}
