package dev.drydock.conversion;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Finds the subject in the header of a raw message, so that people recognise the message; no more of it is read. */
final class MessageSubject {

    private static final int HEADER_LOOKED_AT = 64 * 1024;
    private static final int LONGEST = 80;

    private MessageSubject() {}

    static Optional<String> of(byte[] message) {
        var header = new String(message, 0, Math.min(message.length, HEADER_LOOKED_AT), StandardCharsets.UTF_8);
        var unfolded = header.replaceAll("\r?\n[ \t]+", " ");
        for (var line : unfolded.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("subject:")) {
                var subject = line.substring("subject:".length()).strip();
                return Optional.of(subject.length() <= LONGEST ? subject : subject.substring(0, LONGEST - 1) + "…");
            }
        }
        return Optional.empty();
    }
}
