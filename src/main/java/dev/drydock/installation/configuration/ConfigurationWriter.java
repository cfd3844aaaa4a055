package dev.drydock.installation.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes settings as text that the server reads as those settings. Each line is read back before it is handed out,
 * because the server's escapes cannot express every text: a backslash in front of {@code n}, between quotes that stand in
 * the value too, is one that it cannot.
 */
public final class ConfigurationWriter {

    private static final List<Function<String, String>> KEY_FORMS =
            List.of(key -> key, key -> '"' + key.replace("\"", "\\\"") + '"');

    private static final List<Function<String, String>> VALUE_FORMS = List.of(
            value -> value.matches("true|false|\\d+") ? value : "",
            value -> '"' + value + '"',
            value -> "'''" + leadingLine(value) + value + "'''",
            value -> "\"\"\"" + leadingLine(value) + value + "\"\"\"",
            value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r") + '"');

    private ConfigurationWriter() {}

    /**
     * A whole file, one setting to a line, in the order of the map.
     *
     * @throws ConfigurationException if a setting cannot be expressed; names its key, not its value
     */
    public static String write(Map<String, String> settings) throws ConfigurationException {
        var text = new StringBuilder();
        for (var setting : settings.entrySet()) {
            text.append(line(setting.getKey(), setting.getValue()));
        }
        return text.toString();
    }

    /**
     * A file with further settings in front of all others, the rest as it was, byte by byte. In front, because behind a
     * table they would belong to it.
     *
     * @param text of a file that the server reads
     * @param comment one line that says why, without the mark of a comment
     * @throws ConfigurationException if a setting cannot be expressed, or is there already
     */
    public static String prepend(String text, String comment, Map<String, String> settings)
            throws ConfigurationException {
        var before = values(text);
        var result = "# " + comment.replaceAll("\\R", " ") + "\n" + write(settings) + "\n" + text;
        var expected = new TreeMap<>(settings);
        for (var setting : before.entrySet()) {
            if (expected.put(setting.getKey(), setting.getValue()) != null) {
                throw failure(setting.getKey(), "is set already", "Change it where it stands");
            }
        }
        if (!values(result).equals(expected)) {
            throw new IllegalStateException("Settings in front have changed those behind them");
        }
        return result;
    }

    private static String line(String key, String value) throws ConfigurationException {
        for (var keyForm : KEY_FORMS) {
            for (var valueForm : VALUE_FORMS) {
                var line = keyForm.apply(key) + " = " + valueForm.apply(value) + "\n";
                if (Map.of(key, value).equals(valuesOrNull(line))) {
                    return line;
                }
            }
        }
        throw failure(
                key, "cannot be written so that the server reads it back", "Put the value in a file, as %{file:…}%");
    }

    /** The server drops a line feed that follows three quotes, so one that counts needs another in front of it. */
    private static String leadingLine(String value) {
        return value.startsWith("\n") ? "\n" : "";
    }

    private static Map<String, String> values(String text) throws ConfigurationException {
        try {
            return parsed(text);
        } catch (ConfigurationParser.Refusal e) {
            throw new ConfigurationException(
                    "line " + e.line(), String.valueOf(e.getMessage()), "Correct the configuration first", e);
        }
    }

    private static @Nullable Map<String, String> valuesOrNull(String text) {
        try {
            return parsed(text);
        } catch (ConfigurationParser.Refusal e) {
            return null;
        }
    }

    private static Map<String, String> parsed(String text) throws ConfigurationParser.Refusal {
        var values = new LinkedHashMap<String, String>();
        ConfigurationParser.parse(text).forEach(setting -> values.put(setting.key(), setting.value()));
        return values;
    }

    private static ConfigurationException failure(String key, String problem, String nextStep) {
        return new ConfigurationException(key, "the setting " + problem, nextStep, null);
    }
}
