package dev.drydock.installation.configuration;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One {@code server.listener.<id>}.
 *
 * @param tls whether TLS can be had, by a command or from the start
 * @param implicitTls whether TLS begins with the connection
 * @param line where the protocol is set
 */
public record Listener(
        String id, Protocol protocol, List<BindAddress> addresses, boolean tls, boolean implicitTls, int line) {

    /** What is spoken. */
    public enum Protocol {
        SMTP,
        LMTP,
        IMAP,
        HTTP,
        MANAGESIEVE;

        static @Nullable Protocol of(String text) {
            var name = text.toUpperCase(Locale.ROOT);
            for (var protocol : values()) {
                if (protocol.name().equals(name)) {
                    return protocol;
                }
            }
            return name.equals("HTTPS") ? HTTP : null;
        }

        /** As it is configured. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
