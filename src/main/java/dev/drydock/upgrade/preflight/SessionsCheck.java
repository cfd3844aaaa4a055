package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import dev.drydock.store.sql.OtherSession;
import dev.drydock.upgrade.phase.TableSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who else is connected to the database of the mail data. Another node of a cluster would write into tables that are not
 * there any more, or into new ones in the old form.
 */
final class SessionsCheck implements Check {

    private static final String CODE = "database.sessions";

    @Override
    public String topic() {
        return "database";
    }

    @Override
    public List<Finding> look(Scene scene) throws StoreException, HostException, IOException, InterruptedException {
        var tables = scene.tables();
        if (tables.isEmpty()) {
            return List.of();
        }
        var findings = scene.isServerRunning()
                ? beside(scene, tables.get(), ofServer(tables.get()))
                : alone(tables.get(), tables.get().account());
        return findings.isEmpty()
                ? List.of(Finding.pass(
                        CODE,
                        "Nobody else is connected to the database"
                                + (scene.isServerRunning() ? ", as far as the account may see" : "")))
                : findings;
    }

    private static List<OtherSession> ofServer(TableSite tables) throws StoreException {
        return tables.checks().otherSessions();
    }

    /** While the server runs, its own sessions are there, too: they come from this machine. */
    private static List<Finding> beside(Scene scene, TableSite tables, List<OtherSession> sessions)
            throws StoreException, SocketException {
        var account = tables.account();
        var here = Addresses.here();
        var findings = new ArrayList<Finding>();
        for (var session : sessions) {
            if (!session.user().equals(account)) {
                findings.add(stranger(session));
            } else if (!isHere(session.address(), here)) {
                findings.add(
                        scene.blueprint().container() == null
                                ? node(session)
                                : Finding.warn(
                                        CODE,
                                        "Connected to the database is " + session
                                                + ", which may be the container or another node",
                                        "Stop all other nodes; once the server has stopped, nobody may be left"));
            }
        }
        return findings;
    }

    /** Once the server has stopped, nobody may be left that has its account. */
    private static List<Finding> alone(TableSite tables, String account) throws StoreException, InterruptedException {
        var sessions = tables.otherSessionsAtRest();
        if (tables.choice().terms().endsSessions() && !sessions.isEmpty()) {
            return List.of(Finding.warn(
                    CODE, "Connected to the database are " + sessions + "; they will be ended, as was asked for", ""));
        }
        var findings = new ArrayList<Finding>();
        for (var session : sessions) {
            findings.add(session.user().equals(account) ? node(session) : stranger(session));
        }
        return findings;
    }

    private static Finding node(OtherSession session) {
        return Finding.fail(
                CODE,
                "Somebody else has the mail server's own account, and is connected to the database: " + session,
                "Stop every other node of the cluster, and keep it stopped until this one is proven");
    }

    private static Finding stranger(OtherSession session) {
        return Finding.notice(
                CODE,
                "Connected to the database is also " + session,
                "Nothing moves while a session holds a lock on the tables");
    }

    /** One without an address came by a socket. */
    private static boolean isHere(String address, Set<InetAddress> here) {
        return address.isEmpty() || Addresses.isOneOf(address, here);
    }
}
