package dev.drydock.proof;

import java.util.List;
import java.util.Map;

/**
 * What belongs to an account in the old store.
 *
 * @param mailboxes by name
 */
record ExpectedAccount(Map<String, ExpectedMailbox> mailboxes, List<ExpectedScript> scripts) {}
