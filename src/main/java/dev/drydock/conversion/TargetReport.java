package dev.drydock.conversion;

import dev.drydock.layout.v080.Letter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a v0.8.0 store holds.
 *
 * @param name the store as the admin names it
 * @param letters one entry for each letter of which there is a record, in the order of {@link Letter}
 * @param accounts by id
 * @param misreadQueuedMessages those of them that v0.8.0 shows with wrong data
 * @param unreadableQueuedMessages those of them that v0.8.0 cannot read
 * @param indexWork messages still to be put into the full-text index
 */
public record TargetReport(
        String name,
        Map<Letter, Size> letters,
        List<Account> accounts,
        long queuedMessages,
        long misreadQueuedMessages,
        long unreadableQueuedMessages,
        long indexWork) {

    public TargetReport {
        accounts = List.copyOf(accounts);
    }

    /**
     * What one letter takes.
     *
     * @param bytes of keys and values
     */
    public record Size(long records, long bytes) {}

    /**
     * An account, group or list, or an id without any of them under which documents are kept.
     *
     * @param id unsigned 32 bits
     * @param name empty where the directory has none
     * @param type as in {@link InspectionReport.Account}
     */
    public record Account(int id, Optional<String> name, String type, long used, long messages, long mailboxes) {}

    /** Records of all letters. */
    public long records() {
        return letters.values().stream().mapToLong(Size::records).sum();
    }

    /** Bytes of keys and values of all letters. */
    public long bytes() {
        return letters.values().stream().mapToLong(Size::bytes).sum();
    }

    /** Messages of all accounts. */
    public long messages() {
        return accounts.stream().mapToLong(Account::messages).sum();
    }
}
