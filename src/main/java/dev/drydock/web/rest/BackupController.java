package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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

    private final Upgrades upgrades;

    BackupController(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /** What somebody has filled in. */
    record Filled(@Nullable String name) {}

    @Operation(
            summary = "The fields of this backend's backup, with values, help, limits and live checks",
            description = "With ?name= the checks look at that name instead of the planned one; nothing is set.")
    @GetMapping("/backup-form")
    BackupForm form(@PathVariable String id, @RequestParam @Nullable String name) throws RefusedException {
        return BackupForm.of(upgrades.get(id), name);
    }

    @Operation(summary = "Set the fields; 422 with the problem of each field that does not do")
    @PutMapping("/backup")
    BackupForm put(@PathVariable String id, @RequestBody Filled filled)
            throws RefusedException, InvalidFieldsException, ConfigurationException, InterruptedException {
        var upgrade = upgrades.get(id);
        var name = filled.name();
        if (name == null) {
            throw InvalidFieldsException.of("name", "is missing");
        }
        var problem = BackupForm.problem(name);
        if (problem != null) {
            throw InvalidFieldsException.of("name", problem);
        }
        var free = BackupForm.free(upgrade.blueprint().store(), name);
        if (!free.ok()) {
            throw InvalidFieldsException.of("name", "is taken: " + free.text());
        }
        var request = upgrade.blueprint().request();
        return BackupForm.of(upgrades.replan(upgrade, request.withBackup(new UpgradeRequest.BackupChoice(name))), null);
    }
}
