package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What is particular to one kind of SQL server. */
public interface SqlDialect {

    /** The word in front of a location, such as {@code postgresql}. */
    String scheme();

    /** The port that a server of this kind listens on unless told otherwise. */
    int usualPort();

    /** Whether the tables of a database lie in schemas. */
    boolean hasSchemas();

    /** The variable of the environment from which the vendor's own tools take a password. */
    String passwordVariable();

    /** Connects, with time limits of the server lifted for this session; every statement is a transaction at first. */
    Connection connect(SqlPlace place) throws SQLException;

    /** Begins a transaction that only reads, and sees the database as it is at this moment to its end. */
    void beginSnapshot(Connection connection) throws SQLException;

    /** What a string of bytes is called in {@link #letterTables}. */
    String binaryType();

    /**
     * The tables, and whatever else would be in the way of one, whose names are of one small letter: for each its columns
     * in order, as {@code k TYPE PRIMARY KEY} or {@code v TYPE NOT NULL}.
     */
    Map<String, List<String>> letterTables(Connection connection) throws SQLException;

    /** The names of all other tables, sorted. */
    List<String> otherTables(Connection connection) throws SQLException;

    /** The rest of a statement that reads a table by its key: from what, with one parameter for the key. */
    String fromInKeyOrder(StoreTable table, KeyBound bound, int rows);

    /** A bound of keys. */
    enum KeyBound {
        FROM(">="),
        AFTER(">");

        private final String operator;

        KeyBound(String operator) {
            this.operator = operator;
        }

        public String operator() {
            return operator;
        }
    }

    /** About how many rows a table has, as the server's statistics say; empty where they say nothing. */
    OptionalLong estimatedRows(Connection connection, StoreTable table) throws SQLException;

    /** The statement that writes one row, in place of the one with its key. */
    String put(StoreTable table);

    /** Keeps other Drydocks from writing to the same store until the connection ends; false where one is at it. */
    boolean lock(Connection connection, SqlPlace place) throws SQLException;

    /**
     * Begins tables that are not there yet.
     *
     * @param connector to the database, in which no table is of one of these names
     * @param work a directory for temporary files, made when it is needed
     */
    NewTables newTables(SqlConnector connector, List<StoreTable> tables, Path work) throws StoreException;

    /**
     * Begins tables that are not there yet and that the server fills from others on it.
     *
     * @param connector to the place of the new ones, in which no table is of one of these names
     * @param work a directory for temporary files, made when it is needed
     * @param old where the old ones lie
     * @param reading a connection in a transaction that reads the old ones; where the server can, what it fills the new ones
     *     with is of the same state
     * @throws StoreException also where the old ones cannot be reached from there
     */
    SuccessorTables successorTables(
            SqlConnector connector, List<StoreTable> tables, Path work, SqlPlace old, Connection reading)
            throws StoreException;

    /** Whether such tables are filled from one state of the old ones, whoever changes those meanwhile. */
    boolean fillsFromOneState();

    /** Who else is connected to the database, as far as the account may see. */
    List<OtherSession> otherSessions(Connection connection) throws SQLException;

    /** What the tables with names of one letter take on the server's disk, with their indexes, as far as it says. */
    OptionalLong bytes(Connection connection) throws SQLException;

    /** The ways to keep an old store, the usual one first. */
    List<KeepingWay> ways();

    /**
     * Bytes that all sessions together have ever written to the server's log of changes; empty where it does not say. Only
     * the difference of two answers means anything.
     */
    OptionalLong logWritten(Connection connection) throws SQLException;

    /**
     * The schema in which an account's server makes its tables; its database where the server has no schemas.
     *
     * @throws StoreException where there is none, with what to do
     */
    String home(SqlPlace place) throws StoreException;

    /** The command line client, connected to a place; it takes statements from its input and ends at the first failure. */
    ClientCommand client(SqlPlace place);

    /** Why the server did not do what it was asked to. */
    SqlReason reason(SQLException e);
}
