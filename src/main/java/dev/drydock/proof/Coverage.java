package dev.drydock.proof;

import java.util.Map;

/**
 * How much of the old store was asked for.
 *
 * @param accountsFailed that could not be asked, or not to the end, for a reason that should not be
 * @param accounts that have mailboxes or scripts in the old store
 * @param notAsked how many accounts were not asked, by the reason
 * @param messagesSeen messages whose UID and flags the server has shown
 * @param downloadsAgain whether a mail program would have to download a mailbox again, of those asked
 */
public record Coverage(
        long accountsAsked,
        long accountsFailed,
        long accounts,
        long mailboxesAsked,
        long mailboxes,
        long messagesSeen,
        long messages,
        Map<String, Long> notAsked,
        boolean downloadsAgain) {

    static final Coverage NONE = new Coverage(0, 0, 0, 0, 0, 0, 0, Map.of(), false);

    public Coverage {
        notAsked = Map.copyOf(notAsked);
    }

    /** What mail programs will make of it, in one sentence, which claims no more than was asked. */
    public String sentence() {
        if (mailboxesAsked == 0) {
            return "No mailbox was asked for, so it is not known whether mail programs will download again.";
        }
        if (downloadsAgain) {
            return "Some mail programs will download mail again: UIDVALIDITY, UIDNEXT or UIDs are not what they were.";
        }
        var asked = mailboxesAsked == mailboxes
                ? "in all " + mailboxes + " mailboxes"
                : "in the " + mailboxesAsked + " of " + mailboxes + " mailboxes that were asked for";
        return "No mail program will download again: UIDVALIDITY, UIDNEXT and UIDs are as they were " + asked + ".";
    }
}
