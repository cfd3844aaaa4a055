package dev.drydock.layout;

import java.util.Optional;

/** The kinds of document an account holds, with the byte each has in keys of both versions. */
public enum Collection {
    EMAIL(0, "message"),
    MAILBOX(1, "mailbox"),
    THREAD(2, "thread"),
    IDENTITY(3, "identity"),
    EMAIL_SUBMISSION(4, "submission"),
    SIEVE_SCRIPT(5, "Sieve script"),
    PUSH_SUBSCRIPTION(6, "push subscription"),
    PRINCIPAL(7, "principal");

    private final int code;
    private final String noun;

    Collection(int code, String noun) {
        this.code = code;
        this.noun = noun;
    }

    /** The byte of this collection in keys. */
    public int code() {
        return code;
    }

    /** What one document of it is called, for people. */
    public String noun() {
        return noun;
    }

    /** The collection of a key's byte; empty for a byte that neither version writes. */
    public static Optional<Collection> of(int code) {
        return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
    }
}
