package dev.drydock.web.pages;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.web.rest.ApiException;
import dev.drydock.web.rest.BackupForms;
import dev.drydock.web.rest.InvalidFieldsException;
import dev.drydock.web.rest.UpgradeActions;
import dev.drydock.web.rest.UpgradeView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Takes the form by which a backend asks how its old store is to be kept. */
@Controller
class BackupFormController {

    private final UpgradePage page;
    private final BackupForms forms;
    private final UpgradeActions actions;

    BackupFormController(UpgradePage page, BackupForms forms, UpgradeActions actions) {
        this.page = page;
        this.forms = forms;
        this.actions = actions;
    }

    @PostMapping("/upgrades/{id}/backup")
    ModelAndView set(
            @PathVariable String id,
            @RequestParam Map<String, String> sent,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        var values = new HashMap<>(sent);
        values.remove("csrf");
        try {
            // One that has begun has only been given a password, and goes on from its own page.
            var writable = forms.set(id, values).writable();
            if (!writable && !values.getOrDefault(UpgradeView.CONFIRMATION, "").isEmpty()) {
                goOn(id);
            }
            return SeeOther.page("/upgrades/" + id + (writable ? "#backup" : ""));
        } catch (InvalidFieldsException e) {
            return again(id, values, request, response, e);
        } catch (RefusedException | ConfigurationException | ApiException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return page.of(id, request, response, e.getMessage());
        }
    }

    /** Who has typed what a cluster is called has said that it is to be cleared, now and in the direction it was going. */
    private void goOn(String id) throws RefusedException, ConfigurationException, ApiException, InterruptedException {
        if (actions.view(id).goingBack()) {
            actions.rollback(id);
        } else {
            actions.run(id, null);
        }
    }

    /** The form as it was filled in, with what is wrong beside each field. */
    private ModelAndView again(
            String id,
            Map<String, String> values,
            HttpServletRequest request,
            HttpServletResponse response,
            InvalidFieldsException problem) {
        response.setStatus(422);
        try {
            var form = forms.form(id, values);
            return form.writable()
                    ? page.withForm(id, request, response, form)
                    : page.of(id, request, response, problem.getMessage());
        } catch (RefusedException | InvalidFieldsException e) {
            // A field that no form of ours has sent: there is nothing that it could stand beside.
            return page.of(id, request, response, problem.getMessage());
        }
    }
}
