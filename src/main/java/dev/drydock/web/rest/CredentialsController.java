package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes passwords into the memory of this console; no answer ever holds one. */
@Tag(name = "upgrades")
@RestController
@RequestMapping("/api/v1/upgrades/{id}/credentials")
class CredentialsController {

    private final CredentialActions credentials;

    CredentialsController(CredentialActions credentials) {
        this.credentials = credentials;
    }

    /**
     * What is given.
     *
     * @param administrator null forgets what was given before
     */
    record Given(@Nullable Login administrator) {
        @Override
        public String toString() {
            return "(credentials)";
        }
    }

    /** An account of the mail server. */
    record Login(@Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "(credentials)";
        }
    }

    @Operation(summary = "Give the administrator's password to this console; it is kept in memory only")
    @PutMapping
    ResponseEntity<Void> put(@PathVariable String id, @RequestBody Given given)
            throws RefusedException, InvalidFieldsException {
        var login = given.administrator();
        if (login == null) {
            credentials.forget(id);
        } else {
            credentials.give(id, login.user(), login.password());
        }
        return ResponseEntity.noContent().build();
    }
}
