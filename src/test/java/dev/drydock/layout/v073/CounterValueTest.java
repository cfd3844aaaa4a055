package dev.drydock.layout.v073;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.Hex;
import dev.drydock.layout.Refusal;
import org.junit.jupiter.api.Test;

class CounterValueTest {

    @Test
    void standsInLittleEndian() throws MalformedDataException {
        assertThat(CounterValue.encode(0x1122)).isEqualTo(Hex.bytes("2211000000000000"));
        assertThat(CounterValue.encode(-1)).isEqualTo(Hex.bytes("ffffffffffffffff"));
        assertThat(CounterValue.decode(Hex.bytes("2211000000000080"))).isEqualTo(Long.MIN_VALUE + 0x1122);
    }

    @Test
    void hasEightBytes() {
        for (var length : new int[] {0, 1, 7, 9}) {
            Refusal.assertRefused("counter", length, () -> CounterValue.decode(new byte[length]));
        }
    }
}
