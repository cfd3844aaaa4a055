package dev.drydock.demo;

import dev.drydock.layout.BlobHash;
import java.util.List;
import java.util.Map;

/**
 * What a store says of one message.
 *
 * @param flags as IMAP writes them, in the order of the store
 * @param uids by the mailboxes that the message itself says it is in
 * @param received Unix time in seconds
 */
record ShownMessage(List<String> flags, Map<Integer, Long> uids, BlobHash content, long size, long received) {}
