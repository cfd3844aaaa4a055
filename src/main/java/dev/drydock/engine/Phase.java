package dev.drydock.engine;

import java.util.List;

/**
 * A named stretch of a plan.
 *
 * @param name stable, such as {@code export}
 * @param title a word or two for people
 * @param changes what it changes on the machine, in a sentence for people
 */
public record Phase(String name, String title, String changes, List<Step> steps) {

    public Phase {
        steps = List.copyOf(steps);
    }
}
