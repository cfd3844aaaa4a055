package dev.drydock.demo;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.UsedQuotaKey;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.CounterKey;
import dev.drydock.layout.v080.DirectoryKey;
import dev.drydock.layout.v080.DocumentIdKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.PropertyKey;
import dev.drydock.layout.v080.QueueMessageKey;
import dev.drydock.layout.v080.QueuedMessageCodec;
import dev.drydock.layout.v080.ReportKey;
import dev.drydock.layout.v080.TagKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what v0.8.0 shows of its store. */
record NewStoreReading(TargetStore source, MailStore store) {

    private static final int USED_QUOTA = 4;

    void run() throws StoreException, MalformedDataException, IOException {
        for (var letter : Letter.values()) {
            try (var records = source.scan(letter)) {
                while (records.next()) {
                    record(letter, records.key(), records.value());
                }
            }
        }
    }

    private void record(Letter letter, byte[] key, byte[] value) throws MalformedDataException, IOException {
        switch (letter) {
            case PROPERTY -> {
                var property = PropertyKey.decode(key);
                store.property(property.document(), property.field(), value);
            }
            case BLOB_LINK -> {
                var link = BlobLinkKey.decode(key);
                store.link(link.hash(), link.document());
            }
            case DIRECTORY -> store.directory(DirectoryKey.decode(key), value);
            case SETTING ->
                store.setting(new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
            case QUEUE_MESSAGE -> store.queued(QueueMessageKey.decode(key).id(), queued(value));
            case REPORT_OUT -> report(ReportKey.decode(key));
            case DOCUMENT_IDS -> store.exists(DocumentIdKey.decode(key).document());
            case TAGS -> {
                if (TagKey.recognise(key).orElse(null) instanceof TagKey.Id tag) {
                    store.tag(tag.document(), tag.field(), tag.id());
                }
            }
            case COUNTER -> {
                var uid = CounterValue.decode(value);
                CounterKey.recogniseMailbox(key).ifPresent(mailbox -> store.lastUid(mailbox, uid));
            }
            case QUOTA -> quota(key, CounterValue.decode(value));
            case INDEX -> store.index(IndexKey.decode(key));
            case BLOB -> store.content(key, value);
            case INDEX_QUEUE -> store.toIndex(key);
            default -> {}
        }
    }

    private static Optional<QueuedMessage> queued(byte[] value) {
        try {
            return Optional.of(QueuedMessageCodec.decode(value));
        } catch (MalformedDataException e) {
            return misread(value);
        }
    }

    /**
     * What v0.8.0 makes of a message as v0.7.3 wrote it: with one domain and no quota keys all that follows the domain is
     * taken from one byte too early, and the last byte is left over; others cannot be read.
     */
    private static Optional<QueuedMessage> misread(byte[] value) {
        try {
            var old = dev.drydock.layout.v073.QueuedMessageCodec.decode(value);
            return old.domains().size() == 1 && old.quotaKeys().isEmpty()
                    ? Optional.of(withSize(old, old.size() << Byte.SIZE))
                    : Optional.empty();
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private static QueuedMessage withSize(QueuedMessage old, long size) {
        return new QueuedMessage(
                old.id(),
                old.created(),
                old.blobHash(),
                old.returnPath(),
                old.lowerCaseReturnPath(),
                old.returnPathDomain(),
                old.recipients(),
                old.domains(),
                old.flags(),
                old.envelopeId(),
                old.priority(),
                size,
                old.quotaKeys());
    }

    /** Where the real server lists reports to send, it meets received TLS reports too; nobody writes any. */
    private void report(ReportKey key) {
        var received = key.rest().length == 2 * Long.BYTES;
        if (received && key.reportClass() != ReportKey.RECEIVED_TLS) {
            store.receivedReport(
                    key.reportClass() == ReportKey.RECEIVED_DMARC ? "dmarc" : "arf",
                    BigEndian.u64(key.rest(), 0),
                    BigEndian.u64(key.rest(), Long.BYTES));
        }
    }

    /** As in v0.7.3 behind the class. */
    private void quota(byte[] key, long value) throws MalformedDataException {
        if (key.length > 1 && key[0] == USED_QUOTA) {
            var old = key.clone();
            old[0] = new UsedQuotaKey(0).encode()[0];
            store.usedQuota(UsedQuotaKey.decode(old).principal(), value);
        }
    }
}
