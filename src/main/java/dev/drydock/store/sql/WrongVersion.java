package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.StoreVersion;

/** Refuses a store of tables that is of another version than is wanted. */
public final class WrongVersion {

    private WrongVersion() {}

    /**
     * Says what it is instead.
     *
     * @param blank what a place without tables is, behind "it is no store of …: "
     * @param kind what the configuration names, such as {@code the file}
     */
    public static StoreException of(String name, StoreVersion found, StoreVersion wanted, String blank, String kind) {
        var problem = name + " is no store of " + wanted.title() + ": ";
        return switch (found) {
            case BLANK -> new StoreException(problem + blank, "Name " + kind + " that the configuration names");
            case V0_7_3 ->
                new StoreException(
                        problem + "it is one of " + found.title(), "Convert it first, or name it as the source");
            case V0_8_0 ->
                new StoreException(
                        problem + "it is already one of " + found.title(),
                        "Name the store from before the upgrade, or nothing is to be done");
            case BOTH ->
                new StoreException(
                        problem + "v0.8.0 has been started on it and may have damaged it",
                        "Go back to a backup from before that start");
            case FOREIGN ->
                new StoreException(
                        problem + "its tables are not those of this mail server",
                        "Name " + kind + " that the configuration names");
        };
    }
}
