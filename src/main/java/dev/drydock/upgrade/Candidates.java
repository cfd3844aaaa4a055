package dev.drydock.upgrade;

import dev.drydock.host.CommandVectors;
import dev.drydock.host.HostException;
import dev.drydock.installation.ConfigurationSearch;
import dev.drydock.installation.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this machine and this console offer to upgrade, for who has not said yet.
 *
 * @param installations the likeliest first, each once; nothing of them has been looked at but the configuration
 * @param commands names of the commands that start and stop servers, in order
 * @param commandsProblem why there are none; null where there are some
 */
public record Candidates(
        List<Candidate> installations,
        List<String> commands,
        @Nullable String commandsProblem) {

    /** Where a configuration was found. */
    public enum Source {
        /** The console was started to offer it. */
        SUGGESTION,
        /** A process was started with it. */
        RUNNING,
        /** It lies where the vendor's installer puts it. */
        STANDARD
    }

    /**
     * A configuration that looks like that of a mail server.
     *
     * @param config absolute path
     * @param why one sentence for people
     */
    public record Candidate(Path config, Source source, String why) {}

    /** Looks; takes a moment, and changes nothing. */
    public static Candidates look(ConsoleSettings settings) {
        return look(settings, Machine.here());
    }

    static Candidates look(ConsoleSettings settings, Machine machine) {
        var found = new LinkedHashMap<Path, Candidate>();
        var suggestion = settings.suggestion();
        if (suggestion != null) {
            var config = suggestion.installation().config();
            found.put(config, new Candidate(config, Source.SUGGESTION, "This console was started to upgrade it"));
        }
        var search = new ConfigurationSearch(machine);
        search.running()
                .forEach((config, pid) -> found.putIfAbsent(
                        config, new Candidate(config, Source.RUNNING, "Process " + pid + " was started with it")));
        search.standard()
                .forEach(config -> found.putIfAbsent(
                        config,
                        new Candidate(config, Source.STANDARD, "It lies where the vendor's installer puts it")));
        return withCommands(List.copyOf(found.values()), settings.commands());
    }

    private static Candidates withCommands(List<Candidate> installations, Path file) {
        if (Files.notExists(file)) {
            return new Candidates(installations, List.of(), "There is no file of commands " + file + " yet");
        }
        try {
            var names = CommandVectors.read(file).byName().keySet().stream()
                    .sorted()
                    .toList();
            return new Candidates(installations, names, names.isEmpty() ? file + " names no commands" : null);
        } catch (HostException e) {
            return new Candidates(installations, List.of(), e.problem() + ". " + e.nextStep());
        }
    }
}
