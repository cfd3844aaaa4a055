package dev.drydock.conversion;

import dev.drydock.bytes.BigEndian;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.v080.Letter;
import java.util.OptionalInt;

/** The account that a v0.8.0 record belongs to, read from its key. */
final class RecordAccount {

    private RecordAccount() {}

    /** Empty for records that belong to the whole server, and for keys too short to tell. */
    static OptionalInt of(Letter letter, byte[] key) {
        return switch (letter) {
            case DOCUMENT_IDS, TAGS, INDEX, BLOB_RESERVATION, LOG, PROPERTY, TEXT_TOKENS, FULL_TEXT_INDEX -> at(key, 0);
            case ACL -> at(key, 4);
            case INDEX_QUEUE -> at(key, 8);
            case BLOB_LINK -> at(key, BlobHash.LENGTH);
            case COUNTER -> isUidNext(key) ? at(key, 0) : OptionalInt.empty();
            case DIRECTORY, QUEUE_MESSAGE, QUEUE_EVENT, REPORT_OUT, REPORT_IN, LOOKUP_VALUE, SETTING, BLOB, QUOTA ->
                OptionalInt.empty();
        };
    }

    /** Account, collection 1, field 84, document: a lookup counter may look so by chance, which does no harm. */
    private static boolean isUidNext(byte[] key) {
        return key.length == 10 && key[4] == 1 && key[5] == 84;
    }

    private static OptionalInt at(byte[] key, int offset) {
        return key.length >= offset + 4 ? OptionalInt.of(BigEndian.u32(key, offset)) : OptionalInt.empty();
    }
}
