package dev.drydock.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyRangeTest {

    @Test
    void endsBeforeTheNextPrefix() {
        assertThat(KeyRange.startingWith((byte) 1, (byte) 2).to()).containsExactly(1, 3);
        assertThat(KeyRange.startingWith((byte) 1, (byte) 0xFF).to()).containsExactly(2);
        assertThat(KeyRange.startingWith((byte) 0x7F).to()).containsExactly(0x80);
    }

    @Test
    void hasNoEndWhereNoKeyFollows() {
        assertThat(KeyRange.startingWith((byte) 0xFF, (byte) 0xFF).to()).isNull();
        assertThat(KeyRange.startingWith().to()).isNull();
        assertThat(KeyRange.ALL.contains(new byte[0])).isTrue();
        assertThat(KeyRange.ALL.contains(new byte[] {-1, -1})).isTrue();
    }

    @Property
    void holdsExactlyTheKeysWithThePrefix(
            @ForAll @Size(max = 3) byte[] prefix, @ForAll @Size(max = 5) byte[] key, @ForAll boolean share) {
        if (share) {
            System.arraycopy(prefix, 0, key, 0, Math.min(prefix.length, key.length));
        }
        var starts = key.length >= prefix.length && Arrays.equals(prefix, Arrays.copyOf(key, prefix.length));

        assertThat(KeyRange.startingWith(prefix).contains(key)).isEqualTo(starts);
    }
}
