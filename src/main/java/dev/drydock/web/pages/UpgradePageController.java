package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.rest.ApiException;
import dev.drydock.web.rest.UpgradeActions;
import dev.drydock.web.security.AccessFilter;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page of one upgrade: where it is, what it says, and what may be done now. */
@Controller
@RequestMapping("/upgrades/{id}")
class UpgradePageController {

    private static final int LINES = 200;

    private final ConsoleSettings settings;
    private final Upgrades upgrades;
    private final UpgradeActions actions;

    UpgradePageController(ConsoleSettings settings, Upgrades upgrades, UpgradeActions actions) {
        this.settings = settings;
        this.upgrades = upgrades;
        this.actions = actions;
    }

    @GetMapping
    String page(
            @PathVariable String id,
            Model model,
            HttpServletResponse response,
            @RequestAttribute(name = AccessFilter.CSRF, required = false) @Nullable String csrf) {
        return page(id, model, csrf, null, response);
    }

    /** One of the buttons. */
    @PostMapping("/{action:run|retry|rollback|cancel|preflight}")
    String act(
            @PathVariable String id,
            @PathVariable String action,
            Model model,
            HttpServletResponse response,
            @RequestAttribute(name = AccessFilter.CSRF, required = false) @Nullable String csrf)
            throws InterruptedException {
        try {
            switch (action) {
                case "run" -> actions.run(id, null);
                case "retry" -> actions.retry(id);
                case "rollback" -> actions.rollback(id);
                case "cancel" -> actions.cancel(id);
                default -> actions.preflight(id);
            }
            return "redirect:/upgrades/" + id;
        } catch (RefusedException | ConfigurationException | ApiException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return page(id, model, csrf, e.getMessage(), response);
        }
    }

    @PostMapping("/phases/{phase}")
    String phase(
            @PathVariable String id,
            @PathVariable String phase,
            Model model,
            HttpServletResponse response,
            @RequestAttribute(name = AccessFilter.CSRF, required = false) @Nullable String csrf)
            throws InterruptedException {
        try {
            actions.phase(id, phase);
            return "redirect:/upgrades/" + id;
        } catch (RefusedException | ApiException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return page(id, model, csrf, e.getMessage(), response);
        }
    }

    private String page(
            String id, Model model, @Nullable String csrf, @Nullable String problem, HttpServletResponse response) {
        model.addAttribute("version", settings.version());
        model.addAttribute("csrf", csrf);
        model.addAttribute("problem", problem);
        try {
            var view = actions.view(id);
            var after = Math.max(0, upgrades.lastLine(id) - LINES);
            model.addAttribute("upgrade", view);
            model.addAttribute("lines", upgrades.events(id, after, LINES));
            model.addAttribute("last", upgrades.lastLine(id));
            return "upgrade";
        } catch (RefusedException e) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("status", 404);
            model.addAttribute("error", "Not Found");
            return "error";
        }
    }
}
