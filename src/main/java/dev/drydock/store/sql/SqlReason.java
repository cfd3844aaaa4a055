package dev.drydock.store.sql;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/**
 * Why an SQL server did not do what it was asked to, in words.
 *
 * @param words follows a colon, without a full stop
 * @param nextStep what the reader can do about it, one sentence without a full stop
 */
public record SqlReason(String words, String nextStep) {

    /** For a reason that has no words of ours. */
    public static SqlReason other(SQLException e) {
        return new SqlReason(
                said(e) + " (SQLSTATE " + e.getSQLState() + ")", "Look at the server's own log, and start again");
    }

    /** What the server or its driver says, without the hints that follow in lines of their own. */
    public static String said(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is given");
    }

    /** Why the way to the server, or back, is not open. */
    public static SqlReason ofConnection(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return new SqlReason(
                        "the name of the host is not known here",
                        "Check store.<id>.host of the configuration and the DNS");
            }
            if (cause instanceof SSLException) {
                return new SqlReason(
                        "TLS cannot be had with it (" + cause.getMessage() + ")",
                        "Check the certificate of the server, or allow invalid ones as tls.allow-invalid-certs does");
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new SqlReason(
                        "nothing takes connections there (" + cause.getMessage() + ")",
                        "Check that the server runs, its address and port, and firewalls between");
            }
            if (cause instanceof InterruptedIOException) {
                return late();
            }
        }
        if (said(e).contains("timed out")) {
            return late();
        }
        if (said(e).contains("SSL")) {
            return new SqlReason("it does not speak TLS", "Turn TLS on at the server, or off here as tls.enable does");
        }
        return new SqlReason(
                "the connection was lost (" + said(e) + ")",
                "Check that the server runs, and the network between; then start again");
    }

    private static SqlReason late() {
        return new SqlReason(
                "it does not answer in time", "Check that the server runs, and the network and firewalls between");
    }

    /** For a session that somebody has ended. */
    public static SqlReason sessionEnded() {
        return new SqlReason(
                "an administrator ended the session, or the server was stopped",
                "Ask who did, see that the server runs, and start again");
    }

    /** For what only happens where a pooler stands between. */
    public static SqlReason pooler(SQLException e) {
        return new SqlReason(
                "a pooler stands between that keeps no sessions (" + said(e) + ")",
                "Name the host and port of the database server itself");
    }

    public static SqlReason wrongPassword() {
        return new SqlReason(
                "it refuses the user or the password", "Check both; the configuration names them in store.<id>");
    }

    public static SqlReason noPassword() {
        return new SqlReason("it asks for a password, and none was given", "Give the one that store.<id> names");
    }

    public static SqlReason noDatabase() {
        return new SqlReason(
                "there is no such database", "Name the one that store.<id>.database of the configuration names");
    }

    public static SqlReason noRights(SQLException e) {
        return new SqlReason(
                "the account may not do that (" + said(e) + ")", "Grant it the right, or name an account that has it");
    }

    public static SqlReason locked() {
        return new SqlReason(
                "another session holds a lock on it", "See who is connected, end that session, and start again");
    }

    public static SqlReason diskFull() {
        return new SqlReason("no space is left on the server's disk", "Free some space there, and start again");
    }

    public static SqlReason readOnly() {
        return new SqlReason(
                "the server is read-only, such as a standby", "Name the server that takes writes, and start again");
    }

    public static SqlReason tooManyConnections() {
        return new SqlReason(
                "it has as many connections as it allows", "Close some, or let the server take more, and start again");
    }

    public static SqlReason timeLimit() {
        return new SqlReason(
                "the server ended the statement, as it does after a time limit",
                "Lift the limit for this account, and start again");
    }
}
