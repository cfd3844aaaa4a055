package dev.drydock.proof;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Names of mailboxes as IMAP4rev1 writes them: modified UTF-7 (RFC 3501, section 5.1.3). */
final class MailboxNames {

    private MailboxNames() {}

    /** The name for people; the text itself where it is no modified UTF-7. */
    static String decode(String text) {
        var name = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c != '&') {
                name.append(c);
                continue;
            }
            var end = text.indexOf('-', i);
            if (end < 0) {
                return text;
            }
            if (end == i + 1) {
                name.append('&');
            } else {
                try {
                    var base64 = text.substring(i + 1, end).replace(',', '/');
                    name.append(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_16BE));
                } catch (IllegalArgumentException e) {
                    return text;
                }
            }
            i = end;
        }
        return name.toString();
    }
}
