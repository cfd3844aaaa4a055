package dev.drydock.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A plain message of the sandbox.
 *
 * @param body lines, parted by line feeds
 */
record SandboxMessage(Person from, Person to, String subject, Instant date, String id, String body) {

    static final String CONTENT_TYPE = "text/plain; charset=utf-8";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Somebody with a name and an address. */
    record Person(String name, String address) {
        @Override
        public String toString() {
            return name + " <" + address + ">";
        }
    }

    /** One line of the header. */
    record Field(String name, String value) {}

    List<Field> header() {
        return List.of(
                new Field("From", from.toString()),
                new Field("To", to.toString()),
                new Field("Subject", subject),
                new Field("Date", DATE.format(date)),
                new Field("Message-ID", "<" + id + ">"),
                new Field("MIME-Version", "1.0"),
                new Field("Content-Type", CONTENT_TYPE));
    }

    /** The header with the empty line behind it, as it is sent. */
    byte[] headerBytes() {
        return header().stream()
                .map(field -> field.name() + ": " + field.value() + "\r\n")
                .collect(Collectors.joining("", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] bodyBytes() {
        return (body.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The whole message, as it is sent. */
    byte[] content() {
        var header = headerBytes();
        var body = bodyBytes();
        var content = new byte[header.length + body.length];
        System.arraycopy(header, 0, content, 0, header.length);
        System.arraycopy(body, 0, content, header.length, body.length);
        return content;
    }
}
