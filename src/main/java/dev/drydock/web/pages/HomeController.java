package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.web.rest.InvalidFieldsException;
import dev.drydock.web.rest.UpgradeActions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The first page: what is installed here, the form for a plan, and what was upgraded before. */
@Controller
class HomeController {

    private final HomePage page;
    private final UpgradeActions actions;

    HomeController(HomePage page, UpgradeActions actions) {
        this.page = page;
        this.actions = actions;
    }

    @GetMapping("/")
    ModelAndView home(HttpServletRequest request) throws InterruptedException {
        return page.first(request);
    }

    @PostMapping("/upgrades")
    ModelAndView plan(@RequestParam Map<String, String> sent, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        var form = PlanForm.of(sent);
        try {
            var upgrade = actions.plan(form.request()).view();
            return SeeOther.page("/upgrades/" + upgrade.id());
        } catch (RefusedException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return page.of(form, e.getMessage(), request);
        } catch (ConfigurationException e) {
            response.setStatus(422);
            return page.of(form, e.getMessage(), request);
        } catch (InvalidFieldsException e) {
            response.setStatus(422);
            return page.of(form.with(e.problems()), null, request);
        }
    }
}
