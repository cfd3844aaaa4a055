package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import org.junit.jupiter.api.Test;

class DocumentTest {

    private static final Document DOCUMENT = new Document(0x80000001, 0xFE, 7);
    private static final byte[] BYTES = Hex.bytes("80000001 fe 00000007");

    @Test
    void isReadAndWrittenInTheOrderOfKeys() throws MalformedDataException {
        var key = new byte[Document.LENGTH + 1];
        DOCUMENT.putInto(key, 1);

        assertThat(DOCUMENT.writeTo(new ByteWriter()).toByteArray()).isEqualTo(BYTES);
        assertThat(Document.read(new ByteReader("key", BYTES))).isEqualTo(DOCUMENT);
        assertThat(key).isEqualTo(Hex.bytes("00", Hex.of(BYTES)));
        assertThat(Document.in(key, 1)).isEqualTo(DOCUMENT);
    }

    @Test
    void isNamedForPeople() {
        assertThat(new Document(1, 0, 7)).hasToString("message 7 of account 1");
        assertThat(new Document(-1, 1, 7)).hasToString("mailbox 7 of account 4294967295");
        assertThat(DOCUMENT).hasToString("collection 254 7 of account 2147483649");
    }

    @Test
    void knowsMessages() {
        assertThat(new Document(1, 0, 7).isMessage()).isTrue();
        assertThat(new Document(1, 1, 7).isMessage()).isFalse();
    }

    @Test
    void hasACollectionForEveryByteTheServerWrites() {
        for (var collection : Collection.values()) {
            assertThat(Collection.of(collection.code())).contains(collection);
        }
        assertThat(Collection.of(8)).isEmpty();
        assertThat(Collection.of(-1)).isEmpty();
        assertThat(Collection.of(255)).isEmpty();
    }
}
