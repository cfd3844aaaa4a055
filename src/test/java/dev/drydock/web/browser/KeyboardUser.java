package dev.drydock.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;

/** Somebody who uses a page by the keyboard alone. */
public final class KeyboardUser {

    private static final int MOST_TABS = 100;

    /** How every element looks that has not the focus, to tell what the focus adds from what is always there. */
    private static final String REMEMBER = """
            () => {
              window.drydockUnfocused ??= new WeakMap();
              for (const element of document.querySelectorAll("*")) {
                if (element !== document.activeElement) {
                  const { outline, boxShadow } = getComputedStyle(element);
                  window.drydockUnfocused.set(element, { outline, boxShadow });
                }
              }
            }
            """;

    private static final String FOCUS_IS_SEEN = """
            () => {
              const element = document.activeElement;
              if (element === null || element === document.body) {
                return true;
              }
              const style = getComputedStyle(element);
              const before = window.drydockUnfocused?.get(element) ?? { outline: "", boxShadow: "none" };
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
                && !/^(transparent|rgba\\(.*, 0\\))$/.test(style.outlineColor) && style.outline !== before.outline;
              return outlined || (style.boxShadow !== "none" && style.boxShadow !== before.boxShadow);
            }
            """;

    private static final String FOCUSED = """
            () => {
              const element = document.activeElement;
              return element === null || element === document.body ? "nothing" : element.outerHTML.slice(0, 120);
            }
            """;

    private static final String HAS_FOCUS = "(elements) => elements.includes(document.activeElement)";

    private final Page page;

    public KeyboardUser(Page page) {
        this.page = page;
    }

    /** Tabs forward to what has this role and exactly this accessible name. */
    public void tabTo(AriaRole role, String name) {
        tabTo(page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true)));
    }

    /**
     * Tabs forward until one of the elements has the focus, and not at all where one has it. Fails where the focus is not
     * seen on the way, and where it is not reached, saying where the focus went.
     */
    public void tabTo(Locator wanted) {
        var visited = new ArrayList<String>();
        while (!(Boolean) wanted.evaluateAll(HAS_FOCUS)) {
            assertThat(visited)
                    .as("where the focus went, and never to " + wanted)
                    .hasSizeLessThan(MOST_TABS);
            tab();
            visited.add(focused());
        }
    }

    /** One step forward; fails where the focus is not seen then. */
    public void tab() {
        page.evaluate(REMEMBER);
        page.keyboard().press("Tab");
        assertFocusIsSeen();
    }

    /** Fails where what has the focus shows it by neither an outline nor a shadow. */
    public void assertFocusIsSeen() {
        assertThat((Boolean) page.evaluate(FOCUS_IS_SEEN))
                .as("the focus is seen on " + focused())
                .isTrue();
    }

    /** Presses a key, such as {@code Enter}, {@code Space} or {@code Escape}, where the focus is. */
    public void press(String key) {
        page.keyboard().press(key);
    }

    /** Types where the focus is. */
    public void type(String text) {
        page.keyboard().type(text);
    }

    /** The beginning of what has the focus, as markup. */
    public String focused() {
        return (String) page.evaluate(FOCUSED);
    }
}
