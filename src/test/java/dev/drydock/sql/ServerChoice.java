package dev.drydock.sql;

/** How a server of the tests differs from the fast one without TLS that is started where nothing is chosen. */
public enum ServerChoice {
    /** Offers TLS with a certificate signed by itself. */
    TLS,
    /** Offers the same, and refuses connections without. */
    ONLY_TLS,
    /** Waits for the disk at every commit, as servers do by default. What is killed without loses nothing either. */
    DURABLE
}
