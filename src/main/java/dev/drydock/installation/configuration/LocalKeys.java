package dev.drydock.installation.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which settings the server takes from its file only: rows of the store with such keys are ignored. Set by
 * {@code config.local-keys}, else by a list that each version has of its own.
 *
 * <p>The server reads {@code *x} as "begins with x" and {@code x*} as "ends with x", the wrong way round; so does this.
 */
public final class LocalKeys {

    private static final String KEY = "config.local-keys";

    private static final List<String> BOTH_VERSIONS = List.of(
            "*store.",
            "*directory.",
            "*tracer.",
            "!*server.blocked-ip.",
            "*server.",
            "*authentication.fallback-admin.",
            "cluster.node-id",
            "storage.data",
            "storage.blob",
            "storage.lookup",
            "storage.fts",
            "storage.directory",
            "lookup.default.hostname");

    private final List<Predicate<String>> included = new ArrayList<>();
    private final List<Predicate<String>> excluded = new ArrayList<>();
    private final boolean configured;
    private final List<String> words;

    private LocalKeys(Settings settings, List<String> standard) {
        var configuredWords = settings.all().stream()
                .filter(setting -> setting.key().startsWith(KEY))
                .map(Setting::value)
                .toList();
        configuredWords.forEach(this::add);
        configured = !included.isEmpty() || !excluded.isEmpty();
        if (!configured) {
            standard.forEach(this::add);
        }
        this.words = configured ? List.copyOf(configuredWords) : List.copyOf(standard);
    }

    static LocalKeys ofV073(Settings settings) {
        return new LocalKeys(settings, BOTH_VERSIONS);
    }

    static LocalKeys ofV080(Settings settings) {
        return new LocalKeys(
                settings,
                Stream.concat(BOTH_VERSIONS.stream(), Stream.of("*certificate."))
                        .toList());
    }

    /** Whether {@code config.local-keys} is set, in place of the server's own list. */
    public boolean isConfigured() {
        return configured;
    }

    /** The list, as {@code config.local-keys} would have it. */
    public List<String> words() {
        return words;
    }

    /** Whether the server takes this key from its file only. */
    public boolean contains(String key) {
        return excluded.stream().noneMatch(pattern -> pattern.test(key))
                && included.stream().anyMatch(pattern -> pattern.test(key));
    }

    private void add(String text) {
        var word = text.strip();
        var exclude = word.startsWith("!");
        var pattern = (exclude ? word.substring(1) : word).strip().toLowerCase(Locale.ROOT);
        if (!pattern.isEmpty()) {
            (exclude ? excluded : included).add(matcher(pattern));
        }
    }

    private static Predicate<String> matcher(String pattern) {
        if (pattern.equals("*")) {
            return key -> true;
        } else if (pattern.startsWith("*")) {
            var start = pattern.substring(1);
            return key -> key.startsWith(start);
        } else if (pattern.endsWith("*")) {
            var end = pattern.substring(0, pattern.length() - 1);
            return key -> key.endsWith(end);
        } else if (pattern.contains("*")) {
            return glob(pattern).asMatchPredicate();
        }
        return pattern::equals;
    }

    /** Stars in the middle, question marks, and a backslash in front of what is meant as it is. */
    private static Pattern glob(String pattern) {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var next = pattern.charAt(i);
            if (next == '*') {
                regex.append(".*");
            } else if (next == '?') {
                regex.append('.');
            } else {
                var literal = next == '\\' && i + 1 < pattern.length() ? pattern.charAt(++i) : next;
                regex.append(Pattern.quote(String.valueOf(literal)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
