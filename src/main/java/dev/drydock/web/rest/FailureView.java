package dev.drydock.web.rest;

import dev.drydock.engine.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something did not succeed.
 *
 * @param code stable, for scripts
 * @param cause empty where nothing is known
 * @param lines of output that matter
 */
public record FailureView(
        String code, String problem, String cause, String nextStep, boolean retryHelps, List<String> lines) {

    static @Nullable FailureView of(@Nullable Failure failure) {
        return failure == null
                ? null
                : new FailureView(
                        failure.code(),
                        failure.problem(),
                        failure.cause(),
                        failure.nextStep(),
                        failure.retryHelps(),
                        failure.lines());
    }
}
