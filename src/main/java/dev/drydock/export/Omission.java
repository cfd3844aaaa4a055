package dev.drydock.export;

import dev.drydock.layout.v073.Family;
import dev.drydock.translate.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Why the exporter of v0.7.3 leaves a record out, and so does {@link ExportSink}. */
public enum Omission {
    RESERVED_ID("ids are reserved for moments only"),
    INDEX_QUEUE("the new server queues its own work for the index"),
    BLOB_RESERVATION("reservations of blobs are not exported"),
    REPORT_TO_SEND("reports to send are not exported"),
    RECEIVED_REPORT("received reports are not exported"),
    QUEUE_QUOTA("quotas of the queue are not exported"),
    EXPIRY("the time at which a lookup counter expires is not exported"),
    EXPIRING("lookup counters that expire are not exported"),
    OWNER_GONE("what it counted for is gone"),
    ZERO("the counter is zero"),
    CONTENT_MISSING("the blob's content is missing in the store"),
    UNCOMMITTED("the blob has no marker that it was stored whole"),
    EMPTY("the bitmap is empty");

    private final String text;

    Omission(String text) {
        this.text = text;
    }

    /** For people, a phrase without a full stop. */
    public String text() {
        return text;
    }

    /** Why a record is left out, or {@code null} for one that exports carry. */
    static @Nullable Omission of(SourceRecord record) {
        if (record instanceof SourceRecord.Counter counter) {
            return of(counter);
        }
        if (record instanceof SourceRecord.BlobCommit commit) {
            return commit.present() ? null : CONTENT_MISSING;
        }
        if (record instanceof SourceRecord.BlobContent content) {
            return content.committed() ? null : UNCOMMITTED;
        }
        if (record instanceof SourceRecord.Bitmap bitmap) {
            return bitmap.documents().isEmpty() ? EMPTY : null;
        }
        return switch (record.family()) {
            case RESERVED_ID -> RESERVED_ID;
            case INDEX_QUEUE -> INDEX_QUEUE;
            case BLOB_RESERVATION -> BLOB_RESERVATION;
            case REPORT_TO_SEND -> REPORT_TO_SEND;
            case RECEIVED_REPORT -> RECEIVED_REPORT;
            case LOOKUP_COUNTER_EXPIRY -> EXPIRY;
            default -> null;
        };
    }

    private static @Nullable Omission of(SourceRecord.Counter counter) {
        if (counter.family() == Family.QUEUE_QUOTA) {
            return QUEUE_QUOTA;
        }
        if (!counter.owned()) {
            return counter.family() == Family.LOOKUP_COUNTER ? EXPIRING : OWNER_GONE;
        }
        return counter.value() == 0 ? ZERO : null;
    }
}
