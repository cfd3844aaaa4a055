package dev.drydock.store;

/** Which server has written a store, told by looking into it. */
public enum StoreVersion {
    /** Nothing there: no file, an empty file or directory, or a database without one record and without our spaces. */
    BLANK("blank"),
    V0_7_3("v0.7.3"),
    V0_8_0("v0.8.0"),
    /** A v0.7.3 store that v0.8.0 has opened, and so possibly damaged. */
    BOTH("v0.7.3, touched by v0.8.0"),
    /** A database, but not one of this mail server. */
    FOREIGN("not a store of this mail server");

    private final String title;

    StoreVersion(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
