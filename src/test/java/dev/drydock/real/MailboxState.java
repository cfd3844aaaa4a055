package dev.drydock.real;

import java.util.List;

/**
 * A mailbox as an IMAP client sees it.
 *
 * @param messages how many messages STATUS counts
 * @param uidNext the UID that the next message will have
 * @param uidValidity changes when UIDs were given anew, and makes every client fetch everything again
 * @param unseen how many messages STATUS counts as not seen
 * @param content the messages, in the order of their UIDs
 */
record MailboxState(long messages, long uidNext, long uidValidity, long unseen, List<MessageState> content) {}
