package dev.drydock.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers FETCH and the plainest form of SEARCH in a selected mailbox. */
record ImapFetch(ShownMailbox mailbox, MailStore store, Connection connection, boolean byUid) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A message with its place in the mailbox, counted from 1. */
    private record Numbered(int number, long uid, ShownMessage message) {}

    void fetch(ImapCommand command) throws IOException {
        var items = items(command.items(1));
        for (var numbered : chosen(command.argument(0))) {
            var answer = new ByteArrayOutputStream();
            for (var item : items) {
                answer.write(answer.size() == 0 ? '(' : ' ');
                item(item, numbered, answer);
            }
            connection.write(("* " + numbered.number() + " FETCH ").getBytes(StandardCharsets.US_ASCII));
            connection.write(answer.toByteArray());
            connection.send(")");
        }
    }

    /** All, or those of a sequence set. */
    String search(ImapCommand command) throws IOException {
        var what = command.argument(0);
        if (command.arguments().size() > 1 && !what.equalsIgnoreCase("UID")) {
            return "NO Such a search is too much for the stand-in";
        }
        var set = what.equalsIgnoreCase("ALL") ? "1:*" : what.equalsIgnoreCase("UID") ? command.argument(1) : what;
        var found = new StringBuilder("* SEARCH");
        for (var numbered : chosen(set)) {
            found.append(' ').append(byUid ? numbered.uid() : numbered.number());
        }
        connection.send(found.toString());
        return "OK Completed";
    }

    private List<Numbered> chosen(String set) {
        var messages = mailbox.messages();
        var last = byUid ? (messages.isEmpty() ? 0 : messages.lastKey()) : messages.size();
        var wanted = SequenceSet.parse(set, last);
        var chosen = new ArrayList<Numbered>();
        var number = 0;
        for (var entry : messages.entrySet()) {
            number++;
            if (wanted.contains(byUid ? entry.getKey() : number)) {
                chosen.add(new Numbered(number, entry.getKey(), entry.getValue()));
            }
        }
        return chosen;
    }

    private List<String> items(List<String> wanted) {
        var items = new ArrayList<String>();
        for (var item : wanted) {
            switch (item) {
                case "FAST", "ALL" -> items.addAll(List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE"));
                case "FLAGS", "UID", "INTERNALDATE", "RFC822.SIZE", "RFC822" -> items.add(item);
                case "BODY[]", "BODY.PEEK[]" -> items.add("BODY[]");
                case "BODY[HEADER]", "BODY.PEEK[HEADER]", "RFC822.HEADER" -> items.add("BODY[HEADER]");
                default -> throw new IllegalArgumentException(item);
            }
        }
        if (byUid && !items.contains("UID")) {
            items.add(0, "UID");
        }
        if (items.isEmpty()) {
            throw new IllegalArgumentException("nothing to fetch");
        }
        return items;
    }

    private void item(String item, Numbered numbered, ByteArrayOutputStream answer) throws IOException {
        var message = numbered.message();
        switch (item) {
            case "FLAGS" -> text("FLAGS (" + String.join(" ", message.flags()) + ")", answer);
            case "UID" -> text("UID " + numbered.uid(), answer);
            case "INTERNALDATE" ->
                text("INTERNALDATE \"" + DATE.format(Instant.ofEpochSecond(message.received())) + "\"", answer);
            case "RFC822.SIZE" -> text("RFC822.SIZE " + message.size(), answer);
            default -> literal(item, message, answer);
        }
    }

    private void literal(String item, ShownMessage message, ByteArrayOutputStream answer) throws IOException {
        var content = store.content(message.content());
        if (content.isEmpty()) {
            text(item + " NIL", answer);
            return;
        }
        var bytes = content.get();
        var length = item.equals("BODY[HEADER]") ? headerLength(bytes) : bytes.length;
        text(item + " {" + length + "}\r\n", answer);
        answer.write(bytes, 0, length);
    }

    private static int headerLength(byte[] content) {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        return end < 0 ? content.length : end + 4;
    }

    private static void text(String text, ByteArrayOutputStream answer) throws IOException {
        answer.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
