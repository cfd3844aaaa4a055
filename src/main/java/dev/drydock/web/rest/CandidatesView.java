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
 * @param units for {@code deployment.unit}
 * @param containers for {@code deployment.container}
 * @param commands names for {@code deployment.name}
 * @param commandsProblem why there are none; null where there are some
 */
record CandidatesView(
        List<CandidateView> installations,
        List<UnitView> units,
        List<ContainerView> containers,
        List<String> commands,
        @Nullable String commandsProblem) {

    /**
     * A configuration that looks like that of a mail server.
     *
     * @param source {@code suggestion}, {@code running}, {@code unit}, {@code container} or {@code standard}
     */
    record CandidateView(Path config, String source, String why) {}

    /**
     * A unit of systemd that starts a mail server.
     *
     * @param config that it starts it with
     */
    record UnitView(String name, Path config) {}

    /**
     * A container of Docker that runs a mail server.
     *
     * @param config where it lies on this machine
     */
    record ContainerView(String name, String image, boolean running, Path config) {}

    static CandidatesView of(Candidates found) {
        return new CandidatesView(
                found.installations().stream()
                        .map(candidate -> new CandidateView(
                                candidate.config(),
                                candidate.source().name().toLowerCase(Locale.ROOT),
                                candidate.why()))
                        .toList(),
                found.units().stream()
                        .map(unit -> new UnitView(unit.name(), unit.config()))
                        .toList(),
                found.containers().stream()
                        .map(container -> new ContainerView(
                                container.name(), container.image(), container.running(), container.config()))
                        .toList(),
                found.commands(),
                found.commandsProblem());
    }
}
