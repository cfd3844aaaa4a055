package dev.drydock.proof;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** As much of a ManageSieve client (RFC 5804) as it takes to read scripts. */
final class SieveSession implements Closeable {

    /** Bytes of a script that is looked at. */
    static final int MOST_SCRIPT = 4 << 20;

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,9})\\+?}$");
    private static final String TAG = "after-tls";
    private static final int MOST_LINES = 10_000;

    private final Wire wire;
    private List<String> capabilities = List.of();

    /** A script in the listing. */
    record Listed(String name, boolean active) {}

    private SieveSession(Wire wire) {
        this.wire = wire;
    }

    /** Connects, is greeted, and begins TLS where the endpoint has STARTTLS and the server offers it. */
    static SieveSession open(Endpoint endpoint, Duration limit) throws IOException {
        var session = new SieveSession(Wire.open(endpoint, limit));
        try {
            session.capabilities = session.answer("the greeting", 0);
            if (endpoint.tls() == Endpoint.TlsMode.STARTTLS
                    && session.capabilities.stream()
                            .anyMatch(line -> line.toUpperCase(Locale.ROOT).startsWith("\"STARTTLS\""))) {
                session.command("STARTTLS", "STARTTLS", 0);
                session.wire.beginTls(endpoint.serverName());
                session.awaitTag();
            }
            return session;
        } catch (IOException | RuntimeException e) {
            session.wire.close();
            throw e;
        }
    }

    /**
     * After TLS a server has to greet again, which this one does not: so it is asked for an answer that cannot be taken for
     * another.
     */
    private void awaitTag() throws IOException {
        wire.line("NOOP \"" + TAG + "\"");
        for (var count = 0; count < MOST_LINES; count++) {
            var line = wire.readLine();
            if (line.contains(TAG)) {
                return;
            }
        }
        throw new AnswerException(wire.endpoint() + " does not answer NOOP");
    }

    Optional<ServedCertificate> certificate() throws IOException {
        return wire.certificate();
    }

    /** Logs in; false where the server refuses. */
    boolean login(Login login) throws IOException {
        try {
            command("AUTHENTICATE \"PLAIN\" \"" + login.plain() + "\"", "AUTHENTICATE", 0);
            return true;
        } catch (AnswerException e) {
            return false;
        }
    }

    List<Listed> list() throws IOException {
        var scripts = new ArrayList<Listed>();
        for (var line : command("LISTSCRIPTS", "LISTSCRIPTS", 64 << 10)) {
            var parts = ImapTokens.of(line);
            if (!parts.isEmpty()) {
                var active = parts.size() > 1 && "ACTIVE".equalsIgnoreCase(String.valueOf(parts.get(1)));
                scripts.add(new Listed(String.valueOf(parts.get(0)), active));
            }
        }
        return scripts;
    }

    /**
     * The text of a script, as bytes; empty where the server refuses, as both versions do for the one that a vacation
     * response was made into.
     */
    Optional<byte[]> script(String name) throws IOException {
        if (name.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new AnswerException("A name with a line break in it cannot be sent");
        }
        wire.line("GETSCRIPT " + ImapTokens.quoted(name));
        var first = wire.readLine();
        var literal = LITERAL.matcher(first);
        if (isOutcome(first, "NO")) {
            return Optional.empty();
        }
        if (!literal.matches()) {
            throw AnswerException.quoting(wire.endpoint() + " answered GETSCRIPT with", first);
        }
        var script = wire.readBlock(Long.parseLong(literal.group(1)), MOST_SCRIPT);
        answer("GETSCRIPT", 0);
        return Optional.of(script);
    }

    private List<String> command(String command, String name, int mostLiteral) throws IOException {
        wire.line(command);
        return answer(name, mostLiteral);
    }

    /** The lines up to OK, literals turned into quoted strings. What the server refuses with is not passed on. */
    private List<String> answer(String name, int mostLiteral) throws IOException {
        var lines = new ArrayList<String>();
        while (lines.size() < MOST_LINES) {
            var line = new StringBuilder(wire.readLine());
            for (var literal = LITERAL.matcher(line); literal.find(); literal = LITERAL.matcher(line)) {
                var content = wire.readBlock(Long.parseLong(literal.group(1)), mostLiteral);
                line.setLength(literal.start());
                line.append(ImapTokens.quoted(new String(content, StandardCharsets.UTF_8)))
                        .append(wire.readLine());
            }
            var text = line.toString();
            if (isOutcome(text, "OK")) {
                return lines;
            }
            if (isOutcome(text, "NO") || isOutcome(text, "BYE")) {
                throw new AnswerException(wire.endpoint() + " refused " + name);
            }
            if (!text.isBlank()) {
                lines.add(text);
            }
        }
        throw new AnswerException(wire.endpoint() + " answered " + name + " with more than " + MOST_LINES + " lines");
    }

    private static boolean isOutcome(String line, String word) {
        return line.regionMatches(true, 0, word, 0, word.length())
                && (line.length() == word.length() || " (".indexOf(line.charAt(word.length())) >= 0);
    }

    @Override
    public void close() throws IOException {
        try (wire) {
            wire.line("LOGOUT");
        } catch (IOException e) {
            // Nothing was asked that this could take back.
        }
    }
}
