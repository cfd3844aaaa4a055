package dev.drydock.release;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The line or the server failed in a way that may pass. */
final class BrokenLineException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenLineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
