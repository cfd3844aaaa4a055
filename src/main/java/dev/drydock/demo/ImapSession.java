package dev.drydock.demo;

import dev.drydock.layout.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** IMAP4rev1 for reading: as much of it as a mail program needs to fetch everything. Nothing is written, no flag either. */
final class ImapSession implements ServerSession {

    private static final String CAPABILITIES = "IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN NAMESPACE UNSELECT";

    private final StandInVersion version;
    private final Logins logins;
    private final String sharedFolder;
    private final @Nullable SSLContext tls;
    private final Connection connection;
    private @Nullable MailView view;
    private @Nullable ShownMailbox selected;

    ImapSession(
            StandInVersion version,
            Logins logins,
            String sharedFolder,
            @Nullable SSLContext tls,
            Connection connection) {
        this.version = version;
        this.logins = logins;
        this.sharedFolder = sharedFolder;
        this.tls = tls;
        this.connection = connection;
    }

    @Override
    public void run() throws IOException {
        connection.send("* OK [CAPABILITY " + capabilities() + "] Stand-in for the mail server " + version.number());
        connection.flush();
        for (var command = ImapCommand.read(connection); command != null; command = ImapCommand.read(connection)) {
            try {
                connection.send(command.tag() + " " + answer(command));
            } catch (IllegalArgumentException e) {
                connection.send(command.tag() + " BAD " + command.name() + " with such arguments is not understood");
            }
            connection.flush();
            if (command.name().equals("LOGOUT")) {
                return;
            }
            if (command.name().equals("STARTTLS") && tls != null && !connection.isEncrypted()) {
                connection.startTls(tls);
            }
        }
    }

    private String capabilities() {
        return CAPABILITIES + (tls != null && !connection.isEncrypted() ? " STARTTLS" : "");
    }

    private String answer(ImapCommand command) throws IOException {
        switch (command.name()) {
            case "CAPABILITY" -> connection.send("* CAPABILITY " + capabilities());
            case "NOOP", "CHECK" -> {}
            case "LOGOUT" -> connection.send("* BYE Come again");
            case "ID" -> connection.send("* ID (\"name\" \"Stand-in\" \"version\" \"" + version.number() + "\")");
            case "STARTTLS" -> {
                return tls != null && !connection.isEncrypted() ? "OK Begin" : "BAD There is no TLS to begin";
            }
            case "LOGIN" -> {
                return login(logins.account(command.argument(0), command.argument(1)));
            }
            case "AUTHENTICATE" -> {
                return authenticate(command);
            }
            default -> {
                return view == null ? "BAD Log in first" : answer(command, view);
            }
        }
        return "OK Completed";
    }

    private String authenticate(ImapCommand command) throws IOException {
        if (!command.argument(0).equalsIgnoreCase("PLAIN")) {
            return "NO Only PLAIN is known";
        }
        var response = command.argument(1);
        if (response.isEmpty()) {
            connection.send("+ ");
            connection.flush();
            response = Optional.ofNullable(connection.line()).orElse("");
        }
        var parts = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8).split("\0", -1);
        return parts.length == 3 ? login(logins.account(parts[1], parts[2])) : "BAD This is no PLAIN";
    }

    private String login(Optional<Principal> account) {
        if (account.isEmpty()) {
            return "NO [AUTHENTICATIONFAILED] Name or password is wrong";
        }
        view = new MailView(logins.store(), account.get(), sharedFolder);
        return "OK [CAPABILITY " + capabilities() + "] Logged in";
    }

    private String answer(ImapCommand command, MailView mail) throws IOException {
        switch (command.name()) {
            case "NAMESPACE" -> connection.send("* NAMESPACE ((\"\" \"/\")) ((\"" + sharedFolder + "\" \"/\")) NIL");
            case "LIST", "LSUB" -> new ImapList(mail, connection).list(command);
            case "STATUS" -> {
                return status(command, mail);
            }
            case "SELECT", "EXAMINE" -> {
                return select(command, mail);
            }
            case "CLOSE", "UNSELECT" -> selected = null;
            case "FETCH", "UID FETCH", "SEARCH", "UID SEARCH" -> {
                if (selected == null) {
                    return "BAD Select a mailbox first";
                }
                var byUid = command.name().startsWith("UID");
                var fetch = new ImapFetch(selected, logins.store(), connection, byUid);
                if (command.name().endsWith("FETCH")) {
                    fetch.fetch(command);
                } else {
                    return fetch.search(command);
                }
            }
            default -> {
                return "BAD " + command.name() + " is not known to the stand-in";
            }
        }
        return "OK Completed";
    }

    private static MailView.@Nullable Place find(ImapCommand command, MailView mail) {
        var name = ModifiedUtf7.decode(command.argument(0));
        return mail.places().get(name.equalsIgnoreCase("INBOX") ? "INBOX" : name);
    }

    private String status(ImapCommand command, MailView mail) throws IOException {
        var place = find(command, mail);
        if (place == null) {
            return "NO [NONEXISTENT] There is no such mailbox";
        }
        var mailbox = place.show();
        var figures = new ArrayList<String>();
        for (var item : command.items(1)) {
            figures.add(item + " "
                    + switch (item.toUpperCase(Locale.ROOT)) {
                        case "MESSAGES" -> mailbox.total();
                        case "UNSEEN" -> mailbox.unseen();
                        case "UIDNEXT" -> mailbox.uidNext();
                        case "UIDVALIDITY" -> mailbox.uidValidity();
                        case "RECENT" -> 0L;
                        case "SIZE" ->
                            mailbox.messages().values().stream()
                                    .mapToLong(ShownMessage::size)
                                    .sum();
                        default -> throw new IllegalArgumentException(item);
                    });
        }
        connection.send("* STATUS " + ImapList.quoted(command.argument(0)) + " (" + String.join(" ", figures) + ")");
        return "OK Completed";
    }

    private String select(ImapCommand command, MailView mail) throws IOException {
        var place = find(command, mail);
        if (place == null) {
            selected = null;
            return "NO [NONEXISTENT] There is no such mailbox";
        }
        var mailbox = place.show();
        selected = mailbox;
        for (var line : List.of(
                "FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)",
                mailbox.messages().size() + " EXISTS",
                "0 RECENT",
                "OK [PERMANENTFLAGS ()] Nothing can be changed here",
                "OK [UIDVALIDITY " + mailbox.uidValidity() + "] UIDs are valid",
                "OK [UIDNEXT " + mailbox.uidNextOfSelect() + "] Next UID")) {
            connection.send("* " + line);
        }
        return command.name().equals("SELECT") ? "OK [READ-WRITE] Selected" : "OK [READ-ONLY] Examined";
    }
}
