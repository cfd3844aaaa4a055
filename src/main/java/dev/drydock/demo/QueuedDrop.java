package dev.drydock.demo;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.DomainStatus;
import dev.drydock.layout.QueuedDomain;
import dev.drydock.layout.QueuedDomain.Schedule;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.Recipient;
import dev.drydock.layout.RecipientStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts mail for the accounts of a store of v0.8.0 into its queue, as the real server does before it delivers. A stand-in
 * does not deliver, so there it stays.
 */
record QueuedDrop(MailStore mail, ServedStore store, Clock clock) implements MailDrop {

    private static final Duration NOTICE = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofDays(5);

    @Override
    public boolean knows(String address) {
        return mail.hasAddress(address);
    }

    @Override
    public long take(String from, List<String> recipients, byte[] content) throws IOException {
        var now = clock.instant();
        var sender = from.toLowerCase(Locale.ROOT);
        var domains = new ArrayList<QueuedDomain>();
        var queued = new ArrayList<Recipient>();
        for (var address : recipients) {
            var lowerCase = address.toLowerCase(Locale.ROOT);
            queued.add(new Recipient(
                    domains.size(), address, lowerCase, new RecipientStatus.Scheduled(), 0, Optional.empty()));
            domains.add(new QueuedDomain(
                    domain(lowerCase),
                    new Schedule(now.getEpochSecond(), 0),
                    new Schedule(now.plus(NOTICE).getEpochSecond(), 0),
                    now.plus(PATIENCE).getEpochSecond(),
                    new DomainStatus.Scheduled(),
                    false));
        }
        var message = new QueuedMessage(
                mail.nextQueueId(now.toEpochMilli()),
                now.getEpochSecond(),
                BlobHash.ofContent(content),
                from,
                sender,
                domain(sender),
                queued,
                domains,
                0,
                Optional.empty(),
                (short) 0,
                content.length,
                List.of());
        try {
            store.queue(message, content);
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        mail.queued(message.id(), Optional.of(message));
        return message.id();
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
