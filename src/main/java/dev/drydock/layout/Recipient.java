package dev.drydock.layout;

import java.util.Optional;

/**
 * One recipient of a queued message.
 *
 * @param domain place of its domain in the message's list of domains, from 0; unsigned 64 bits
 * @param lowerCaseAddress the address in lower case, as the server made it
 * @param flags bits of the server's delivery status notification, and the states it has sent
 * @param originalRecipient the ORCPT parameter of the submission
 */
public record Recipient(
        long domain,
        String address,
        String lowerCaseAddress,
        RecipientStatus status,
        long flags,
        Optional<String> originalRecipient) {}
