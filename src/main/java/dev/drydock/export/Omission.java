package dev.drydock.export;

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
}
