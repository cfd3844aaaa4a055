package dev.drydock.web.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link WithBrowser} does. */
final class ChromiumExtension
        implements ExecutionCondition, BeforeAllCallback, AfterTestExecutionCallback, ParameterResolver {

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(ChromiumExtension.class);

    private static final Map<Class<?>, Function<Visit, Object>> OF_A_VISIT =
            Map.of(Visit.class, visit -> visit, Page.class, Visit::page, Trouble.class, Visit::trouble);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Files.isExecutable(Chromium.program())) {
            return ConditionEvaluationResult.enabled("there is a Chromium");
        }
        var required = System.getProperty("drydock.require", "").split(",");
        if (Arrays.asList(required).contains("chromium")) {
            throw new IllegalStateException("Chromium is required, but there is no " + Chromium.program() + ".");
        }
        return ConditionEvaluationResult.disabled("there is no Chromium at " + Chromium.program());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Closed with the class, as everything that is kept there and can be.
        context.getStore(STORE).computeIfAbsent(Chromium.class, type -> Chromium.start());
    }

    /** Before {@code @AfterEach}, for what a test cleans up there, such as its console, is no trouble of the page. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        var visit = context.getStore(STORE).get(Visit.class, Visit.class);
        if (visit != null) {
            if (context.getExecutionException().isPresent()) {
                Shots.configured().ofFailure(visit.page(), name(context));
            }
            visit.close();
        }
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "-"
                + context.getRequiredTestMethod().getName();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Chromium.class
                || (OF_A_VISIT.containsKey(type) && context.getTestMethod().isPresent());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getStore(STORE);
        var chromium = store.get(Chromium.class, Chromium.class);
        var type = parameter.getParameter().getType();
        if (type == Chromium.class) {
            return chromium;
        }
        return OF_A_VISIT.get(type).apply(store.computeIfAbsent(Visit.class, key -> chromium.visit(), Visit.class));
    }
}
