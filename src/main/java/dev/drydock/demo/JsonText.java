package dev.drydock.demo;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes the little JSON that the management API of a stand-in needs. */
final class JsonText {

    private JsonText() {}

    /** A string between quotes. */
    static String of(String text) {
        var json = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append("\\u%04x".formatted((int) character));
            } else {
                json.append(character);
            }
        }
        return json.append('"').toString();
    }

    /** An array of strings. */
    static String strings(Collection<String> texts) {
        return texts.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
    }

    /** An array of what is JSON already. */
    static String array(Collection<String> values) {
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
