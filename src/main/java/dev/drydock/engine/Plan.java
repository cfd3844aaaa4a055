package dev.drydock.engine;

import java.util.HashSet;
import java.util.List;

/**
 * The ordered phases for one installation.
 *
 * @param installation names the installation, so that only one run at a time works on it
 * @param fingerprint stands for everything the plan was made from; a run is resumed only under the same one
 */
public record Plan(String installation, String fingerprint, List<Phase> phases) {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException where two phases or two steps share one
     */
    public Plan {
        phases = List.copyOf(phases);
        var names = new HashSet<String>();
        for (var phase : phases) {
            requireNew(names, "phase " + phase.name());
            phase.steps().forEach(step -> requireNew(names, "step " + step.name()));
        }
    }

    private static void requireNew(HashSet<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("two of " + name);
        }
    }

    /**
     * The phase of this name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public Phase phase(String name) {
        return phases.stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no phase " + name));
    }
}
