package dev.drydock.store.mysql;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import dev.drydock.store.sql.SqlReason;
import java.sql.SQLException;

/** Says why MySQL or MariaDB did not do what it was asked to, by its error number. */
final class MysqlFailure {

    private static final int DUPLICATE_KEY = 1062;

    private MysqlFailure() {}

    static boolean isDuplicateKey(SQLException e) {
        return e.getErrorCode() == DUPLICATE_KEY;
    }

    static SqlReason reason(SQLException e) {
        // The driver sees that before the server does, and gives no number.
        if (e instanceof PacketTooBigException) {
            return packetTooLarge();
        }
        return switch (e.getErrorCode()) {
            case 1045, 1698 -> SqlReason.wrongPassword();
            case 1049 -> SqlReason.noDatabase();
            case 1044, 1142, 1143, 1227, 1370 -> SqlReason.noRights(e);
            case 1129, 1130 ->
                new SqlReason(
                        "it takes no connections from here (" + SqlReason.said(e) + ")",
                        "Let the account in from this address, or unblock it with FLUSH HOSTS");
            case 3159 -> new SqlReason("it asks for TLS", "Turn TLS on here, as tls.enable of the configuration does");
            case 1290, 1792, 1836 -> SqlReason.readOnly();
            case 1205, 1213 -> SqlReason.locked();
            case 1317, 1969, 3024 -> SqlReason.timeLimit();
            case 1021, 1114 -> SqlReason.diskFull();
            case 1040, 1203, 1226 -> SqlReason.tooManyConnections();
            case 1053, 1927, 3169 -> SqlReason.sessionEnded();
            case 4031 ->
                new SqlReason(
                        "it ended the session for being idle", "Raise wait_timeout at the server, and start again");
            case 1153, 1301 -> packetTooLarge();
            case 1406 ->
                new SqlReason(
                        "it is longer than the column of the mail server takes",
                        "Convert into another backend instead");
            case 1050 ->
                new SqlReason(
                        "something of that name is there already (" + SqlReason.said(e) + ")",
                        "See what it is, and name another database if it is in use");
            case 1412 ->
                new SqlReason(
                        "the table was changed while it was being read", "Stop the service first, then start again");
            default -> isOfConnection(e) ? SqlReason.ofConnection(e) : SqlReason.other(e);
        };
    }

    private static SqlReason packetTooLarge() {
        return new SqlReason(
                "a value is larger than max_allowed_packet of the server",
                "Raise max_allowed_packet above the size of the largest message, and start again");
    }

    private static boolean isOfConnection(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }
}
