package dev.drydock.store.sql;

/** A password, held in memory only: it shows itself to nobody who does not ask for it by name. */
public final class Password {

    /** For an account that needs none. */
    public static final Password NONE = new Password("");

    private final String text;

    public Password(String text) {
        this.text = text;
    }

    /** What is given to the server, and to nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "none" : "hidden";
    }
}
