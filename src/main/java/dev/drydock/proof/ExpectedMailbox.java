package dev.drydock.proof;

import java.util.OptionalLong;

/**
 * A mailbox as the old store has it.
 *
 * @param name its whole name, as IMAP shows it
 * @param uidValidity empty where the store has none: then no server can open the mailbox
 * @param uidNext the UID that the next message gets
 * @param subscribed whether its owner is subscribed to it
 */
record ExpectedMailbox(
        String name, OptionalLong uidValidity, long uidNext, boolean subscribed, ExpectedMessages messages) {

    ExpectedMailbox named(String other) {
        return new ExpectedMailbox(other, uidValidity, uidNext, subscribed, messages);
    }
}
