package dev.drydock.proof;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/** Hands a message of the administrator's own to the server, where they have asked for that. */
public final class TestMail {

    private TestMail() {}

    /**
     * Sends it; passed when the server has taken it over.
     *
     * @param submission where mail is handed in
     * @param login of the sender; empty to send as a stranger, to an account of the server
     */
    public static Proof send(Endpoint submission, Optional<Login> login, String from, String to, Duration limit) {
        try (var session = SmtpSession.open(submission, limit)) {
            if (login.isPresent()) {
                session.login(login.get());
            }
            session.send(from, to, message(from, to));
            return Proof.passed(
                    "test-mail",
                    "test mail to " + to,
                    "The server has taken it over (250); whether it came into the mailbox was not looked at.");
        } catch (IOException e) {
            return Proof.failed("test-mail", "test mail to " + to, "It was not taken over: " + e.getMessage() + ".");
        }
    }

    private static String message(String from, String to) {
        return "From: <" + from + ">\nTo: <" + to + ">\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC))
                + "\nMessage-ID: <" + UUID.randomUUID() + "@drydock.invalid>"
                + "\nSubject: Test mail after the upgrade\nMIME-Version: 1.0\nContent-Type: text/plain\n\n"
                + "This mail was sent to see whether the mail server takes mail over.";
    }
}
