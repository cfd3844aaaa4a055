package dev.drydock.demo;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.QueueMessageKey;
import dev.drydock.layout.v073.QueuedMessageCodec;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.ReportToSendKey;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v073.UsedQuotaKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads what v0.7.3 shows of its store. */
record OldStoreReading(RecordSource source, MailStore store) {

    void run() throws StoreException, MalformedDataException, IOException {
        try (var values = source.scan(Space.VALUES)) {
            while (values.next()) {
                value(values.key(), values.value());
            }
        }
        try (var counters = source.scan(Space.COUNTERS)) {
            while (counters.next()) {
                counter(counters.key(), CounterValue.decode(counters.value()));
            }
        }
        try (var indexes = source.scan(Space.INDEXES)) {
            while (indexes.next()) {
                store.index(IndexKey.decode(indexes.key()));
            }
        }
        try (var blobs = source.scan(Space.BLOBS)) {
            while (blobs.next()) {
                store.content(blobs.key(), blobs.value());
            }
        }
        bitmaps();
    }

    private void value(byte[] key, byte[] value) throws MalformedDataException {
        switch (Family.of(Space.VALUES, key)) {
            case PROPERTY -> {
                var property = PropertyKey.decode(key);
                store.property(property.document(), property.field(), value);
            }
            case BLOB_LINK -> {
                var link = BlobLinkKey.decode(key);
                if (!link.isCommit()) {
                    store.link(link.hash(), link.document());
                }
            }
            case DIRECTORY -> store.directory(DirectoryKey.decode(key), value);
            case SETTING ->
                store.setting(
                        new String(SettingKey.decode(key).name(), StandardCharsets.UTF_8),
                        new String(value, StandardCharsets.UTF_8));
            case QUEUE_MESSAGE -> store.queued(QueueMessageKey.decode(key).id(), queued(value));
            case REPORT_TO_SEND -> reportToSend(ReportToSendKey.decode(key));
            case RECEIVED_REPORT -> {
                var report = ReceivedReportKey.decode(key);
                var kind = report.kind().name().toLowerCase(Locale.ROOT);
                store.receivedReport(kind, report.expires(), report.id());
            }
            default -> {}
        }
    }

    private static Optional<QueuedMessage> queued(byte[] value) {
        try {
            return Optional.of(QueuedMessageCodec.decode(value));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private void reportToSend(ReportToSendKey key) {
        if (key.kind().isHeader() && key.seq() != 0) {
            store.reportToSend(String.join(
                    "!",
                    key.kind() == ReportToSendKey.Kind.DMARC_HEADER ? "d" : "t",
                    new String(key.domain(), StandardCharsets.UTF_8),
                    Long.toUnsignedString(key.policyHash()),
                    Long.toUnsignedString(key.seq()),
                    Long.toUnsignedString(key.due())));
        }
    }

    private void counter(byte[] key, long value) throws MalformedDataException {
        switch (Family.of(Space.COUNTERS, key)) {
            case MAILBOX_UID_NEXT -> store.lastUid(MailboxUidNextKey.decode(key).document(), value);
            case USED_QUOTA -> store.usedQuota(UsedQuotaKey.decode(key).principal(), value);
            default -> {}
        }
    }

    private void bitmaps() throws StoreException, MalformedDataException {
        try (var bitmaps = source.bitmaps()) {
            while (bitmaps.next()) {
                var key = BitmapKey.decode(bitmaps.key());
                bitmaps.documents().forEach((int id) -> {
                    var document = new Document(key.account(), key.collection(), id);
                    if (key instanceof BitmapKey.DocumentIds) {
                        store.exists(document);
                    } else if (key instanceof BitmapKey.TagId tag) {
                        store.tag(document, tag.field(), tag.id());
                    } else if (key instanceof BitmapKey.TagStatic tag) {
                        store.tag(document, tag.field(), tag.id());
                    }
                });
            }
        }
    }
}
