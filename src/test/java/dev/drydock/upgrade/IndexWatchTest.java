package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.layout.v080.Letter;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexWatchTest {

    private static final Optional<Instant> OPENED = Optional.of(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock();
    private SqliteStoreDriver driver;
    private Path store;
    private IndexWatch watch;

    private static final class SettableClock extends Clock {
        private Instant now = OPENED.orElseThrow();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    void create() throws Exception {
        driver = new SqliteStoreDriver(directory.resolve("work"));
        store = directory.resolve("index.sqlite3");
        try (var sink = driver.at(store).createTarget()) {
            for (var i = 0; i < 100; i++) {
                sink.put(Letter.INDEX_QUEUE, new byte[] {(byte) i}, new byte[8]);
            }
            sink.commit();
        }
        watch = new IndexWatch(driver.at(store), clock);
    }

    private void work(int from, int to) throws Exception {
        try (var editor = driver.at(store).openEditor()) {
            for (var i = from; i < to; i++) {
                editor.delete(Letter.INDEX_QUEUE, new byte[] {(byte) i});
            }
            editor.commit();
        }
    }

    @Test
    void saysNothingWhileTheDoorsAreClosed() {
        assertThat(watch.read(Optional.empty())).isEmpty();
    }

    @Test
    void tellsWhatIsLeftAndHowFastItGoes() throws Exception {
        var first = watch.read(OPENED).orElseThrow();
        work(0, 40);
        clock.pass(Duration.ofHours(1));

        var second = watch.read(OPENED).orElseThrow();

        assertThat(first).isEqualTo(new IndexProgress(100L, null, null, OPENED.orElseThrow(), null));
        assertThat(second.left()).isEqualTo(60);
        assertThat(second.secondsLeft()).isEqualTo(5400);
        assertThat(second.isDone()).isFalse();
    }

    @Test
    void looksOnceForAllWhoAsk() throws Exception {
        watch.read(OPENED);
        work(0, 40);
        clock.pass(Duration.ofMillis(1999));

        assertThat(watch.read(OPENED).orElseThrow().left()).isEqualTo(100);
    }

    @Test
    void looksNoMoreOnceAllIsDone() throws Exception {
        work(0, 100);
        var done = watch.read(OPENED).orElseThrow();
        Files.delete(store);
        clock.pass(Duration.ofHours(1));

        assertThat(done.isDone()).isTrue();
        assertThat(done.secondsLeft()).isEqualTo(0);
        assertThat(watch.read(OPENED)).contains(done);
    }

    @Test
    void saysWhyItCouldNotLook() throws Exception {
        Files.delete(store);

        var progress = watch.read(OPENED).orElseThrow();

        assertThat(progress.left()).isNull();
        assertThat(progress.problem()).contains(store.toString());
    }

    @Test
    void beginsAnewWithOtherDoors() throws Exception {
        work(0, 100);
        watch.read(OPENED);
        Files.delete(store);

        var later = watch.read(OPENED.map(instant -> instant.plusSeconds(9))).orElseThrow();

        assertThat(later.left()).isNull();
    }
}
