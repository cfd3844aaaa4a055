package dev.drydock.installation.configuration;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code server.listener.<id>}. */
final class ListenerReader {

    private final SettingReader reader;

    ListenerReader(SettingReader reader) {
        this.reader = reader;
    }

    /** The listeners that the server would open. */
    List<Listener> listeners() {
        var listeners = new ArrayList<Listener>();
        for (var id : reader.settings().ids("server.listener", "protocol")) {
            var prefix = "server.listener." + id + ".";
            var setting = reader.settings().find(prefix + "protocol");
            if (setting == null) {
                continue;
            }
            var protocol = Listener.Protocol.of(setting.value());
            if (protocol == null) {
                reader.problem(setting, setting.shown() + " is no protocol, so the server leaves this listener out");
                continue;
            }
            var addresses = addresses(prefix + "bind");
            if (addresses.isEmpty()) {
                reader.missing(prefix + "bind", "there is no address to bind, so the server leaves this listener out");
                continue;
            }
            listeners.add(new Listener(
                    id,
                    protocol,
                    addresses,
                    reader.flag(prefix + "tls.enable", true),
                    reader.flag(prefix + "tls.implicit", false),
                    setting.line()));
        }
        return List.copyOf(listeners);
    }

    private List<BindAddress> addresses(String key) {
        var addresses = new ArrayList<BindAddress>();
        for (var setting : reader.settings().under(key)) {
            var address = BindAddress.parse(setting.value());
            if (address == null) {
                reader.problem(setting, setting.shown() + " is no address with a port, such as [::]:25");
            } else {
                addresses.add(address);
            }
        }
        return List.copyOf(addresses);
    }
}
