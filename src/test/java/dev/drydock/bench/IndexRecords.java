package dev.drydock.bench;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.v073.Space;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** The index entries by which messages and mailboxes are sorted and searched. */
final class IndexRecords {

    private static final int PURPOSE = 5;
    private static final byte[] NOTHING = {};

    /** Fields of a message with an index, and the bytes of what is indexed. */
    private static final int[][] FIELDS = {{11, 31}, {19, 8}, {20, 27}, {26, 8}, {27, 4}, {29, 32}, {35, 19}, {87, 19}};

    /** The field of recipients, of which a message may have two. */
    private static final int TO = 20;

    private final StoreShape shape;
    private final SourceWriter writer;

    IndexRecords(StoreShape shape, SourceWriter writer) {
        this.shape = shape;
        this.writer = writer;
    }

    void write() throws StoreException {
        for (var account = 0; account < shape.accounts(); account++) {
            for (var field : FIELDS) {
                messages(account, field[0], field[1]);
            }
            for (var mailbox = 0; mailbox < ValueRecords.MAILBOXES; mailbox++) {
                var name = ValueRecords.mailboxName(mailbox).getBytes(StandardCharsets.US_ASCII);
                put(new IndexKey(new Document(account, Collection.MAILBOX.code(), mailbox), 13, name));
            }
        }
    }

    private void messages(int account, int field, int length) throws StoreException {
        var messages = shape.messagesOf(account);
        var random = shape.random(PURPOSE, account, field);
        for (var message = 0; message < messages; message++) {
            var document = new Document(account, 0, message);
            var value = value(message, messages, length, random);
            put(new IndexKey(document, field, value));
            if (field == TO && message % 3 == 0) {
                var second = value.clone();
                second[length - 1]++;
                put(new IndexKey(document, field, second));
            }
        }
    }

    /** Rises with the message, whether it is a number or text. */
    private static byte[] value(int message, int messages, int length, SplittableRandom random) {
        var rising = StoreShape.rising(message, messages, random);
        if (length == Integer.BYTES) {
            return new ByteWriter(length).u32((int) (rising >>> 32)).toByteArray();
        }
        if (length == Long.BYTES) {
            return new ByteWriter(length).u64(rising).toByteArray();
        }
        var text = HexFormat.of().toHexDigits(rising) + "@harbour.quay.example";
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private void put(IndexKey key) throws StoreException {
        writer.put(Space.INDEXES, key.encode(), NOTHING);
    }
}
