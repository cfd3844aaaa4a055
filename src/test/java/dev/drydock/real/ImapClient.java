package dev.drydock.real;

import dev.drydock.layout.BlobHash;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** As much of an IMAP client (RFC 9051) as it takes to see what a person would see in their mailboxes. */
final class ImapClient implements AutoCloseable {

    private static final Pattern LISTED = Pattern.compile("\\* LIST \\(([^)]*)\\) (?:\"[^\"]*\"|NIL) (.+)");
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
    private static final Pattern UID = Pattern.compile("\\bUID (\\d+)");
    private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
    private static final Pattern DATE = Pattern.compile("INTERNALDATE \"([^\"]*)\"");

    private final Socket socket;
    private final InputStream in;
    private int lastTag;

    /** A response: its text, in which each literal is replaced by its length, and the literals in their order. */
    private record Response(String text, List<byte[]> literals) {}

    ImapClient(int port, String account, String secret) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
        read();
        command("LOGIN " + account + " " + secret);
    }

    /** Everything in all mailboxes that the account may see, by name as on the wire. */
    SortedMap<String, MailboxState> mailboxes() throws IOException {
        var mailboxes = new TreeMap<String, MailboxState>();
        for (var response : command("LIST \"\" *")) {
            var listed = LISTED.matcher(response.text());
            if (listed.matches() && !listed.group(1).contains("\\NoSelect")) {
                mailboxes.put(listed.group(2), mailbox(listed.group(2)));
            }
        }
        return mailboxes;
    }

    private MailboxState mailbox(String name) throws IOException {
        var status = command("STATUS " + name + " (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)")
                .toString();
        command("EXAMINE " + name);
        var messages = new ArrayList<MessageState>();
        for (var response : command("UID FETCH 1:* (UID FLAGS INTERNALDATE BODY.PEEK[])")) {
            if (!response.literals().isEmpty()) {
                messages.add(message(response));
            }
        }
        return new MailboxState(
                number("MESSAGES", status),
                number("UIDNEXT", status),
                number("UIDVALIDITY", status),
                number("UNSEEN", status),
                messages);
    }

    private static MessageState message(Response response) {
        var flags = new TreeSet<>(
                List.of(one(FLAGS, response.text(), m -> m.group(1)).split(" ")));
        // Tells whether this session is the first to see the message: nothing that a store keeps.
        flags.remove("\\Recent");
        flags.remove("");
        var content = response.literals().get(0);
        return new MessageState(
                Long.parseLong(one(UID, response.text(), m -> m.group(1))),
                flags,
                one(DATE, response.text(), m -> m.group(1)),
                content.length,
                BlobHash.ofContent(content));
    }

    /** UIDs of the messages in a mailbox that match search criteria, such as {@code TEXT "harbour"}. */
    List<Long> search(String mailbox, String criteria) throws IOException {
        command("EXAMINE " + mailbox);
        return command("UID SEARCH " + criteria).stream()
                .map(Response::text)
                .filter(text -> text.startsWith("* SEARCH "))
                .flatMap(text -> Pattern.compile("\\d+").matcher(text).results())
                .map(MatchResult::group)
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    /** Has a command done that must succeed. */
    void run(String command) throws IOException {
        command(command);
    }

    private static long number(String name, String status) {
        return Long.parseLong(one(Pattern.compile(name + " (\\d+)"), status, m -> m.group(1)));
    }

    private static String one(Pattern pattern, String text, Function<MatchResult, String> group) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return group.apply(matcher);
    }

    /** Sends a command; returns the untagged responses. */
    private List<Response> command(String command) throws IOException {
        var tag = "a" + ++lastTag;
        socket.getOutputStream().write((tag + " " + command + "\r\n").getBytes(StandardCharsets.UTF_8));
        var responses = new ArrayList<Response>();
        while (true) {
            var response = read();
            if (response.text().startsWith(tag + " ")) {
                if (!response.text().startsWith(tag + " OK")) {
                    throw new AssertionError(command + " was answered with " + response.text());
                }
                return responses;
            }
            responses.add(response);
        }
    }

    private Response read() throws IOException {
        var text = new StringBuilder(line());
        var literals = new ArrayList<byte[]>();
        var literal = LITERAL.matcher(text);
        while (literal.find()) {
            literals.add(in.readNBytes(Integer.parseInt(literal.group(1))));
            text.append(line());
            literal = LITERAL.matcher(text);
        }
        return new Response(text.toString(), literals);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new AssertionError("the server closed the connection after " + line);
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
