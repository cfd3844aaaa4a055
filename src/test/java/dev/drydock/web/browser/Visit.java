package dev.drydock.web.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

/** One visitor: cookies of its own, a page, and the trouble that its pages met. */
public final class Visit implements AutoCloseable {

    private final BrowserContext context;
    private final Trouble trouble;
    private final Page page;

    private boolean closed;

    private Visit(BrowserContext context) {
        this.context = context;
        this.trouble = Trouble.watch(context);
        this.page = context.newPage();
    }

    static Visit in(BrowserContext context) {
        return new Visit(context);
    }

    public BrowserContext context() {
        return context;
    }

    public Page page() {
        return page;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** Ends it; fails where there was trouble that was not announced. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            trouble.assertNone();
        } finally {
            context.close();
        }
    }
}
