package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.rest.CredentialActions;
import dev.drydock.web.rest.UpgradeActions;
import dev.drydock.web.rest.UpgradeView;
import dev.drydock.web.security.AccessFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Lays out the pages of one upgrade: what all of them show, and what each shows besides. */
@Component
class UpgradePage {

    /** Lines of the log that a page shows before its script has fetched the others. */
    private static final int LINES = 200;

    private final ConsoleSettings settings;
    private final Upgrades upgrades;
    private final UpgradeActions actions;
    private final CredentialActions credentials;

    UpgradePage(ConsoleSettings settings, Upgrades upgrades, UpgradeActions actions, CredentialActions credentials) {
        this.settings = settings;
        this.upgrades = upgrades;
        this.actions = actions;
        this.credentials = credentials;
    }

    /**
     * The plan before it is begun, and the run from then on.
     *
     * @param problem what was refused just now; null for nothing
     */
    ModelAndView of(String id, HttpServletRequest request, HttpServletResponse response, @Nullable String problem) {
        return page(id, request, response, view -> isPlan(view) ? "plan" : "run", problem);
    }

    /** A page of this name, whatever the state. */
    ModelAndView named(String name, String id, HttpServletRequest request, HttpServletResponse response) {
        return page(id, request, response, view -> name, null);
    }

    private static boolean isPlan(UpgradeView upgrade) {
        return upgrade.state().equals("planned") && !upgrade.atWork();
    }

    @FunctionalInterface
    private interface Choice {
        String of(UpgradeView upgrade);
    }

    private ModelAndView page(
            String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Choice choice,
            @Nullable String problem) {
        try {
            var upgrade = actions.view(id);
            var page = new ModelAndView(choice.of(upgrade));
            page.addObject("version", settings.version());
            page.addObject("csrf", request.getAttribute(AccessFilter.CSRF));
            page.addObject("problem", problem);
            page.addObject("upgrade", upgrade);
            page.addObject("host", upgrade.subject().config().toString());
            page.addObject("forecast", null);
            page.addObject("form", null);
            page.addObject("credentialsGiven", credentials.areGiven(id));
            page.addObject("isPlan", isPlan(upgrade));
            page.addObject("now", Now.of(upgrade));
            page.addObject("last", upgrades.lastLine(id));
            page.addObject("lines", upgrades.events(id, Math.max(0, upgrades.lastLine(id) - LINES), LINES));
            return page;
        } catch (RefusedException e) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            var page = new ModelAndView("error");
            page.addObject("status", HttpServletResponse.SC_NOT_FOUND);
            page.addObject("error", "Not Found");
            page.addObject("detail", e.code().equals("unknown-upgrade") ? null : e.getMessage());
            return page;
        }
    }
}
