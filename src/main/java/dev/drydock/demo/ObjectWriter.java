package dev.drydock.demo;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import java.nio.charset.StandardCharsets;

/** Writes an object in the form that {@link StoredObject} reads. */
final class ObjectWriter {

    private static final int BLOB_ID = 6;
    /** Held by a document, and a part of a blob. */
    private static final int LINKED_SECTION = 0x11;

    private final ByteWriter properties = new ByteWriter(128);
    private int count;

    ObjectWriter text(int property, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        property(property, 0).leb32(bytes.length).bytes(bytes);
        return this;
    }

    ObjectWriter number(int property, long number) {
        property(property, 1).leb64(number);
        return this;
    }

    ObjectWriter yes(int property) {
        property(property, 2);
        return this;
    }

    ObjectWriter id(int property, long id) {
        property(property, 4).leb64(id);
        return this;
    }

    /** A list with one id. */
    ObjectWriter ids(int property, long id) {
        property(property, 9).leb32(1).u8(4).leb64(id);
        return this;
    }

    /** Rights that one principal has. */
    ObjectWriter grant(int property, int grantee, long rights) {
        property(property, 11).leb32(1).leb32(grantee).u64(rights);
        return this;
    }

    /** The first bytes of a blob that a document holds. */
    ObjectWriter blob(int property, BlobHash hash, Document holder, int size) {
        property(property, BLOB_ID)
                .u8(LINKED_SECTION)
                .bytes(hash.toByteArray())
                .leb32(holder.account())
                .u8(holder.collection())
                .leb32(holder.document())
                .leb32(0)
                .leb32(size);
        return this;
    }

    private ByteWriter property(int property, int type) {
        count++;
        return properties.u8(property).u8(type);
    }

    byte[] toByteArray() {
        return new ByteWriter().leb32(count).bytes(properties.toByteArray()).toByteArray();
    }
}
