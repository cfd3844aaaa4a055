package dev.drydock.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said to one kind of server in words of its own. */
interface SqlDialect {

    /** Name of the account that may do everything. */
    String administrator();

    /** Name of a database that is always there to come in by. */
    String administratorsDatabase();

    /**
     * The address for JDBC.
     *
     * @param trusted the only certificate that will do, for TLS; null for a connection without
     */
    String url(Database database, @Nullable ServerCertificate trusted);

    /** Statements of an administrator that make a database and an ordinary account that owns it. */
    List<String> create(Database database);

    /** The statement that gives the account of {@code database} its password. */
    String changePassword(Database database);

    /** A query for the numbers of the sessions in a database but that which asks; its one parameter is the name. */
    String sessions();

    /** The statement that ends a session by its number. */
    String endSession(long session);

    /** Carries out a dump in a database, statement by statement. */
    void load(BufferedReader dump, Connection connection) throws SQLException, IOException;
}
