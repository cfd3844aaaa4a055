package dev.drydock.release;

import dev.drydock.host.HostException;
import org.jspecify.annotations.Nullable;

/** A release that could not be fetched or unpacked, or is not what it should be. */
public final class ReleaseException extends HostException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Makes a failure out of what people have to know.
     *
     * @param code stable, for scripts, such as {@code release-sum}
     */
    public ReleaseException(String code, String problem, String nextStep) {
        this(code, problem, nextStep, null);
    }

    public ReleaseException(String code, String problem, String nextStep, @Nullable Throwable cause) {
        super(problem, nextStep, cause);
        this.code = code;
    }

    /** What went wrong, for scripts. */
    public String code() {
        return code;
    }
}
