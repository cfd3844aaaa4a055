package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.conversion.InspectionReport.Queue;
import dev.drydock.layout.v073.BlobReservationKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.QueueEventKey;
import dev.drydock.layout.v073.QueueMessageKey;
import dev.drydock.layout.v073.QueueQuotaKey;
import dev.drydock.layout.v073.QueuedMessageCodec;
import dev.drydock.translate.SourceRecord;
import java.util.List;

/** The outbound queue, and what the official import would make of it. */
final class QueueSurvey {

    private static final String OFFICIAL = "queue-after-official-import";
    private static final String UNREADABLE = "queue-unreadable";
    private static final String CONTENTS = "queue-contents-missing";
    private static final String QUOTAS = "queue-quotas";

    /** Reservations that are followed to their contents; a queue beyond that is followed in part, and says so. */
    private static final int FOLLOWED = 100_000;

    private final boolean export;
    private final ContentSurvey contents;
    private final Examples unreadable = new Examples();
    private final Examples withoutContent = new Examples();
    private long reservations;
    private long messages;
    private long events;
    private long recipients;
    private long bytes;
    private long misread;
    private long lost;
    private long quotas;
    private long negativeQuotas;

    QueueSurvey(boolean export, ContentSurvey contents) {
        this.export = export;
        this.contents = contents;
    }

    void entry(SourceRecord.Entry entry) throws MalformedDataException {
        if (entry.family() == Family.BLOB_RESERVATION) {
            var reservation = BlobReservationKey.decode(entry.key());
            if (reservation.account() == BlobReservationKey.QUEUE && reservations++ < FOLLOWED) {
                contents.await(reservation.hash());
            }
        } else if (entry.family() == Family.QUEUE_EVENT) {
            QueueEventKey.decode(entry.key());
            events++;
        } else {
            message(QueueMessageKey.decode(entry.key()).id(), entry.value());
        }
    }

    private void message(long id, byte[] value) {
        messages++;
        try {
            var message = QueuedMessageCodec.decode(value);
            recipients += message.recipients().size();
            bytes += message.size();
            // The official import copies the value as it is.
            switch (NewQueueReading.of(value, message)) {
                case RIGHT -> {}
                case WRONG -> misread++;
                case NONE -> lost++;
            }
            if (contents.isMissing(message.blobHash())) {
                withoutContent.add("queued message " + Long.toUnsignedString(id));
            }
        } catch (MalformedDataException e) {
            unreadable.add("queued message " + Long.toUnsignedString(id) + " (" + e.getMessage() + ")");
        }
    }

    void quota(SourceRecord.Counter counter) throws MalformedDataException {
        QueueQuotaKey.decode(counter.key());
        quotas++;
        if (counter.value() < 0) {
            negativeQuotas++;
        }
    }

    Queue queue() {
        return new Queue(messages, events, recipients, bytes, misread, lost, unreadable.count());
    }

    List<Finding> findings() {
        return List.of(official(), unreadable(), contents(), quotas());
    }

    private Finding official() {
        var affected = misread + lost;
        if (affected == 0) {
            return Finding.pass(
                    OFFICIAL, messages == 0 ? "The queue is empty." : "No queued message would be misread by v0.8.0.");
        }
        return Finding.of(
                Grade.WARN,
                OFFICIAL,
                affected,
                "The form of queued messages has changed. After the official export and import, v0.8.0 cannot read "
                        + lost + " of " + messages + " at all, and shows " + misread
                        + " with a wrong size. Nor is their content held any longer: the next purge deletes the"
                        + " content of every queued message that no mailbox holds as well.",
                "Let the queue run empty before the upgrade, or convert with the profile lossless, which carries"
                        + " every queued message rightly");
    }

    private Finding unreadable() {
        if (unreadable.count() == 0) {
            return Finding.pass(UNREADABLE, "Every queued message can be read.");
        }
        return Finding.of(
                        Grade.WARN,
                        UNREADABLE,
                        unreadable.count(),
                        "Some queued messages cannot be read, by v0.7.3 neither. They are carried byte for byte.",
                        "Remove them from the queue before the upgrade")
                .with(unreadable.named());
    }

    private Finding contents() {
        if (contents.isElsewhere()) {
            return Finding.skip(CONTENTS, "Not checked: the contents are not in this store.");
        }
        if (withoutContent.count() > 0) {
            return Finding.of(
                            Grade.WARN,
                            CONTENTS,
                            withoutContent.count(),
                            "The content of some queued messages is missing: they can never be delivered.",
                            "Remove them from the queue before the upgrade")
                    .with(withoutContent.named());
        }
        if (export && messages > 0) {
            return Finding.skip(
                    CONTENTS, "Not checked: an export does not say which contents the queue holds. Inspect the store.");
        }
        if (reservations > FOLLOWED) {
            return Finding.skip(CONTENTS, "Checked for the first " + FOLLOWED + " queued messages only: none missed.");
        }
        return Finding.pass(
                CONTENTS, messages == 0 ? "The queue is empty." : "The content of every queued message is there.");
    }

    private Finding quotas() {
        if (export) {
            return Finding.skip(QUOTAS, "An export holds no queue quotas, whether there were any or not.");
        }
        if (quotas == 0) {
            return Finding.pass(QUOTAS, "There are no queue quotas.");
        }
        return Finding.of(
                Grade.NOTICE,
                QUOTAS,
                quotas,
                "The official export leaves the counters of queue quotas out, so that they go below zero when the"
                        + " queued messages leave."
                        + (negativeQuotas > 0 ? " " + negativeQuotas + " are below zero already." : ""),
                "Convert with the profile lossless, which carries them");
    }
}
