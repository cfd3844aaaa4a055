package dev.drydock.store.sql;

import dev.drydock.store.StoreVersion;
import java.util.List;

/**
 * Where the tables of the old store were when they were looked for.
 *
 * @param state of the six tables together
 * @param inPlace what lies where the mail server looks; {@link StoreVersion#BLANK} also where that is missing
 * @param oldInPlace the letters of old tables there
 * @param oldAside the letters of old tables aside
 */
public record Whereabouts(State state, StoreVersion inPlace, List<String> oldInPlace, List<String> oldAside) {

    public Whereabouts {
        oldInPlace = List.copyOf(oldInPlace);
        oldAside = List.copyOf(oldAside);
    }

    /** The old store as a whole. */
    public enum State {
        /** Where the mail server looks for it, and nothing is aside. */
        IN_PLACE,
        /** Aside, and its place is free for the new one or taken by it. */
        ASIDE,
        /** On its way: the call that moved it was cut off, and has to be completed or taken back. */
        SPLIT,
        /** Not all six tables are to be found. */
        NOWHERE
    }

    /** For people, such as {@code aside, and in its place v0.8.0}. */
    @Override
    public String toString() {
        return switch (state) {
            case IN_PLACE -> "in its place";
            case ASIDE -> "aside, and in its place " + (inPlace == StoreVersion.BLANK ? "nothing" : inPlace.title());
            case SPLIT -> "on its way: in place " + letters(oldInPlace) + ", aside " + letters(oldAside);
            case NOWHERE -> "not to be found whole: in place " + letters(oldInPlace) + ", aside " + letters(oldAside);
        };
    }

    private static String letters(List<String> tables) {
        return tables.isEmpty() ? "nothing" : String.join(", ", tables);
    }
}
