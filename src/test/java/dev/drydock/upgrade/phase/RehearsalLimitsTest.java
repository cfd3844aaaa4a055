package dev.drydock.upgrade.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Progress;
import dev.drydock.engine.StepContext;
import dev.drydock.store.Mount;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal that costs too much gives up, and says what was too much. */
class RehearsalLimitsTest {

    private static final Duration ALWAYS = Duration.ZERO;

    @TempDir
    private Path directory;

    /** Nobody hears of the progress. */
    private static StepContext context() {
        return (StepContext) Proxy.newProxyInstance(
                StepContext.class.getClassLoader(),
                new Class<?>[] {StepContext.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);
    }

    private static void look(RehearsalLimits limits) {
        limits.at("converting", 1, OptionalLong.empty(), Progress.Unit.RECORDS);
    }

    @Test
    void leavesADiskAFifth() throws Exception {
        try (var disk = Mount.tmpfs(directory.resolve("disk"), "size=1m")) {
            assertThatCode(() -> look(RehearsalLimits.onDisk(context(), disk.directory())))
                    .doesNotThrowAnyException();
            Files.write(disk.directory().resolve("mail"), new byte[900 << 10]);

            assertThatThrownBy(() -> look(RehearsalLimits.onDisk(context(), disk.directory())))
                    .isInstanceOfSatisfying(RehearsalLimits.GaveUp.class, gaveUp -> {
                        assertThat(gaveUp.failure().failure().code()).isEqualTo("rehearsal-no-room");
                        assertThat(gaveUp.failure().failure().problem())
                                .contains(disk.directory().toString());
                    });
        }
    }

    @Test
    void holdsNoStateForLong() throws Exception {
        var limits = RehearsalLimits.onServer(context(), OptionalLong::empty, 1, Duration.ofMillis(100), ALWAYS);
        look(limits);
        Thread.sleep(150);

        assertThatThrownBy(() -> look(limits))
                .isInstanceOfSatisfying(
                        RehearsalLimits.GaveUp.class,
                        gaveUp -> assertThat(gaveUp.failure().failure().code()).isEqualTo("rehearsal-too-long"));
    }

    @Test
    void watchesTheLogOfTheServer() throws Exception {
        var written = new AtomicLong(1_000_000);
        var limits = RehearsalLimits.onServer(
                context(), () -> OptionalLong.of(written.get()), 5_000, Duration.ofMinutes(1), ALWAYS);
        written.addAndGet(5_000);
        look(limits);
        written.addAndGet(1);

        assertThatThrownBy(() -> look(limits)).isInstanceOfSatisfying(RehearsalLimits.GaveUp.class, gaveUp -> {
            assertThat(gaveUp.failure().failure().code()).isEqualTo("rehearsal-log-grows");
            assertThat(gaveUp.failure().failure().problem()).contains("5001 bytes", "5000");
        });
    }

    @Test
    void readsNoFasterThanItMay() throws Exception {
        var limits = RehearsalLimits.onDisk(context(), directory);
        var began = System.nanoTime();
        for (var i = 0; i < 20; i++) {
            limits.read((int) (RehearsalLimits.BYTES_PER_SECOND / 20));
        }

        // The last of it may be less than is worth a wait.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(850));
    }
}
