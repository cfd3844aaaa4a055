package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.Files;
import java.util.ArrayList;
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

    CleanupController(Upgrades upgrades) {
        this.upgrades = upgrades;
    }

    /**
     * Agreement to the deletion.
     *
     * @param confirm the words that the refusal without them names
     */
    record CleanupRequest(@Nullable String confirm) {}

    /** Something that lies on the machine because of an upgrade. */
    record Kept(String path, String what) {}

    /**
     * What is being deleted.
     *
     * @param deletes all of it, as it was when the deleting began
     */
    record Deleting(String id, List<Kept> deletes) {}

    @Operation(
            summary = "Delete for good what the upgrade has kept, the old store among it",
            description =
                    "Without the words that confirm it, or with others, 409 with what would be deleted and the words.")
    @PostMapping("/api/v1/upgrades/{id}/cleanup")
    ResponseEntity<Deleting> cleanup(
            @PathVariable String id, @RequestBody(required = false) @Nullable CleanupRequest request)
            throws RefusedException, ApiException {
        var upgrade = upgrades.get(id);
        var deletes = kept(upgrade);
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
                    .with("confirm", words(upgrade))
                    .with("deletes", deletes);
        }
        return ResponseEntity.accepted().body(new Deleting(id, deletes));
    }

    private List<Kept> kept(Upgrade upgrade) {
        var kept = new ArrayList<Kept>();
        upgrades.kept(upgrade).forEach((path, what) -> kept.add(new Kept(path.toString(), what)));
        return kept;
    }

    private static String words(Upgrade upgrade) {
        var old = upgrade.blueprint().store().old();
        return Files.exists(old) ? old.toString() : upgrade.id();
    }
}
