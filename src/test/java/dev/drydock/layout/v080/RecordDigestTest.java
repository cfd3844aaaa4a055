package dev.drydock.layout.v080;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecordDigestTest {

    private static final byte[] MAIL = "Subject: sails\r\n\r\nSet them.".getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEY = BlobHash.ofContent(MAIL).toByteArray();

    private final RecordDigest digest = new RecordDigest();

    @Test
    void isTheSameHoweverAContentIsStored() throws MalformedDataException {
        var plain = digest.of(Letter.BLOB, KEY, MAIL);
        assertThat(digest.wasDamaged()).isFalse();

        assertThat(digest.of(Letter.BLOB, KEY, StoredBlob.compressed(MAIL))).isEqualTo(plain);
        assertThat(digest.wasDamaged()).isFalse();
    }

    @Test
    void tellsADamagedContentFromAWholeOne() throws MalformedDataException {
        var plain = digest.of(Letter.BLOB, KEY, MAIL);
        var cut = Arrays.copyOf(MAIL, MAIL.length - 1);

        assertThat(digest.of(Letter.BLOB, KEY, cut)).isNotEqualTo(plain);
        assertThat(digest.wasDamaged()).isTrue();
        digest.of(Letter.BLOB, KEY, MAIL);
        assertThat(digest.wasDamaged()).isFalse();
    }

    @Test
    void takesAContentThatIsNotNamedByItsHashAsItIs() throws MalformedDataException {
        var bundle = "STALWART_WEBADMIN.zip".getBytes(StandardCharsets.UTF_8);
        var one = digest.of(Letter.BLOB, bundle, new byte[] {1});

        assertThat(digest.wasDamaged()).isFalse();
        assertThat(digest.of(Letter.BLOB, bundle, new byte[] {2})).isNotEqualTo(one);
    }

    @Test
    void takesNoOtherValueForAContent() throws MalformedDataException {
        digest.of(Letter.PROPERTY, KEY, MAIL);

        assertThat(digest.wasDamaged()).isFalse();
    }

    @Property
    void tellsLettersKeysAndValuesApart(
            @ForAll @Size(max = 5000) byte[] key, @ForAll @Size(min = 1, max = 5000) byte[] value)
            throws MalformedDataException {
        var moved = Arrays.copyOf(key, key.length + 1);
        moved[key.length] = value[0];
        var rest = Arrays.copyOfRange(value, 1, value.length);
        var longer = Arrays.copyOf(value, value.length + 1);
        var own = digest.of(Letter.PROPERTY, key, value);

        assertThat(new RecordDigest().of(Letter.PROPERTY, key, value)).isEqualTo(own);
        assertThat(digest.of(Letter.SETTING, key, value)).isNotEqualTo(own);
        assertThat(digest.of(Letter.PROPERTY, moved, rest)).isNotEqualTo(own);
        assertThat(digest.of(Letter.PROPERTY, key, longer)).isNotEqualTo(own);
    }
}
