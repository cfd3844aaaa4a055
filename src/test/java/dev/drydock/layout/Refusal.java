package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drydock.bytes.MalformedDataException;
import java.lang.management.ManagementFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every reader of hostile bytes has to keep to. */
public final class Refusal {

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Refusal() {}

    /** Asserts that the reading fails, naming its structure and a place within {@code length} bytes. */
    public static MalformedDataException assertRefused(String structure, int length, ThrowingCallable reading) {
        var refusal = catchThrowableOfType(MalformedDataException.class, reading);
        assertThat(refusal).as("refusal of " + length + " bytes").isNotNull();
        assertThat(refusal.structure()).isEqualTo(structure);
        assertThat(refusal.offset()).isBetween(0L, (long) length);
        assertThat(refusal.expectation()).isNotBlank();
        return refusal;
    }

    /** Bytes that the reading allocates, whatever comes of it; the second of two runs, so that no class is loaded. */
    public static long allocatedBy(ThrowingCallable reading) {
        var allocated = 0L;
        for (var run = 0; run < 2; run++) {
            var before = THREADS.getCurrentThreadAllocatedBytes();
            assertThat(refusedOrRead(reading)).isTrue();
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        return allocated;
    }

    private static boolean refusedOrRead(ThrowingCallable reading) {
        try {
            reading.call();
            return true;
        } catch (MalformedDataException e) {
            return true;
        } catch (Throwable e) {
            throw new AssertionError("neither read nor refused", e);
        }
    }
}
