package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.Upgrades;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Deletes for good what an upgrade has kept, once somebody has named it. */
@Tag(name = "upgrades")
@RestController
class CleanupController {

    private final Upgrades upgrades;
    private final CleanupActions actions;

    CleanupController(Upgrades upgrades, CleanupActions actions) {
        this.upgrades = upgrades;
        this.actions = actions;
    }

    /**
     * Agreement to the deletion.
     *
     * @param confirm the words that the refusal without them names
     */
    record CleanupRequest(@Nullable String confirm) {}

    /**
     * What is being deleted.
     *
     * @param deletes all of it, as it was when the deleting began
     */
    record Deleting(String id, List<CleanupActions.Kept> deletes) {}

    @Operation(
            summary = "Delete for good what the upgrade has kept, the old store among it",
            description =
                    "Without the words that confirm it, or with others, 409 with what would be deleted and the words.")
    @PostMapping("/api/v1/upgrades/{id}/cleanup")
    ResponseEntity<Deleting> cleanup(
            @PathVariable String id, @RequestBody(required = false) @Nullable CleanupRequest request)
            throws RefusedException, ApiException {
        var upgrade = upgrades.get(id);
        var deletes = actions.kept(upgrade);
        var confirm = request == null ? null : request.confirm();
        try {
            upgrades.cleanup(upgrade, confirm == null ? "" : confirm);
        } catch (RefusedException e) {
            if (!e.code().equals("not-confirmed")) {
                throw e;
            }
            throw new ApiException(
                            HttpStatus.CONFLICT,
                            e.code(),
                            String.valueOf(e.getMessage()),
                            "Send {\"confirm\": \"…\"} with these words, if all of this is to be deleted")
                    .with("confirm", actions.words(upgrade))
                    .with("deletes", deletes);
        }
        return ResponseEntity.accepted().body(new Deleting(id, deletes));
    }
}
