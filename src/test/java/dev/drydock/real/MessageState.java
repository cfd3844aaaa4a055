package dev.drydock.real;

import dev.drydock.layout.BlobHash;
import java.util.SortedSet;

/**
 * A message as an IMAP client sees it.
 *
 * @param flags without {@code \Recent}
 * @param received INTERNALDATE
 * @param size bytes of the message as it was fetched
 * @param content hash of the message as it was fetched
 */
record MessageState(long uid, SortedSet<String> flags, String received, int size, BlobHash content) {}
