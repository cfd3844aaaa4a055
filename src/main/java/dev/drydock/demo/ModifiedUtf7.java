package dev.drydock.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Names of mailboxes as IMAP4rev1 writes them: RFC 3501, section 5.1.3. */
final class ModifiedUtf7 {

    private ModifiedUtf7() {}

    static String encode(String name) {
        var text = new StringBuilder();
        var at = 0;
        while (at < name.length()) {
            var end = at;
            while (end < name.length() && !isPrintable(name.charAt(end))) {
                end++;
            }
            if (end > at) {
                var shifted = Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(name.substring(at, end).getBytes(StandardCharsets.UTF_16BE));
                text.append('&').append(shifted.replace('/', ',')).append('-');
                at = end;
            } else {
                text.append(name.charAt(at) == '&' ? "&-" : name.substring(at, at + 1));
                at++;
            }
        }
        return text.toString();
    }

    /** Text that is no such name stays as it is: some clients send UTF-8. */
    static String decode(String text) {
        var name = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            var end = text.charAt(at) == '&' ? text.indexOf('-', at) : -1;
            if (end < 0) {
                name.append(text.charAt(at++));
            } else if (end == at + 1) {
                name.append('&');
                at = end + 1;
            } else {
                try {
                    var bytes = Base64.getDecoder()
                            .decode(text.substring(at + 1, end).replace(',', '/'));
                    name.append(new String(bytes, StandardCharsets.UTF_16BE));
                } catch (IllegalArgumentException e) {
                    return text;
                }
                at = end + 1;
            }
        }
        return name.toString();
    }

    private static boolean isPrintable(char character) {
        return character >= ' ' && character <= '~';
    }
}
