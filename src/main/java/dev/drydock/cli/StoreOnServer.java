package dev.drydock.cli;

import dev.drydock.store.mysql.MysqlDialect;
import dev.drydock.store.postgresql.PostgresDialect;
import dev.drydock.store.sql.Password;
import dev.drydock.store.sql.SqlDialect;
import dev.drydock.store.sql.SqlPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store in a database of an SQL server. */
record StoreOnServer(SqlDialect dialect, SqlPlace place) implements NamedStore {

    /** The kinds of servers. */
    static final List<SqlDialect> DIALECTS = List.of(new PostgresDialect(), new MysqlDialect());

    /** The same store, with the password of its user. */
    StoreOnServer with(Password password) {
        return new StoreOnServer(dialect, place.as(place.user(), password));
    }

    @Override
    public boolean isExport() {
        return false;
    }

    @Override
    public Optional<Path> path() {
        return Optional.empty();
    }

    @Override
    public String advice() {
        return "Check host and database" + (dialect.hasSchemas() ? ", and the schema" : "")
                + ": the configuration names them in store.<id>";
    }

    @Override
    public String toString() {
        return dialect.scheme() + ":" + place.location();
    }
}
