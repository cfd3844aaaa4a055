package dev.drydock.store.postgresql;

import dev.drydock.store.sql.Questions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * What a server sets for an account that sets nothing itself.
 *
 * @param readOnly whether it may change nothing, as on a standby
 * @param limits by their names
 */
record AccountSettings(boolean readOnly, Map<String, String> limits) {

    /** Of the account of a connection, though that has lifted its limits. */
    static AccountSettings of(Connection connection) throws SQLException {
        return new AccountSettings(
                Questions.one(
                                connection,
                                "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean")
                        .equals("t"),
                Questions.byName(
                        connection,
                        "SELECT name, reset_val || coalesce(unit, '') FROM pg_settings"
                                + " WHERE name IN ('statement_timeout', 'lock_timeout', 'max_connections',"
                                + " 'idle_in_transaction_session_timeout')"));
    }
}
