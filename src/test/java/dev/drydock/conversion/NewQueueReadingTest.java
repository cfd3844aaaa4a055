package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.QueuedMessages;
import dev.drydock.layout.v073.QueuedMessageCodec;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class NewQueueReadingTest {

    /** Of what v0.7.3 has written, v0.8.0 reads rightly only what has no domain at all. */
    @Property
    void readsNothingRightlyThatTheOldServerHasWrittenForADomain(@ForAll("messages") QueuedMessage message) {
        var reading = NewQueueReading.of(QueuedMessageCodec.encode(message), message);

        if (message.domains().isEmpty()) {
            assertThat(reading).isEqualTo(NewQueueReading.RIGHT);
        } else {
            assertThat(reading).isNotEqualTo(NewQueueReading.RIGHT);
        }
    }

    @Property
    void readsRightlyWhatIsConverted(@ForAll("messagesWithTls") QueuedMessage message) {
        var value = dev.drydock.layout.v080.QueuedMessageCodec.encode(message);

        assertThat(Tuple.of(NewQueueReading.of(value, message), NewQueueReading.of(value, null)))
                .isEqualTo(Tuple.of(NewQueueReading.RIGHT, NewQueueReading.RIGHT));
    }

    @Provide
    Arbitrary<QueuedMessage> messages() {
        return QueuedMessages.any(true, false);
    }

    @Provide
    Arbitrary<QueuedMessage> messagesWithTls() {
        return QueuedMessages.any(false);
    }
}
