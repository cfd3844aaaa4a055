package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks a server what it knows, over a connection for each question. */
public record Questions(SqlConnector connector) {

    /** What is asked over one connection. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** What is made of a row of an answer. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * Asks over a connection of its own.
     *
     * @param what what is asked for, for messages, such as {@code the list of sessions}
     */
    public <T> T ask(String what, Question<T> question) throws StoreException {
        try (var connection = connector.connect()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw connector.reading(what, e);
        }
    }

    /** All rows that a query gives. */
    public <T> List<T> all(String what, String query, Row<T> row) throws StoreException {
        return ask(what, connection -> {
            var found = new ArrayList<T>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    found.add(row.of(rows));
                }
            }
            return found;
        });
    }

    /** The one value that a query gives. */
    public static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The values of a query by their names, which its first column holds. */
    public static Map<String, String> byName(Connection connection, String query) throws SQLException {
        var values = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.put(rows.getString(1), rows.getString(2));
            }
        }
        return values;
    }
}
