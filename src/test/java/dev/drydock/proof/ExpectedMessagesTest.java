package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedMessagesTest {

    @Test
    void findsMessagesByUidUpToTheGreatest() {
        var packed = new long[] {
            ExpectedMessages.pack(3, 1), ExpectedMessages.pack(7, 0), ExpectedMessages.pack(0xFFFF_FFFFL, 1)
        };
        Arrays.sort(packed);
        var messages = new ExpectedMessages(packed, List.of("", "\\Seen"));

        assertThat(messages.flags(messages.find(3))).isEqualTo("\\Seen");
        assertThat(messages.flags(messages.find(7))).isEmpty();
        assertThat(messages.uid(messages.find(0xFFFF_FFFFL))).isEqualTo(0xFFFF_FFFFL);
        assertThat(List.of(messages.find(1), messages.find(4), messages.find(8), messages.find(-1 >>> 1)))
                .containsOnly(-1);
    }

    @Test
    void countsWhatWasNotShown() {
        var messages = new ExpectedMessages(
                new long[] {ExpectedMessages.pack(3, 0), ExpectedMessages.pack(7, 0)}, List.of(""));

        assertThat(messages.see(0)).isTrue();
        assertThat(messages.see(0)).isFalse();

        assertThat(messages.unseenCount()).isOne();
        assertThat(messages.unseen(0)).isOne();
        assertThat(messages.unseen(2)).isNegative();
    }
}
