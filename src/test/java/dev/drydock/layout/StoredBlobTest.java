package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.layout.StoredBlob.Form;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StoredBlobTest {

    private static final byte[] TEXT = "a message, a message".getBytes(StandardCharsets.UTF_8);

    @Test
    void readsAPlainBlob() {
        var blob = StoredBlob.of(BlobHash.ofContent(TEXT), TEXT);

        assertThat(blob)
                .isEqualTo(new StoredBlob(Form.PLAIN, TEXT))
                .hasSameHashCodeAs(new StoredBlob(Form.PLAIN, TEXT));
        assertThat(blob.intact()).isTrue();
    }

    @Test
    void readsACompressedBlob() {
        // "abc" as literals, and the byte that says so
        var stored = Hex.bytes("03000000 30 616263 a1");
        var blob = StoredBlob.of(BlobHash.ofContent(Hex.bytes("616263")), stored);

        assertThat(blob).isEqualTo(new StoredBlob(Form.LZ4, Hex.bytes("616263")));
        assertThat(blob.intact()).isTrue();
    }

    @Test
    void takesABlobThatOnlyLooksCompressedAsPlain() {
        var looksCompressed = Hex.bytes("03000000 30 616263 a1");
        var endsLikeIt = Hex.bytes("ff a1");

        assertThat(StoredBlob.of(BlobHash.ofContent(looksCompressed), looksCompressed))
                .isEqualTo(new StoredBlob(Form.PLAIN, looksCompressed));
        assertThat(StoredBlob.of(BlobHash.ofContent(endsLikeIt), endsLikeIt))
                .isEqualTo(new StoredBlob(Form.PLAIN, endsLikeIt));
    }

    @Test
    void readsTheEmptyBlobInBothForms() {
        var hash = BlobHash.ofContent(new byte[0]);

        assertThat(StoredBlob.of(hash, new byte[0])).isEqualTo(new StoredBlob(Form.PLAIN, new byte[0]));
        assertThat(StoredBlob.of(hash, StoredBlob.compressed(new byte[0])))
                .isEqualTo(new StoredBlob(Form.LZ4, new byte[0]));
    }

    @Test
    void keepsWhatCanBeReadOfABlobWithAnotherName() {
        var other = BlobHash.ofContent(new byte[] {1});
        var plain = StoredBlob.of(other, TEXT);
        var compressed = StoredBlob.of(other, StoredBlob.compressed(TEXT));

        assertThat(plain).isEqualTo(new StoredBlob(Form.UNKNOWN, TEXT));
        assertThat(compressed).isEqualTo(new StoredBlob(Form.UNKNOWN, TEXT));
        assertThat(plain.intact()).isFalse();
    }

    @Test
    void findsEveryChangedByteOfACompressedBlob() {
        var hash = BlobHash.ofContent(TEXT);
        var stored = StoredBlob.compressed(TEXT);
        for (var i = 0; i < stored.length; i++) {
            var damaged = stored.clone();
            damaged[i] ^= 0x04;
            var blob = StoredBlob.of(hash, damaged);
            // Only a change that makes the same content is none: such as another match with the same bytes.
            assertThat(blob.intact()).isEqualTo(Arrays.equals(blob.content(), TEXT));
        }
    }

    @Test
    void keepsContentOutOfMessages() {
        assertThat(new StoredBlob(Form.PLAIN, TEXT)).hasToString("blob of 20 bytes, PLAIN");
    }

    @Property
    void readsBackWhatACompressingStoreHolds(@ForAll @Size(max = 500) byte[] content) {
        assertThat(StoredBlob.of(BlobHash.ofContent(content), StoredBlob.compressed(content)))
                .isEqualTo(new StoredBlob(Form.LZ4, content));
    }

    @Property
    void readsBackWhatAPlainStoreHolds(@ForAll @Size(max = 500) byte[] content) {
        var marked = Arrays.copyOf(content, content.length + 1);
        marked[content.length] = (byte) 0xA1;

        assertThat(StoredBlob.of(BlobHash.ofContent(marked), marked)).isEqualTo(new StoredBlob(Form.PLAIN, marked));
    }
}
