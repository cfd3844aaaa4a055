package dev.drydock.installation.configuration;

import java.util.Locale;

/** What the server keeps, each in a store, or for the accounts in a directory, of its own choice. */
public enum Role {
    /** Everything but what the others hold; what the upgrade moves. */
    DATA("mail data"),
    /** The full-text index. */
    FTS("full-text index"),
    /** The bodies of messages and files. */
    BLOB("message bodies"),
    /** Counters, limits and lists that are looked up. */
    LOOKUP("look-ups"),
    /** The accounts. */
    DIRECTORY("accounts");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /** The setting that names the store. */
    public String key() {
        return "storage." + name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String title() {
        return title;
    }
}
