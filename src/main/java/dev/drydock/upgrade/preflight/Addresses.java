package dev.drydock.upgrade.preflight;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Collectors;

/** Which machine somebody is on who is connected to a store. */
final class Addresses {

    private Addresses() {}

    /** Those of this machine. */
    static Set<InetAddress> here() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .collect(Collectors.toSet());
    }

    /** Whether an address or name means one of these, or a loopback; what means nothing here does not. */
    static boolean isOneOf(String address, Set<InetAddress> known) {
        try {
            for (var one : InetAddress.getAllByName(address)) {
                if (one.isLoopbackAddress() || known.contains(one)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
