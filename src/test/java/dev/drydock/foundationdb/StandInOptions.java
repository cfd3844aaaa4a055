package dev.drydock.foundationdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command line of a tool: an action, then options, of which some have a value behind them.
 *
 * @param end when the caller's patience is over, in nanoseconds
 */
record StandInOptions(String action, Map<String, String> options, long end) {

    private static final Set<String> FLAGS = Set.of("-w", "--json", "--deep", "--version", "-v");

    /** For as long as the caller has no more time. */
    static final class TimeIsUpException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads it.
     *
     * @param flagged whether {@code -v} is one without a value
     * @throws IllegalArgumentException where a value is missing
     */
    static StandInOptions of(List<String> arguments, boolean flagged, long end) {
        var options = new LinkedHashMap<String, String>();
        for (var i = 1; i < arguments.size(); i++) {
            var option = arguments.get(i);
            if (FLAGS.contains(option) && (flagged || !option.equals("-v"))) {
                options.put(option, "");
            } else if (i + 1 < arguments.size()) {
                options.put(option, arguments.get(++i));
            } else {
                throw new IllegalArgumentException(option);
            }
        }
        return new StandInOptions(arguments.isEmpty() ? "" : arguments.get(0), options, end);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    String value(String option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    /** Whether a URL needs no secret, or a file of credentials has it. */
    boolean hasSecretFor(String url) throws IOException {
        if (!url.startsWith("blobstore://") || !url.contains("@")) {
            return true;
        }
        var host = url.substring(url.indexOf('@') + 1).split("[:/?]", 2)[0];
        var account = url.substring("blobstore://".length(), url.indexOf('@')) + "@" + host;
        var file = options.get("--blob-credentials");
        return file != null
                && Files.readString(Path.of(file)).contains("\"" + account + "\"")
                && Files.readString(Path.of(file)).contains("\"secret\"");
    }

    /** Waits a moment, unless the caller's patience is over. */
    void pause() throws InterruptedException {
        if (System.nanoTime() > end) {
            throw new TimeIsUpException();
        }
        Thread.sleep(5);
    }
}
