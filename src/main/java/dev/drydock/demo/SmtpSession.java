package dev.drydock.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Greets over SMTP and takes mail for the accounts of the store, where there is a drop; else it asks to be tried later. */
final class SmtpSession implements ServerSession {

    private static final Pattern PATH = Pattern.compile("(?i)(?:MAIL FROM|RCPT TO):\\s*<([^<>]*)>.*");
    private static final int MOST_CONTENT = 1 << 20;

    private final String hostname;
    private final @Nullable SSLContext tls;
    private final @Nullable MailDrop drop;
    private final Connection connection;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    SmtpSession(String hostname, @Nullable SSLContext tls, @Nullable MailDrop drop, Connection connection) {
        this.hostname = hostname;
        this.tls = tls;
        this.drop = drop;
        this.connection = connection;
    }

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
                case "HELO", "NOOP" -> reply("250 2.0.0 OK");
                case "RSET" -> {
                    recipients.clear();
                    reply("250 2.0.0 OK");
                }
                case "MAIL" -> {
                    recipients.clear();
                    sender = path(line);
                    reply("250 2.1.0 OK");
                }
                case "RCPT" -> recipient(path(line));
                case "DATA" -> data();
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

    private static String path(String line) {
        var path = PATH.matcher(line);
        return path.matches() ? path.group(1) : "";
    }

    private void recipient(String address) throws IOException {
        if (drop == null) {
            reply("451 4.3.2 The stand-in takes no mail; try again later");
        } else if (drop.knows(address)) {
            recipients.add(address);
            reply("250 2.1.5 OK");
        } else {
            reply("550 5.1.2 There is no such mailbox");
        }
    }

    private void data() throws IOException {
        if (drop == null || recipients.isEmpty()) {
            reply("503 5.5.1 There is no recipient");
            return;
        }
        reply("354 Begin; a dot ends it");
        var content = new ByteArrayOutputStream();
        for (var line = connection.line(); line != null && !line.equals("."); line = connection.line()) {
            if (content.size() <= MOST_CONTENT) {
                var text = line.startsWith(".") ? line.substring(1) : line;
                content.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        if (content.size() > MOST_CONTENT) {
            reply("552 5.3.4 That is too much for a stand-in");
            return;
        }
        var id = drop.take(sender, recipients, content.toByteArray());
        recipients.clear();
        reply("250 2.0.0 Message queued with id " + Long.toHexString(id));
    }

    private boolean offersTls() {
        return tls != null && !connection.isEncrypted();
    }

    private void reply(String line) throws IOException {
        connection.send(line);
        connection.flush();
    }
}
