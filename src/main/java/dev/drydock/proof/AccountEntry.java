package dev.drydock.proof;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An account, group or list of the old store, and where what belongs to it was written down.
 *
 * @param id unsigned 32 bits
 * @param name as the new server is told it; empty where the directory has none
 * @param known whether the store itself holds the account, not only a number for its name
 * @param quota bytes that it may use; empty where the store does not hold the account
 * @param used bytes that it uses
 * @param mailboxes how many it has
 * @param messages how many are in them
 * @param scripts how many it has
 */
record AccountEntry(
        int id,
        Optional<String> name,
        boolean known,
        OptionalLong quota,
        long used,
        int mailboxes,
        long messages,
        int scripts,
        long offset) {

    /** The name, or the number where there is none. */
    String title() {
        return name.orElseGet(() -> "account " + Integer.toUnsignedString(id));
    }
}
