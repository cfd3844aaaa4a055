package dev.drydock.demo;

import java.io.IOException;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Answers LIST and LSUB in their basic form, in which the server tells no uses of mailboxes. */
record ImapList(MailView mail, Connection connection) {

    void list(ImapCommand command) throws IOException {
        if (command.argument(1).isEmpty()) {
            connection.send("* " + command.name() + " (\\NoSelect) \"/\" \"\"");
            return;
        }
        var pattern = pattern(ModifiedUtf7.decode(command.argument(0) + command.argument(1)));
        var lines = new TreeMap<String, String>();
        var onlySubscribed = command.name().equals("LSUB");
        mail.places().forEach((name, place) -> {
            if (!onlySubscribed || place.subscribed()) {
                lines.put(name, onlySubscribed ? "\\Subscribed" : "");
            }
        });
        if (!onlySubscribed) {
            mail.unselectable().forEach(name -> lines.put(name, "\\NoSelect"));
        }
        for (var line : lines.entrySet()) {
            if (pattern.matcher(line.getKey()).matches()) {
                connection.send("* " + command.name() + " (" + line.getValue() + ") \"/\" "
                        + quoted(ModifiedUtf7.encode(line.getKey())));
            }
        }
    }

    private static Pattern pattern(String wanted) {
        var regex = new StringBuilder();
        for (var i = 0; i < wanted.length(); i++) {
            regex.append(
                    switch (wanted.charAt(i)) {
                        case '*' -> ".*";
                        case '%' -> "[^/]*";
                        default -> Pattern.quote(wanted.substring(i, i + 1));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** A name between quotes. */
    static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
