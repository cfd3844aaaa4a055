package dev.drydock.proof;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** As much of an SMTP client (RFC 5321) as it takes to be greeted, and to hand over one message of a person's own. */
final class SmtpSession implements Closeable {

    private static final int MOST_LINES = 200;

    private final Wire wire;
    private Set<String> extensions = Set.of();

    private SmtpSession(Wire wire) {
        this.wire = wire;
    }

    /** Connects, is greeted, and begins TLS where the endpoint has STARTTLS and the server offers it. */
    static SmtpSession open(Endpoint endpoint, Duration limit) throws IOException {
        var session = new SmtpSession(Wire.open(endpoint, limit));
        try {
            session.expect("220", "the greeting");
            session.hello();
            if (endpoint.tls() == Endpoint.TlsMode.STARTTLS && session.extensions.contains("STARTTLS")) {
                session.command("STARTTLS", "220", "STARTTLS");
                session.wire.beginTls(endpoint.serverName());
                session.hello();
            }
            return session;
        } catch (IOException | RuntimeException e) {
            session.wire.close();
            throw e;
        }
    }

    private void hello() throws IOException {
        var verb = wire.endpoint().protocol() == Endpoint.Protocol.LMTP ? "LHLO" : "EHLO";
        extensions = command(verb + " localhost", "250", verb);
    }

    Optional<ServedCertificate> certificate() throws IOException {
        return wire.certificate();
    }

    /** Logs in by AUTH PLAIN. */
    void login(Login login) throws IOException {
        command("AUTH PLAIN " + login.plain(), "235", "AUTH");
    }

    /**
     * Sends a message.
     *
     * @param message lines that end in LF, none of which begins with a dot
     */
    void send(String from, String recipient, String message) throws IOException {
        command("MAIL FROM:<" + address(from) + ">", "250", "MAIL");
        command("RCPT TO:<" + address(recipient) + ">", "250", "RCPT");
        command("DATA", "354", "DATA");
        command(message.replace("\n", "\r\n") + "\r\n.", "250", "the message");
    }

    private static String address(String text) throws AnswerException {
        if (text.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == 0x7F)) {
            throw AnswerException.quoting("This is no mail address", text);
        }
        return text;
    }

    private Set<String> command(String command, String code, String name) throws IOException {
        wire.line(command);
        return expect(code, name);
    }

    /** The first word of each line; a refused AUTH is not quoted, it may repeat the password. */
    private Set<String> expect(String code, String name) throws IOException {
        var words = new HashSet<String>();
        for (var count = 0; count < MOST_LINES; count++) {
            var line = wire.readLine();
            if (!line.startsWith(code)) {
                throw name.equals("AUTH")
                        ? new AnswerException("The server refused the login")
                        : AnswerException.quoting(wire.endpoint() + " answered " + name + " with", line);
            }
            if (line.length() > 4) {
                words.add(line.substring(4).toUpperCase(Locale.ROOT).split(" ", -1)[0]);
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                return words;
            }
        }
        throw new AnswerException(wire.endpoint() + " answered " + name + " with more than " + MOST_LINES + " lines");
    }

    @Override
    public void close() throws IOException {
        try (wire) {
            wire.line("QUIT");
        } catch (IOException e) {
            // Nothing was asked that this could take back.
        }
    }
}
