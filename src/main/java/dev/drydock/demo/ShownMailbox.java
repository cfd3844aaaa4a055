package dev.drydock.demo;

import java.util.SortedMap;

/**
 * A mailbox as IMAP shows it.
 *
 * @param total how many messages STATUS counts
 * @param unseen how many of those have not been read
 * @param uidNext what STATUS says the next UID will be; SELECT goes by the highest UID there is
 * @param uidValidity unsigned 32 bits
 * @param messages by UID
 */
record ShownMailbox(long total, long unseen, long uidNext, long uidValidity, SortedMap<Long, ShownMessage> messages) {

    /** What SELECT says the next UID will be. */
    long uidNextOfSelect() {
        return messages.isEmpty() ? 1 : messages.lastKey() + 1;
    }
}
