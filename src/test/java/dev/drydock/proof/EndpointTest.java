package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.configuration.BindAddress;
import dev.drydock.installation.configuration.Listener;
import dev.drydock.proof.Endpoint.Protocol;
import dev.drydock.proof.Endpoint.TlsMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointTest {

    @Test
    void reachesEveryListenerFromThisMachine() {
        var listeners = List.of(
                listener("imaps", Listener.Protocol.IMAP, "::", true, true),
                listener("smtp", Listener.Protocol.SMTP, "0.0.0.0", true, false),
                listener("lmtp", Listener.Protocol.LMTP, "10.0.0.7", false, false),
                listener("https", Listener.Protocol.HTTP, "fd00::7", true, true),
                listener("http", Listener.Protocol.HTTP, "127.0.0.1", true, false));

        var endpoints = Endpoint.of(listeners, "mail.example.org");

        assertThat(endpoints)
                .extracting(Endpoint::toString)
                .containsExactly(
                        "IMAP on 127.0.0.1:4190",
                        "SMTP on 127.0.0.1:4190",
                        "LMTP on 10.0.0.7:4190",
                        "HTTP on [fd00:0:0:0:0:0:0:7]:4190",
                        "HTTP on 127.0.0.1:4190");
        assertThat(endpoints)
                .extracting(Endpoint::tls)
                .containsExactly(TlsMode.IMPLICIT, TlsMode.STARTTLS, TlsMode.PLAIN, TlsMode.IMPLICIT, TlsMode.PLAIN);
        assertThat(endpoints.get(0).protocol()).isEqualTo(Protocol.IMAP);
        assertThat(endpoints.get(0).listener()).isEqualTo("imaps");
    }

    private static Listener listener(
            String id, Listener.Protocol protocol, String address, boolean tls, boolean implicit) {
        return new Listener(id, protocol, List.of(new BindAddress(address, 4190)), tls, implicit, 1);
    }
}
