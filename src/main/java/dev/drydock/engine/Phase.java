package dev.drydock.engine;

import java.util.List;

/**
 * A named stretch of a plan.
 *
 * @param name stable, such as {@code export}
 * @param title a word or two for people
 * @param changes what it changes on the machine, in a sentence for people
 * @param goesBack whether a failure in it takes the whole run back by itself
 */
public record Phase(String name, String title, String changes, List<Step> steps, boolean goesBack) {

    public Phase {
        steps = List.copyOf(steps);
    }

    /** A phase whose failure leaves the run standing, for somebody to decide. */
    public Phase(String name, String title, String changes, List<Step> steps) {
        this(name, title, changes, steps, false);
    }
}
