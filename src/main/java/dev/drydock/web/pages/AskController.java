package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.rest.CleanupActions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Says in words what a dangerous act will do, and asks before it is done. */
@Controller
@RequestMapping("/upgrades/{id}")
class AskController {

    private final UpgradePage page;
    private final Upgrades upgrades;
    private final CleanupActions cleanup;

    AskController(UpgradePage page, Upgrades upgrades, CleanupActions cleanup) {
        this.page = page;
        this.upgrades = upgrades;
        this.cleanup = cleanup;
    }

    @GetMapping("/go-back")
    ModelAndView goBack(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        return page.named("go-back", id, request, response);
    }

    @GetMapping("/clean-up")
    ModelAndView cleanUp(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws RefusedException {
        return asked(id, request, response, null);
    }

    /** @param confirm what somebody has typed, which must be the words that the page asks for */
    @PostMapping("/cleanup")
    ModelAndView cleanUp(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String confirm,
            HttpServletRequest request,
            HttpServletResponse response)
            throws RefusedException {
        try {
            upgrades.cleanup(upgrades.get(id), confirm.strip());
            return SeeOther.page("/upgrades/" + id);
        } catch (RefusedException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return asked(
                    id,
                    request,
                    response,
                    e.code().equals("not-confirmed")
                            ? "That is not the name. Nothing was deleted."
                            : String.valueOf(e.getMessage()));
        }
    }

    private ModelAndView asked(
            String id, HttpServletRequest request, HttpServletResponse response, @Nullable String problem)
            throws RefusedException {
        var asked = page.named("clean-up", id, request, response);
        if (asked.getModel().containsKey("upgrade")) {
            var upgrade = upgrades.get(id);
            asked.addObject("deletes", cleanup.kept(upgrade));
            asked.addObject("wanted", cleanup.words(upgrade));
            asked.addObject("problem", problem);
        }
        return asked;
    }
}
