package dev.drydock.layout;

import java.util.List;
import java.util.Optional;

/**
 * A message on its way out. Both versions hold the same, but for {@link QueuedDomain#disableTls()}; the codecs stand
 * in {@code v073} and {@code v080}.
 *
 * @param id queue id, unsigned 64 bits
 * @param created Unix time in seconds
 * @param blobHash the blob that holds the message
 * @param returnPath envelope sender, empty for a bounce
 * @param lowerCaseReturnPath the same in lower case, as the server made it
 * @param returnPathDomain its domain
 * @param flags bits of the submission's parameters
 * @param envelopeId the ENVID parameter of the submission
 * @param priority signed 16 bits
 * @param size bytes of the message, unsigned 64 bits
 */
public record QueuedMessage(
        long id,
        long created,
        BlobHash blobHash,
        String returnPath,
        String lowerCaseReturnPath,
        String returnPathDomain,
        List<Recipient> recipients,
        List<QueuedDomain> domains,
        long flags,
        Optional<String> envelopeId,
        short priority,
        long size,
        List<QuotaKey> quotaKeys) {

    public QueuedMessage {
        recipients = List.copyOf(recipients);
        domains = List.copyOf(domains);
        quotaKeys = List.copyOf(quotaKeys);
    }
}
