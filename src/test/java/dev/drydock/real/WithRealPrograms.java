package dev.drydock.real;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a test only where {@code -Ddrydock.realPrograms} names the vendor's programs; without it the test is skipped, or
 * fails where {@code -Ddrydock.require} contains {@code realPrograms}.
 */
@Target(TYPE)
@Retention(RUNTIME)
@Tag("realPrograms")
@ExtendWith(WithRealPrograms.Condition.class)
@interface WithRealPrograms {

    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (RealProgram.directory().isPresent()) {
                return ConditionEvaluationResult.enabled("the real programs are named");
            }
            var required = System.getProperty("drydock.require", "").split(",");
            if (Arrays.asList(required).contains("realPrograms")) {
                throw new IllegalStateException(
                        "The real programs are required, but -Ddrydock.realPrograms is not set.");
            }
            return ConditionEvaluationResult.disabled("-Ddrydock.realPrograms=DIR names no real programs");
        }
    }
}
