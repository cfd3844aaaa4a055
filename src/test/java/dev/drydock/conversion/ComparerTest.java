package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Progress.Unit;
import dev.drydock.layout.v080.Letter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ComparerTest {

    @TempDir
    private Path work;

    private final AtomicBoolean reading = new AtomicBoolean();

    /** The caller closes both stores then: a thread that still reads would crash native libraries. */
    @Test
    @Timeout(60)
    void endsTheOtherReadingWhenOneFails() {
        NewRecords failing = (receiver, progress) -> {
            throw new StoreException("The disk is gone", "Buy another");
        };

        assertThatThrownBy(() -> compare(this::readForEver, failing)).hasMessage("The disk is gone. Buy another.");
        assertThat(reading).isFalse();
        assertThatThrownBy(() -> compare(failing, this::readForEver)).hasMessage("The disk is gone. Buy another.");
        assertThat(reading).isFalse();
    }

    private void readForEver(NewRecords.Receiver receiver, Progress progress) {
        reading.set(true);
        try {
            for (var done = 0L; ; done++) {
                progress.at("for ever", done, OptionalLong.empty(), Unit.RECORDS);
            }
        } finally {
            reading.set(false);
        }
    }

    @Test
    void addsNoBytesToRecords() throws Exception {
        var seen = new ArrayList<Unit>();
        NewRecords export = (receiver, progress) -> {
            receiver.accept(Letter.SETTING, new byte[] {1}, new byte[0]);
            progress.at("property", 1_000_000, OptionalLong.of(1_000_000), Unit.BYTES);
        };
        NewRecords store = (receiver, progress) -> {
            receiver.accept(Letter.SETTING, new byte[] {1}, new byte[0]);
            progress.at("all read", 1, OptionalLong.of(1), Unit.RECORDS);
        };

        var comparison = new Comparer(export, store, work, (activity, done, total, unit) -> {
                    seen.add(unit);
                    assertThat(done).isEqualTo(unit == Unit.BYTES ? 1_000_000 : 1);
                })
                .compare("export", "store");

        assertThat(comparison.isEqual()).isTrue();
        assertThat(seen).contains(Unit.BYTES);
    }

    private void compare(NewRecords expected, NewRecords found) throws Exception {
        new Comparer(expected, found, work, Progress.NONE).compare("expected", "found");
    }
}
