package dev.drydock.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What goes wrong in the pages of a visitor without showing: errors on the console, uncaught exceptions, violations of
 * the content security policy, requests that fail, crashes. A test announces what it provokes.
 */
public final class Trouble {

    private static final Pattern POLICY = Pattern.compile("content.security.policy", Pattern.CASE_INSENSITIVE);

    private static final String REPORT_VIOLATIONS = """
            document.addEventListener("securitypolicyviolation", (event) =>
              window.drydockViolation(`${event.effectiveDirective} forbids ${event.blockedURI}`));
            """;

    private final BrowserContext context;
    private final List<Pattern> expected = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    private Trouble(BrowserContext context) {
        this.context = context;
    }

    static Trouble watch(BrowserContext context) {
        var trouble = new Trouble(context);
        context.onConsoleMessage(trouble::hear);
        context.onWebError(error -> trouble.note("uncaught: " + error.error()));
        context.onRequestFailed(trouble::fail);
        context.onPage(page -> page.onCrash(crashed -> trouble.note("crashed: " + crashed.url())));
        context.exposeBinding("drydockViolation", (source, arguments) -> {
            trouble.note("securitypolicyviolation: " + arguments[0] + " on "
                    + source.page().url());
            return null;
        });
        context.addInitScript(REPORT_VIOLATIONS);
        return trouble;
    }

    /**
     * Announces trouble, from now on, of which {@code words} is found in the text. It need not come.
     *
     * @param words such as {@code ERR_CONNECTION_REFUSED}
     */
    public void expect(Pattern words) {
        expected.add(words);
    }

    /** Fails where there was trouble that was not announced. */
    public void assertNone() {
        hearOut();
        assertThat(seen).as("trouble in the page that was not announced").isEmpty();
    }

    /** What came so far and was not announced; it is forgotten, for the test judges it itself. */
    public List<String> take() {
        hearOut();
        var taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    private void hear(ConsoleMessage message) {
        if (isTrouble(message.type(), message.text())) {
            note("console " + message.type() + ": " + message.text() + " at " + message.location());
        }
    }

    private static boolean isTrouble(String type, String text) {
        return switch (type) {
            case "error" -> true;
            case "warning" -> POLICY.matcher(text).find();
            default -> false;
        };
    }

    private void fail(Request request) {
        // The page has cancelled it itself, by going elsewhere while it was under way.
        if (!"net::ERR_ABORTED".equals(request.failure())) {
            note("request failed: " + request.method() + " " + request.url() + " " + request.failure());
        }
    }

    private void note(String text) {
        if (expected.stream().noneMatch(words -> words.matcher(text).find())) {
            seen.add(text);
        }
    }

    /** Has each page answer once more: what it reported before that has then arrived. */
    private void hearOut() {
        context.pages().forEach(Trouble::answer);
    }

    private static void answer(Page page) {
        try {
            page.evaluate("() => 0");
        } catch (PlaywrightException e) {
            // It has crashed, which was noted, or goes elsewhere at this moment, and then the next page tells.
            return;
        }
    }
}
