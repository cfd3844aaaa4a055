package dev.drydock.web.pages;

import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Sends a browser on to a page after it has sent a form, so that loading that page again sends nothing again. */
final class SeeOther {

    private SeeOther() {}

    /** The answer that leads to a page of this console. */
    static ModelAndView page(String path) {
        var redirect = new RedirectView(path, true);
        // 303 instead of 302, which says what is meant.
        redirect.setHttp10Compatible(false);
        return new ModelAndView(redirect);
    }
}
