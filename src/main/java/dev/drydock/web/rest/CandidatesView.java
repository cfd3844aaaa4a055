package dev.drydock.web.rest;

import dev.drydock.upgrade.Candidates;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What could be upgraded here.
 *
 * @param installations the likeliest first
 * @param commands names for {@code deployment.name}
 * @param commandsProblem why there are none; null where there are some
 */
record CandidatesView(
        List<CandidateView> installations,
        List<String> commands,
        @Nullable String commandsProblem) {

    /**
     * A configuration that looks like that of a mail server.
     *
     * @param source {@code suggestion}, {@code running} or {@code standard}
     */
    record CandidateView(Path config, String source, String why) {}

    static CandidatesView of(Candidates found) {
        return new CandidatesView(
                found.installations().stream()
                        .map(candidate -> new CandidateView(
                                candidate.config(),
                                candidate.source().name().toLowerCase(Locale.ROOT),
                                candidate.why()))
                        .toList(),
                found.commands(),
                found.commandsProblem());
    }
}
