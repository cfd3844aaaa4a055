package dev.drydock.engine;

/** Places where a test may end the process; nothing happens there otherwise. */
@FunctionalInterface
public interface Failpoints {

    Failpoints NONE = place -> {};

    /** Is passed at {@code place}, such as {@code before INTENT export.run}. */
    void reached(String place);
}
