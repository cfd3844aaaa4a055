package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.web.rest.ApiException;
import dev.drydock.web.rest.CredentialActions;
import dev.drydock.web.rest.InvalidFieldsException;
import dev.drydock.web.rest.UpgradeActions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The buttons of one upgrade. */
@Controller
@RequestMapping("/upgrades/{id}")
class ActionController {

    private final UpgradePage page;
    private final UpgradeActions actions;
    private final CredentialActions credentials;

    ActionController(UpgradePage page, UpgradeActions actions, CredentialActions credentials) {
        this.page = page;
        this.actions = actions;
        this.credentials = credentials;
    }

    @FunctionalInterface
    private interface Action {
        void perform()
                throws RefusedException, ConfigurationException, ApiException, InvalidFieldsException,
                        InterruptedException;
    }

    /** @param until the last phase to run; empty for all */
    @PostMapping("/run")
    ModelAndView run(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String until,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        var last = until == null || until.isEmpty() ? null : until;
        return act(id, request, response, () -> actions.run(id, last));
    }

    @PostMapping("/phases/{phase}")
    ModelAndView phase(
            @PathVariable String id,
            @PathVariable String phase,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, () -> actions.phase(id, phase));
    }

    @PostMapping("/retry")
    ModelAndView retry(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, () -> actions.retry(id));
    }

    @PostMapping("/rollback")
    ModelAndView rollback(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, () -> actions.rollback(id));
    }

    @PostMapping("/cancel")
    ModelAndView cancel(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, () -> actions.cancel(id));
    }

    @PostMapping("/preflight")
    ModelAndView preflight(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, "/plan#findings", () -> actions.preflight(id));
    }

    @PostMapping("/engine")
    ModelAndView engine(
            @PathVariable String id,
            @RequestParam String engine,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, "#engine", () -> actions.engine(id, engine));
    }

    @PostMapping("/rehearsal")
    ModelAndView rehearse(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, "#engine", () -> actions.rehearse(id));
    }

    @PostMapping("/rehearsal/stop")
    ModelAndView stopRehearsal(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, "#engine", () -> actions.stopRehearsal(id));
    }

    /** The administrator's login; a run that waits for it goes on. */
    @PostMapping("/credentials")
    ModelAndView credentials(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        return act(id, request, response, () -> {
            credentials.give(id, user, password);
            if (actions.view(id).waiting() != null) {
                actions.run(id, null);
            }
        });
    }

    private ModelAndView act(String id, HttpServletRequest request, HttpServletResponse response, Action action)
            throws InterruptedException {
        return act(id, request, response, "", action);
    }

    /** @param next page of the upgrade to go on to */
    private ModelAndView act(
            String id, HttpServletRequest request, HttpServletResponse response, String next, Action action)
            throws InterruptedException {
        try {
            action.perform();
            return SeeOther.page("/upgrades/" + id + next);
        } catch (RefusedException | ConfigurationException | ApiException | InvalidFieldsException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return page.of(id, request, response, e.getMessage());
        }
    }
}
