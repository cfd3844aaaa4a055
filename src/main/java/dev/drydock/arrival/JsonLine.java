package dev.drydock.arrival;

import java.util.Map;
import java.util.stream.Collectors;

/** Arrivals as JSON, one object a line, in ASCII. */
final class JsonLine {

    private JsonLine() {}

    static String of(Arrival arrival, String file) {
        var document = arrival.document();
        return "{" + field("kind", arrival.kind().code()) + ", " + field("account", arrival.account())
                + ", \"accountId\": " + Integer.toUnsignedString(document.account()) + ", \"documentId\": "
                + Integer.toUnsignedString(document.document()) + ", " + field("folder", arrival.folder())
                + ", \"uid\": " + arrival.uid() + ", \"flags\": "
                + arrival.flags().stream().map(JsonLine::quoted).collect(Collectors.joining(", ", "[", "]")) + ", "
                + field("file", file) + ", " + field("what", arrival.words()) + "}";
    }

    static String counts(Map<Arrival.Kind, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> quoted(entry.getKey().code()) + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String field(String name, String value) {
        return quoted(name) + ": " + quoted(value);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
