package dev.drydock.store;

/** One backend. */
public interface StoreDriver {

    /** The word in front of a location, such as {@code sqlite} in {@code sqlite:PATH}. */
    String scheme();
}
