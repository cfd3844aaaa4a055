package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void tellsRefusalsFromFailures() {
        assertThat(Failure.of(new Refusal("code", "Problem", "Next")))
                .isEqualTo(new Failure("code", "Problem", "Next", ExitStatus.REFUSED));
        assertThat(Failure.of(new StoreInUseException("In use", "Stop it")))
                .isEqualTo(new Failure("store-in-use", "In use", "Stop it", ExitStatus.REFUSED));
        assertThat(Failure.of(new StoreException("Problem", "Next")))
                .isEqualTo(new Failure("store-failed", "Problem", "Next", ExitStatus.FAILED));
    }

    @Test
    void findsTheReasonThatScriptsAskFor() {
        assertThat(code(new StoreException("Cannot read x", "Next", new AccessDeniedException("/x"))))
                .isEqualTo("permission-denied");
        assertThat(code(new StoreException(
                        "Cannot write x", "Next", new FileSystemException("/x", null, "No space left on device"))))
                .isEqualTo("no-space");
        assertThat(code(new IOException("No space left on device"))).isEqualTo("no-space");
        assertThat(code(new IOException("anything"))).isEqualTo("io-failed");
        assertThat(code(new MalformedDataException("key", 3, "more"))).isEqualTo("malformed-data");
    }

    @Test
    void namesThePathThatTheMachineRefuses() {
        assertThat(Failure.of(new NoSuchFileException("/x")).problem())
                .isEqualTo("There is no such file or directory: /x");
        assertThat(Failure.of(new AccessDeniedException("/x")).problem()).isEqualTo("Permission denied: /x");
        assertThat(Failure.of(new FileSystemException("/x", null, "Read-only file system"))
                        .problem())
                .isEqualTo("/x: Read-only file system");
        assertThat(code(new UncheckedIOException(new AccessDeniedException("/x"))))
                .isEqualTo("permission-denied");
    }

    @Test
    void helpsWhereMemoryEnds() {
        var failure = Failure.of(new OutOfMemoryError("Java heap space"));

        assertThat(failure.code()).isEqualTo("out-of-memory");
        assertThat(failure.nextStep()).contains("-Xmx");
        assertThat(code(new StoreException("Cannot read x: Out of memory", "Next")))
                .isEqualTo("out-of-memory");
    }

    @Test
    void takesTheBlameForWhatItDidNotExpect() {
        var failure = Failure.of(new IllegalStateException("oops"));

        assertThat(failure.code()).isEqualTo("bug");
        assertThat(failure.problem()).startsWith("This is a bug in Drydock").contains("oops");
        assertThat(failure.nextStep()).contains("--debug");
    }

    @Test
    void printsOneLine() {
        var err = new StringWriter();
        Failures.print(new PrintWriter(err), new Failure("c", "Several\nlines", "Do that", 1), false);

        assertThat(err.toString()).isEqualToNormalizingNewlines("drydock: Several?lines. Do that.\n");
    }

    private static String code(Throwable thrown) {
        return Failure.of(thrown).code();
    }
}
