package dev.drydock.translate;

/** Why a record of v0.7.3 has no record of v0.8.0. */
public enum Reason {
    BUILT_ANEW("v0.8.0 builds it anew from the messages", Weight.HARMLESS),
    SHORT_LIVED("short-lived; of no use after a restart", Weight.HARMLESS),
    EXPIRING("a counter that expires by itself", Weight.HARMLESS),
    ZERO("a counter at zero", Weight.HARMLESS),
    OWNER_GONE("what it counts for no longer exists", Weight.HARMLESS),
    UNCOMMITTED("content that nothing holds and that lacks its commit marker", Weight.HARMLESS),
    LINKED_UNCOMMITTED("held content that lacks its commit marker, which the server's export leaves out", Weight.LOSS),
    CONTENT_MISSING("its content is not in the store", Weight.LOSS),
    NOT_EXPORTED("the server's export leaves it out", Weight.LOSS),
    SAVED_AS_FILE("v0.8.0 has no sound place for it: saved as a file", Weight.SAVED);

    /** What it means for the admin. */
    public enum Weight {
        HARMLESS,
        SAVED,
        LOSS
    }

    private final String title;
    private final Weight weight;

    Reason(String title, Weight weight) {
        this.title = title;
        this.weight = weight;
    }

    /** A phrase for people. */
    public String title() {
        return title;
    }

    public Weight weight() {
        return weight;
    }
}
