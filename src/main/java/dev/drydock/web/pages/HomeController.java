package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.rest.InvalidFieldsException;
import dev.drydock.web.rest.UpgradeActions;
import dev.drydock.web.security.AccessFilter;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The first page: what was upgraded, what is under way, and the form for a new plan. */
@Controller
class HomeController {

    private final ConsoleSettings settings;
    private final Upgrades upgrades;
    private final UpgradeActions actions;

    HomeController(ConsoleSettings settings, Upgrades upgrades, UpgradeActions actions) {
        this.settings = settings;
        this.upgrades = upgrades;
        this.actions = actions;
    }

    @GetMapping("/")
    String home(Model model, @RequestAttribute(name = AccessFilter.CSRF, required = false) @Nullable String csrf) {
        return page(model, csrf, PlanForm.of(settings.suggestion()), null);
    }

    @PostMapping("/upgrades")
    String plan(
            @ModelAttribute PlanForm form,
            Model model,
            HttpServletResponse response,
            @RequestAttribute(name = AccessFilter.CSRF, required = false) @Nullable String csrf)
            throws InterruptedException {
        try {
            return "redirect:/upgrades/" + actions.plan(form.request()).view().id();
        } catch (RefusedException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return page(model, csrf, form, e.getMessage());
        } catch (ConfigurationException | InvalidFieldsException e) {
            response.setStatus(422);
            return page(model, csrf, form, e.getMessage());
        }
    }

    private String page(Model model, @Nullable String csrf, PlanForm form, @Nullable String problem) {
        model.addAttribute("version", settings.version());
        model.addAttribute("commands", settings.commands());
        model.addAttribute("upgrades", actions.all());
        model.addAttribute("refused", upgrades.refused());
        model.addAttribute("form", form);
        model.addAttribute("problem", problem);
        model.addAttribute("csrf", csrf);
        return "home";
    }
}
