package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import dev.drydock.store.foundationdb.ClusterStatus;
import dev.drydock.upgrade.phase.ClusterSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who else is connected to the cluster. Backup agents and the tools are clients as others are; what tells them from another
 * node of the mail server is only the machine that they are on: agents run where the cluster does.
 */
final class ClusterClients implements Check {

    private static final String CODE = "cluster.clients";

    @Override
    public String topic() {
        return "cluster";
    }

    /** Once the server has stopped, no client of another machine may be left but those of the cluster's own. */
    @Override
    public List<Finding> look(Scene scene) throws StoreException, HostException, IOException, InterruptedException {
        var look = scene.cluster();
        if (look.isEmpty()) {
            return List.of();
        }
        var strangers = strangers(look.get().site(), look.get().status());
        if (strangers.isEmpty()) {
            return List.of(
                    Finding.pass(CODE, "Nobody is connected to the cluster but this machine and those of the cluster"));
        }
        return List.of(
                scene.isServerRunning()
                        ? Finding.warn(
                                CODE,
                                told(strangers),
                                "Stop every other node of the mail server before the upgrade; once this one is stopped,"
                                        + " nobody of another machine may be left")
                        : Finding.fail(
                                CODE,
                                told(strangers),
                                "Stop every other node of the mail server, and whatever else uses the cluster"));
    }

    private static String told(Set<String> strangers) {
        return "Connected to the cluster is also " + String.join(", ", strangers);
    }

    private static Set<String> strangers(ClusterSite site, ClusterStatus status)
            throws StoreException, SocketException {
        var known = new HashSet<>(Addresses.here());
        for (var host : site.coordinators()) {
            known.addAll(addresses(host));
        }
        var strangers = new LinkedHashSet<String>();
        for (var client : status.clients()) {
            if (!Addresses.isOneOf(client.host(), known)) {
                strangers.add(client.address() + " (" + client.logGroup() + ")");
            }
        }
        return strangers;
    }

    /** Of a coordinator; where its name means nothing here, who comes from it is named, which costs a look. */
    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
