package dev.drydock.demo;

import java.io.IOException;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Greets over SMTP and takes no mail: every recipient is asked to be tried later. */
record SmtpSession(String hostname, @Nullable SSLContext tls, Connection connection) implements ServerSession {

    @Override
    public void run() throws IOException {
        reply("220 " + hostname + " ESMTP stand-in");
        for (var line = connection.line(); line != null; line = connection.line()) {
            var verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> {
                    connection.send("250-" + hostname);
                    if (offersTls()) {
                        connection.send("250-STARTTLS");
                    }
                    reply("250 8BITMIME");
                }
                case "HELO", "NOOP", "RSET", "MAIL" -> reply("250 2.0.0 OK");
                case "RCPT" -> reply("451 4.3.2 The stand-in takes no mail; try again later");
                case "DATA" -> reply("503 5.5.1 There is no recipient");
                case "STARTTLS" -> {
                    if (tls == null || connection.isEncrypted()) {
                        reply("502 5.5.1 There is no TLS to begin");
                    } else {
                        reply("220 2.0.0 Begin");
                        connection.startTls(tls);
                    }
                }
                case "QUIT" -> {
                    reply("221 2.0.0 Farewell");
                    return;
                }
                default -> reply("500 5.5.1 Not known to the stand-in");
            }
        }
    }

    private boolean offersTls() {
        return tls != null && !connection.isEncrypted();
    }

    private void reply(String line) throws IOException {
        connection.send(line);
        connection.flush();
    }
}
