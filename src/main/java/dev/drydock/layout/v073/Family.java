package dev.drydock.layout.v073;

import dev.drydock.bytes.KeyRange;
import dev.drydock.bytes.MalformedDataException;
import java.util.Arrays;
import java.util.List;

/**
 * The families of records in a v0.7.3 store: a {@link Space}, and in {@code v} and {@code c} one or more first bytes
 * ("classes") of the key. Every key of a sound store belongs to exactly one family.
 */
public enum Family {
    PROPERTY("property", Space.VALUES, 0),
    TERM_INDEX("term index", Space.VALUES, 1),
    ACL("ACL", Space.VALUES, 2),
    RESERVED_ID("reserved id", Space.VALUES, 3),
    LOOKUP_VALUE("lookup value", Space.VALUES, 4),
    INDEX_QUEUE("pending index work", Space.VALUES, 5),
    BLOB_RESERVATION("blob reservation", Space.VALUES, 6),
    /** Links from documents to blobs, and the commit marker of each blob. */
    BLOB_LINK("blob link", Space.VALUES, 7),
    SETTING("setting", Space.VALUES, 8),
    LOOKUP_COUNTER_EXPIRY("lookup counter expiry", Space.VALUES, 10),
    DIRECTORY("directory", Space.VALUES, 20, 21, 22, 23, 25, 26),
    QUEUE_MESSAGE("queued message", Space.VALUES, 50),
    QUEUE_EVENT("queue event", Space.VALUES, 51),
    REPORT_TO_SEND("report to send", Space.VALUES, 52, 53, 54),
    RECEIVED_REPORT("received report", Space.VALUES, 60, 61, 62),
    MAILBOX_UID_NEXT("mailbox next UID", Space.COUNTERS, 0),
    LOOKUP_COUNTER("lookup counter", Space.COUNTERS, 9),
    USED_QUOTA("used quota", Space.COUNTERS, 24),
    QUEUE_QUOTA("queue quota", Space.COUNTERS, 55, 56),
    BITMAP("bitmap", Space.BITMAPS),
    INDEX("index", Space.INDEXES),
    LOG("change log", Space.LOGS),
    BLOB("blob", Space.BLOBS);

    private final String title;
    private final Space space;

    @SuppressWarnings("ImmutableEnumChecker") // The array is never handed out.
    private final int[] classes;

    Family(String title, Space space, int... classes) {
        this.title = title;
        this.space = space;
        this.classes = classes;
    }

    /** What a record of it is called, for people. */
    public String title() {
        return title;
    }

    public Space space() {
        return space;
    }

    /** The key ranges that hold this family in its space, in key order: one per class, or all of the space. */
    public List<KeyRange> ranges() {
        return classes.length == 0
                ? List.of(KeyRange.ALL)
                : Arrays.stream(classes)
                        .mapToObj(c -> KeyRange.startingWith((byte) c))
                        .toList();
    }

    /**
     * The family of a key.
     *
     * @throws MalformedDataException for a class byte that v0.7.3 does not write, and for an empty key
     */
    public static Family of(Space space, byte[] key) throws MalformedDataException {
        if (key.length == 0) {
            throw new MalformedDataException("key in space " + space.letter(), 0, "at least one byte");
        }
        var found = switch (space) {
            case VALUES -> BY_VALUE_CLASS[key[0] & 0xFF];
            case COUNTERS -> BY_COUNTER_CLASS[key[0] & 0xFF];
            case BITMAPS -> BITMAP;
            case INDEXES -> INDEX;
            case LOGS -> LOG;
            case BLOBS -> BLOB;
        };
        if (found == null) {
            throw new MalformedDataException(
                    "key in space " + space.letter(), 0, "a class that v0.7.3 writes, found class " + (key[0] & 0xFF));
        }
        return found;
    }

    private static final Family[] BY_VALUE_CLASS = byClass(Space.VALUES);
    private static final Family[] BY_COUNTER_CLASS = byClass(Space.COUNTERS);

    private static Family[] byClass(Space space) {
        var table = new Family[256];
        for (var family : values()) {
            if (family.space == space) {
                for (var c : family.classes) {
                    table[c] = family;
                }
            }
        }
        return table;
    }
}
