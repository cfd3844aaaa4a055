package dev.drydock.proof;

import dev.drydock.bytes.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A server that answered otherwise than its protocol has it, or refused. */
final class AnswerException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 160;

    AnswerException(String message) {
        super(message);
    }

    /** Quotes what the server said, shortened and without control characters. */
    static AnswerException quoting(String message, String answer) {
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        var shown = Printable.of(bytes.length <= MOST_SHOWN ? bytes : Arrays.copyOf(bytes, MOST_SHOWN));
        return new AnswerException(message + ": " + shown);
    }
}
