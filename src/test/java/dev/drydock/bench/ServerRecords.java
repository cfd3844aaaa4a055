package dev.drydock.bench;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.DomainStatus;
import dev.drydock.layout.Principal;
import dev.drydock.layout.PrincipalId;
import dev.drydock.layout.QueuedDomain;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.QuotaKey;
import dev.drydock.layout.Recipient;
import dev.drydock.layout.RecipientStatus;
import dev.drydock.layout.v073.BlobReservationKey;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.IndexQueueKey;
import dev.drydock.layout.v073.LookupCounterExpiryKey;
import dev.drydock.layout.v073.LookupCounterKey;
import dev.drydock.layout.v073.LookupKey;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.QueueEventKey;
import dev.drydock.layout.v073.QueueMessageKey;
import dev.drydock.layout.v073.QueueQuotaKey;
import dev.drydock.layout.v073.QueuedMessageCodec;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.ReportToSendKey;
import dev.drydock.layout.v073.ReservedIdKey;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v073.UsedQuotaKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What belongs to the server as a whole: settings, directory, queue, reports, lookups and counters. */
final class ServerRecords {

    private static final long NOW = 1_720_000_000;
    private static final long QUEUE_ID = 0x1800_0000_0000L;

    private final StoreShape shape;
    private final SourceWriter writer;
    private final MessageContents contents;

    ServerRecords(StoreShape shape, SourceWriter writer, MessageContents contents) {
        this.shape = shape;
        this.writer = writer;
        this.contents = contents;
    }

    /** Values whose classes stand before those of blob links. */
    void writeBeforeLinks() throws StoreException {
        put(new ReservedIdKey(new Document(0, 0, shape.messagesOf(0))).encode(), new byte[0]);
        for (var i = 0; i < 7; i++) {
            put(
                    new LookupKey(utf8("greylist " + i)).encode(),
                    new ByteWriter().u64(NOW).utf8("seen").toByteArray());
        }
        for (var i = 0; i < 3; i++) {
            put(new IndexQueueKey(i, 0, i).encode(), new byte[0]);
        }
        for (var queued = 0; queued < shape.queued(); queued++) {
            put(new BlobReservationKey(BlobReservationKey.QUEUE, hash(queued), NOW).encode(), new byte[4]);
        }
    }

    /** Values whose classes stand behind those of blob links. */
    void writeBehindLinks() throws StoreException {
        for (var i = 0; i < shape.settings(); i++) {
            put(new SettingKey(utf8("spam-filter.list.scores.RULE_%05d".formatted(i))).encode(), utf8("-0.25"));
        }
        for (var i = 0; i < 7; i++) {
            put(
                    new LookupCounterExpiryKey(utf8("rate " + i)).encode(),
                    new ByteWriter(8).u64(NOW).toByteArray());
        }
        directory();
        for (var queued = 0; queued < shape.queued(); queued++) {
            put(new QueueMessageKey(QUEUE_ID + queued).encode(), QueuedMessageCodec.encode(message(queued)));
        }
        for (var queued = 0; queued < shape.queued(); queued++) {
            put(new QueueEventKey(NOW + queued, QUEUE_ID + queued).encode(), new byte[8]);
        }
        for (var kind : ReportToSendKey.Kind.values()) {
            put(new ReportToSendKey(kind, NOW * 2, utf8("far.example"), 7, 1).encode(), utf8("a " + kind));
        }
        for (var kind : ReceivedReportKey.Kind.values()) {
            put(new ReceivedReportKey(kind, NOW * 2, 1).encode(), utf8("a report of kind " + kind));
        }
    }

    private void directory() throws StoreException {
        for (var account = 0; account < shape.accounts(); account++) {
            put(new DirectoryKey.NameToId(utf8(name(account))).encode(), new PrincipalId(account, 0).encode());
        }
        for (var account = 0; account < shape.accounts(); account++) {
            var address = utf8(name(account) + "@dock.example");
            put(
                    new DirectoryKey.AddressToId(address).encode(),
                    new ByteWriter(5).leb32(account).toByteArray());
        }
        for (var account = 0; account < shape.accounts(); account++) {
            var name = name(account);
            var principal = new Principal(
                    account, 0, 0, name, "Sailor " + account, List.of("{PLAIN}x"), List.of(name + "@dock.example"));
            put(new DirectoryKey.PrincipalKey(account).encode(), principal.encode());
        }
        put(new DirectoryKey.Domain(utf8("dock.example")).encode(), new byte[0]);
    }

    private QueuedMessage message(int queued) {
        var scheduled = new QueuedDomain.Schedule(NOW + queued, 0);
        var domain =
                new QueuedDomain("far.example", scheduled, scheduled, NOW * 2, new DomainStatus.Scheduled(), false);
        var recipient = new Recipient(
                0, "Cook@far.example", "cook@far.example", new RecipientStatus.Scheduled(), 0, Optional.empty());
        return new QueuedMessage(
                QUEUE_ID + queued,
                NOW,
                hash(queued),
                "sailor@dock.example",
                "sailor@dock.example",
                "dock.example",
                List.of(recipient),
                List.of(domain),
                0,
                Optional.empty(),
                (short) 0,
                contents.of(shape.messages() + queued).length,
                List.of(new QuotaKey(QuotaKey.Kind.COUNT, utf8("far"), 0)));
    }

    private BlobHash hash(int queued) {
        return BlobHash.ofContent(contents.of(shape.messages() + queued));
    }

    void writeCounters() throws StoreException {
        for (var account = 0; account < shape.accounts(); account++) {
            for (var mailbox = 0; mailbox < ValueRecords.MAILBOXES; mailbox++) {
                var document = new Document(account, Collection.MAILBOX.code(), mailbox);
                writer.add(new MailboxUidNextKey(document).encode(), 1L + shape.messagesOf(account));
            }
        }
        for (var i = 0; i < shape.settings() / 4; i++) {
            writer.add(new LookupCounterKey(utf8("bayes %06d".formatted(i))).encode(), i + 1L);
        }
        for (var i = 0; i < 7; i++) {
            writer.add(new LookupCounterKey(utf8("rate " + i)).encode(), i);
        }
        for (var account = 0; account < shape.accounts(); account++) {
            writer.add(new UsedQuotaKey(account).encode(), 1L + (long) shape.messagesOf(account) * shape.meanContent());
        }
        writer.add(new QueueQuotaKey(QueueQuotaKey.Kind.COUNT, utf8("far")).encode(), shape.queued());
    }

    private static String name(int account) {
        return "sailor%07d".formatted(account);
    }

    private void put(byte[] key, byte[] value) throws StoreException {
        writer.put(Space.VALUES, key, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
