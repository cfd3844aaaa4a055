package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.rest.BackupForm;
import dev.drydock.web.rest.BackupForms;
import dev.drydock.web.rest.CredentialActions;
import dev.drydock.web.rest.InvalidFieldsException;
import dev.drydock.web.rest.UpgradeActions;
import dev.drydock.web.rest.UpgradeView;
import dev.drydock.web.security.AccessFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Lays out the pages of one upgrade: what all of them show, and what each shows besides. */
@Component
class UpgradePage {

    private static final String PLAN = "plan";

    /** Lines of the log that a page shows before its script has fetched the others. */
    private static final int LINES = 200;

    private final ConsoleSettings settings;
    private final Upgrades upgrades;
    private final UpgradeActions actions;
    private final CredentialActions credentials;
    private final BackupForms forms;

    UpgradePage(
            ConsoleSettings settings,
            Upgrades upgrades,
            UpgradeActions actions,
            CredentialActions credentials,
            BackupForms forms) {
        this.settings = settings;
        this.upgrades = upgrades;
        this.actions = actions;
        this.credentials = credentials;
        this.forms = forms;
    }

    /**
     * The plan before it is begun, and the run from then on.
     *
     * @param problem what was refused just now; null for nothing
     */
    ModelAndView of(String id, HttpServletRequest request, HttpServletResponse response, @Nullable String problem) {
        return page(id, request, response, view -> isPlan(view) ? PLAN : "run", problem, null);
    }

    /** A page of this name, whatever the state. */
    ModelAndView named(String name, String id, HttpServletRequest request, HttpServletResponse response) {
        return page(id, request, response, view -> name, null, null);
    }

    /** The plan, with a backup form that was filled in so that it does not do. */
    ModelAndView withForm(String id, HttpServletRequest request, HttpServletResponse response, BackupForm filled) {
        return page(id, request, response, view -> PLAN, null, filled);
    }

    /** The name of the mail server, or of its configuration. */
    private static String host(UpgradeView upgrade) {
        var host = upgrade.subject().host();
        return host == null ? upgrade.subject().config().toString() : host;
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
            @Nullable String problem,
            @Nullable BackupForm filled) {
        try {
            var upgrade = actions.view(id);
            var name = choice.of(upgrade);
            var asks = name.equals(PLAN) || upgrade.waitsForFieldOfBackup();
            var form = asks ? (filled == null ? forms.form(id, Map.of()) : filled) : null;
            var page = new ModelAndView(name);
            page.addObject("version", settings.version());
            page.addObject("csrf", request.getAttribute(AccessFilter.CSRF));
            page.addObject("problem", problem);
            page.addObject("upgrade", upgrade);
            page.addObject("host", host(upgrade));
            page.addObject("form", form);
            page.addObject("asked", form == null ? List.of() : upgrade.askedFor(form));
            page.addObject("wrong", filled != null);
            page.addObject("time", Chart.ofForecast(upgrade));
            page.addObject("records", Chart.ofContents(upgrade, family -> family.records()));
            page.addObject("bytes", Chart.ofContents(upgrade, family -> family.bytes()));
            page.addObject("credentialsGiven", credentials.areGiven(id));
            page.addObject("isPlan", isPlan(upgrade));
            page.addObject("now", Now.of(upgrade));
            page.addObject("last", upgrades.lastLine(id));
            page.addObject("lines", upgrades.events(id, Math.max(0, upgrades.lastLine(id) - LINES), LINES));
            return page;
        } catch (InvalidFieldsException e) {
            throw new IllegalStateException("a form without values has none that could be wrong", e);
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
