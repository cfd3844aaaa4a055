package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans, runs and takes back upgrades. */
@Tag(name = "upgrades")
@RestController
@RequestMapping("/api/v1/upgrades")
class UpgradesController {

    private final Upgrades upgrades;
    private final UpgradeActions actions;

    UpgradesController(Upgrades upgrades, UpgradeActions actions) {
        this.upgrades = upgrades;
        this.actions = actions;
    }

    /**
     * All upgrades of this home.
     *
     * @param refused those that this console cannot take up, with the reason
     */
    record UpgradeList(List<UpgradeView> upgrades, Map<String, String> refused) {}

    /**
     * How far to run.
     *
     * @param until the last phase to run; null for all
     */
    record RunRequest(@Nullable String until) {}

    @Operation(summary = "All upgrades of this home, the newest first, without their findings")
    @GetMapping
    UpgradeList all() {
        return new UpgradeList(actions.all(), upgrades.refused());
    }

    @Operation(
            summary = "Plan an upgrade and run its checks; writes nothing but the plan",
            description = "201 with the plan, or 200 with the upgrade of this installation that is under way.")
    @PostMapping
    ResponseEntity<UpgradeView> plan(@RequestBody UpgradeRequest request)
            throws RefusedException, ConfigurationException, InvalidFieldsException, InterruptedException {
        var answer = actions.plan(request);
        var view = answer.view();
        return answer.isNew()
                ? ResponseEntity.created(URI.create("/api/v1/upgrades/" + view.id()))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @Operation(summary = "State, phases, steps, progress, stopped time, and what may be done now")
    @GetMapping("/{id}")
    UpgradeView get(@PathVariable String id) throws RefusedException {
        return actions.view(id);
    }

    /** How it is done. */
    record EngineRequest(String engine) {}

    @Operation(
            summary = "Plan it anew by another engine, before it has begun",
            description = "official: by the server's own export and import; direct: Drydock converts the store itself.")
    @PutMapping("/{id}/engine")
    UpgradeView engine(@PathVariable String id, @RequestBody EngineRequest request)
            throws RefusedException, ConfigurationException, InvalidFieldsException, InterruptedException {
        return actions.engine(id, String.valueOf(request.engine()));
    }

    @Operation(
            summary =
                    "Convert a snapshot while mail flows, compare it and throw it away; 202, or 200 where it runs already",
            description = "What it has found and measured stands in the upgrade's \"rehearsal\" when it is done.")
    @PostMapping("/{id}/rehearsal")
    ResponseEntity<UpgradeView> rehearse(@PathVariable String id) throws RefusedException {
        return accepted(actions.rehearse(id));
    }

    @Operation(summary = "Stop the rehearsal, and throw away what it has made")
    @DeleteMapping("/{id}/rehearsal")
    ResponseEntity<UpgradeView> stopRehearsal(@PathVariable String id) throws RefusedException {
        return accepted(actions.stopRehearsal(id));
    }

    @Operation(summary = "Run the checks again")
    @PostMapping("/{id}/preflight")
    UpgradeView preflight(@PathVariable String id)
            throws RefusedException, ConfigurationException, InterruptedException {
        return actions.preflight(id);
    }

    @Operation(summary = "Run what is left; 202, or 200 where it runs already")
    @PostMapping("/{id}/run")
    ResponseEntity<UpgradeView> run(
            @PathVariable String id, @RequestBody(required = false) @Nullable RunRequest request)
            throws RefusedException, ApiException, InterruptedException {
        return accepted(actions.run(id, request == null ? null : request.until()));
    }

    @Operation(summary = "Run this one phase; 409 when it is not its turn")
    @PostMapping("/{id}/phases/{phase}")
    ResponseEntity<UpgradeView> phase(@PathVariable String id, @PathVariable String phase)
            throws RefusedException, ApiException, InterruptedException {
        return accepted(actions.phase(id, phase));
    }

    @Operation(summary = "Stop at the next safe place")
    @PostMapping("/{id}/cancel")
    ResponseEntity<UpgradeView> cancel(@PathVariable String id) throws RefusedException {
        return accepted(actions.cancel(id));
    }

    @Operation(summary = "Try again what has failed or was interrupted, forward or back as it was")
    @PostMapping("/{id}/retry")
    ResponseEntity<UpgradeView> retry(@PathVariable String id)
            throws RefusedException, ApiException, InterruptedException {
        return accepted(actions.retry(id));
    }

    @Operation(summary = "Take everything back")
    @PostMapping("/{id}/rollback")
    ResponseEntity<UpgradeView> rollback(@PathVariable String id)
            throws RefusedException, ApiException, InterruptedException {
        return accepted(actions.rollback(id));
    }

    private static ResponseEntity<UpgradeView> accepted(UpgradeActions.Answer answer) {
        return (answer.isNew() ? ResponseEntity.accepted() : ResponseEntity.ok()).body(answer.view());
    }
}
