package dev.drydock.layout.v080;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Document;

/** Key that says that a document exists, in {@code b}: account u32, collection u8, document u32. */
public record DocumentIdKey(Document document) {

    public static DocumentIdKey decode(byte[] key) throws MalformedDataException {
        if (key.length != Document.LENGTH) {
            throw new MalformedDataException(
                    "document id key", key.length, "a length of " + Document.LENGTH + " bytes");
        }
        return new DocumentIdKey(Document.in(key, 0));
    }

    public byte[] encode() {
        var key = new byte[Document.LENGTH];
        document.putInto(key, 0);
        return key;
    }
}
