package dev.drydock.proof;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * As much of an IMAP client (RFC 9051) as it takes to see what a mail program goes by. It changes nothing: mailboxes are
 * examined, and no content is fetched.
 */
final class ImapSession implements Closeable {

    private static final Pattern LITERAL = Pattern.compile("~?\\{(\\d{1,9})\\+?}$");
    private static final int MOST_LITERAL = 64 << 10;
    private static final int MOST_RESPONSE = 256 << 10;
    /** Responses to a command that should have one of a few. */
    private static final int FEW = 1000;

    private static final int MOST_MAILBOXES = 200_000;

    private final Wire wire;
    private boolean plainEnough = true;
    private int lastTag;

    /** A mailbox in a listing: its name on the wire and for people. */
    record Listed(String wireName, String name, boolean selectable) {}

    /** What STATUS says; -1 for what it does not. */
    record Status(long messages, long uidNext, long uidValidity) {}

    /** Takes in messages one by one. */
    @FunctionalInterface
    interface Messages {
        /**
         * Takes one in.
         *
         * @param flags in the order of their letters, without {@code \Recent}, which is no matter of the store
         */
        void message(long uid, Set<String> flags) throws IOException;
    }

    private ImapSession(Wire wire) {
        this.wire = wire;
    }

    /** Connects, reads the greeting, and begins TLS where the endpoint has STARTTLS and the server offers it. */
    static ImapSession open(Endpoint endpoint, Duration limit) throws IOException {
        var session = new ImapSession(Wire.open(endpoint, limit));
        try {
            var greeting = session.wire.readLine();
            if (!greeting.regionMatches(true, 0, "* OK", 0, 4)) {
                throw AnswerException.quoting(endpoint + " greeted with something else than OK", greeting);
            }
            if (endpoint.tls() == Endpoint.TlsMode.STARTTLS) {
                session.startTls();
            }
            return session;
        } catch (IOException | RuntimeException e) {
            session.wire.close();
            throw e;
        }
    }

    private void startTls() throws IOException {
        var capabilities = new LinkedHashSet<String>();
        each("CAPABILITY", Duration.ZERO, FEW, response -> {
            if (response.toUpperCase(Locale.ROOT).startsWith("* CAPABILITY ")) {
                capabilities.addAll(List.of(response.toUpperCase(Locale.ROOT).split(" ", -1)));
            }
        });
        if (capabilities.contains("STARTTLS")) {
            each("STARTTLS", Duration.ZERO, FEW, response -> {});
            wire.beginTls(wire.endpoint().serverName());
        } else {
            plainEnough = !capabilities.contains("LOGINDISABLED");
        }
    }

    Optional<ServedCertificate> certificate() throws IOException {
        return wire.certificate();
    }

    /** The version in the answer to ID (RFC 2971); empty where the server does not tell. */
    Optional<String> version() throws IOException {
        var found = new ArrayList<String>();
        each("ID NIL", Duration.ZERO, FEW, response -> {
            if (response.startsWith("* ID (") && ImapTokens.of(response).get(2) instanceof List<?> fields) {
                for (var i = 0; i + 1 < fields.size(); i += 2) {
                    if ("version".equalsIgnoreCase(String.valueOf(fields.get(i)))) {
                        found.add(String.valueOf(fields.get(i + 1)));
                    }
                }
            }
        });
        return found.stream().findFirst();
    }

    /** Logs in; false where the server refuses. What it says to that is not passed on: it may repeat the password. */
    boolean login(Login login) throws IOException {
        if (!plainEnough) {
            throw new AnswerException(wire.endpoint() + " offers no TLS and takes no passwords without it");
        }
        try {
            each("LOGIN " + quoted(login.name()) + " " + quoted(login.secret().reveal()), Duration.ZERO, FEW, r -> {});
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /** All mailboxes that the account sees. */
    List<Listed> list() throws IOException {
        return listed("LIST");
    }

    /** The mailboxes that it is subscribed to. */
    List<Listed> subscribed() throws IOException {
        return listed("LSUB");
    }

    private List<Listed> listed(String command) throws IOException {
        var mailboxes = new ArrayList<Listed>();
        each(command + " \"\" \"*\"", Duration.ZERO, MOST_MAILBOXES, response -> {
            if (!response.startsWith("* " + command + " (")) {
                return;
            }
            var parts = ImapTokens.of(response);
            if (parts.size() < 5 || !(parts.get(2) instanceof List<?> attributes)) {
                throw AnswerException.quoting("a listing that cannot be read", response);
            }
            var selectable = attributes.stream()
                    .noneMatch(attribute -> "\\noselect".equalsIgnoreCase(String.valueOf(attribute)));
            var name = String.valueOf(parts.get(4));
            mailboxes.add(new Listed(name, MailboxNames.decode(name), selectable));
        });
        return mailboxes;
    }

    Status status(String wireName) throws IOException {
        var found = new long[] {-1, -1, -1};
        each("STATUS " + quoted(wireName) + " (MESSAGES UIDNEXT UIDVALIDITY)", Duration.ZERO, FEW, response -> {
            if (!response.startsWith("* STATUS ")) {
                return;
            }
            var parts = ImapTokens.of(response);
            if (!(parts.get(parts.size() - 1) instanceof List<?> items)) {
                throw AnswerException.quoting("a status that cannot be read", response);
            }
            for (var i = 0; i + 1 < items.size(); i += 2) {
                var value = number(items.get(i + 1), response);
                switch (String.valueOf(items.get(i)).toUpperCase(Locale.ROOT)) {
                    case "MESSAGES" -> found[0] = value;
                    case "UIDNEXT" -> found[1] = value;
                    case "UIDVALIDITY" -> found[2] = value;
                    default -> {}
                }
            }
        });
        return new Status(found[0], found[1], found[2]);
    }

    /**
     * Reads UID and flags of every message of a mailbox.
     *
     * @param expected about how many there are, which gives the server its time
     */
    OptionalLong messages(String wireName, long expected, Messages messages) throws IOException {
        var exists = new long[] {-1};
        each("EXAMINE " + quoted(wireName), Duration.ZERO, FEW, response -> {
            if (response.toUpperCase(Locale.ROOT).endsWith(" EXISTS")) {
                exists[0] = number(response.split(" ", -1)[1], response);
            }
        });
        var most = 2 * Math.max(expected, exists[0]) + FEW;
        each("UID FETCH 1:* (UID FLAGS)", Duration.ofMillis(2 * Math.max(0, most)), most, response -> {
            var parts = response.contains(" FETCH (") ? ImapTokens.of(response) : List.of();
            if (parts.size() > 3 && "FETCH".equals(parts.get(2)) && parts.get(3) instanceof List<?> items) {
                message(items, response, messages);
            }
        });
        return exists[0] < 0 ? OptionalLong.empty() : OptionalLong.of(exists[0]);
    }

    private static void message(List<?> items, String response, Messages messages) throws IOException {
        var uid = -1L;
        var flags = new TreeSet<String>();
        for (var i = 0; i + 1 < items.size(); i += 2) {
            if ("UID".equals(items.get(i))) {
                uid = number(items.get(i + 1), response);
            } else if ("FLAGS".equals(items.get(i)) && items.get(i + 1) instanceof List<?> found) {
                found.forEach(flag -> flags.add(String.valueOf(flag)));
            }
        }
        flags.remove("\\Recent");
        if (uid >= 0) {
            messages.message(uid, flags);
        }
    }

    private static long number(Object text, String response) throws AnswerException {
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException e) {
            throw AnswerException.quoting("no number where one belongs", response);
        }
    }

    /** Takes one untagged response. */
    @FunctionalInterface
    private interface Response {
        void take(String response) throws IOException;
    }

    private void each(String command, Duration more, long most, Response consumer) throws IOException {
        var tag = "d" + ++lastTag;
        wire.send(tag + " " + command + "\r\n", more);
        for (var count = 0L; count <= most; count++) {
            var response = read();
            if (response.startsWith(tag + " ")) {
                var outcome = response.substring(tag.length() + 1);
                if (!outcome.regionMatches(true, 0, "OK", 0, 2)) {
                    throw new RefusedException(word(command), outcome);
                }
                return;
            }
            if (response.regionMatches(true, 0, "* BYE", 0, 5)) {
                throw new EOFException(wire.endpoint() + " ended the session at " + word(command));
            }
            consumer.take(response);
        }
        throw new AnswerException(wire.endpoint() + " gave more than " + most + " responses to " + word(command));
    }

    private static String word(String command) {
        var space = command.indexOf(' ');
        return space < 0 ? command : command.substring(0, space);
    }

    /** A command that was answered with NO or BAD. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException(String command, String outcome) {
            super(
                    command.equals("LOGIN")
                            ? "LOGIN was refused"
                            : AnswerException.quoting(command + " was refused", outcome)
                                    .getMessage());
        }
    }

    private String read() throws IOException {
        var text = new StringBuilder(wire.readLine());
        for (var literal = LITERAL.matcher(text); literal.find(); literal = LITERAL.matcher(text)) {
            var content = wire.readBlock(Long.parseLong(literal.group(1)), MOST_LITERAL);
            text.setLength(literal.start());
            text.append(ImapTokens.quoted(new String(content, StandardCharsets.UTF_8)));
            text.append(wire.readLine());
            if (text.length() > MOST_RESPONSE) {
                throw new AnswerException(
                        wire.endpoint() + " sent a response of more than " + MOST_RESPONSE + " characters");
            }
        }
        return text.toString();
    }

    private static String quoted(String text) throws AnswerException {
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new AnswerException("A name or password with a line break in it cannot be sent");
        }
        return ImapTokens.quoted(text);
    }

    /** Says goodbye, and does not mind what the server makes of it. */
    @Override
    public void close() throws IOException {
        try (wire) {
            wire.line("d" + ++lastTag + " LOGOUT");
        } catch (IOException e) {
            // Nothing was asked that this could take back.
        }
    }
}
