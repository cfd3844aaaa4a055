package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the old store is to be kept: the form of its backend, and what somebody has filled in. */
@Tag(name = "upgrades")
@RestController
@RequestMapping("/api/v1/upgrades/{id}")
class BackupController {

    private final BackupForms forms;

    BackupController(BackupForms forms) {
        this.forms = forms;
    }

    @Operation(
            summary = "The fields of this backend's backup, with values, help, limits and live checks",
            description = "With ?FIELD=VALUE it looks at that value instead of the planned one; nothing is set. A"
                    + " password is not taken here, since addresses are written down.")
    @GetMapping("/backup-form")
    BackupForm form(@PathVariable String id, @RequestParam Map<String, String> values)
            throws RefusedException, InvalidFieldsException {
        var form = forms.form(id, values);
        for (var field : form.fields()) {
            if (field.kind().equals("password") && values.containsKey(field.name())) {
                throw InvalidFieldsException.of(field.name(), "must not stand in an address; send it with PUT /backup");
            }
        }
        return form;
    }

    @Operation(
            summary = "Set the fields; 422 with the problem of each field that does not do",
            description = "Fields by their names, as the form describes them; what is left out stays as it is.")
    @PutMapping("/backup")
    BackupForm put(@PathVariable String id, @RequestBody Map<String, @Nullable String> filled)
            throws RefusedException, InvalidFieldsException, ConfigurationException, InterruptedException {
        var values = new LinkedHashMap<String, String>();
        filled.forEach((field, value) -> values.put(field, value == null ? "" : value));
        return forms.set(id, values);
    }
}
