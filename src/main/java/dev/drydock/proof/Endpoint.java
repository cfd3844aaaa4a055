package dev.drydock.proof;

import dev.drydock.installation.configuration.BindAddress;
import dev.drydock.installation.configuration.Listener;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where the server listens.
 *
 * @param listener the id of the listener in the configuration, by which the same place is found again on another port
 * @param address numbers, never a name
 * @param serverName whom to ask for in the TLS handshake
 */
public record Endpoint(String listener, Protocol protocol, InetSocketAddress address, TlsMode tls, String serverName) {

    /** What is spoken there. */
    public enum Protocol {
        SMTP("SMTP"),
        LMTP("LMTP"),
        IMAP("IMAP"),
        POP3("POP3"),
        MANAGESIEVE("ManageSieve"),
        HTTP("HTTP");

        private final String title;

        Protocol(String title) {
            this.title = title;
        }

        /** Its name, for people. */
        public String title() {
            return title;
        }
    }

    /** How TLS comes about. */
    public enum TlsMode {
        PLAIN,
        STARTTLS,
        IMPLICIT
    }

    /**
     * Where a client on this machine reaches the listeners of a configuration. An address that stands for all of the
     * machine becomes that of its loopback interface.
     */
    public static List<Endpoint> of(List<Listener> listeners, String serverName) {
        var endpoints = new ArrayList<Endpoint>();
        for (var listener : listeners) {
            for (var bound : listener.addresses()) {
                endpoints.add(
                        new Endpoint(listener.id(), protocol(listener), reachable(bound), tls(listener), serverName));
            }
        }
        return List.copyOf(endpoints);
    }

    /** The same listener on another machine, as on that of a container. */
    public Endpoint at(String host) {
        return new Endpoint(listener, protocol, new InetSocketAddress(host, address.getPort()), tls, serverName);
    }

    private static Protocol protocol(Listener listener) {
        return switch (listener.protocol()) {
            case SMTP -> Protocol.SMTP;
            case LMTP -> Protocol.LMTP;
            case IMAP -> Protocol.IMAP;
            case HTTP -> Protocol.HTTP;
            case MANAGESIEVE -> Protocol.MANAGESIEVE;
        };
    }

    private static TlsMode tls(Listener listener) {
        if (!listener.tls()) {
            return TlsMode.PLAIN;
        }
        if (listener.implicitTls()) {
            return TlsMode.IMPLICIT;
        }
        return listener.protocol() == Listener.Protocol.HTTP ? TlsMode.PLAIN : TlsMode.STARTTLS;
    }

    private static InetSocketAddress reachable(BindAddress bound) {
        return new InetSocketAddress(bound.isEverywhere() ? "127.0.0.1" : bound.address(), bound.port());
    }

    boolean isTls() {
        return tls != TlsMode.PLAIN;
    }

    /** Such as {@code IMAP on 127.0.0.1:993}. */
    @Override
    public String toString() {
        var host = address.getHostString();
        return protocol.title() + " on " + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }
}
