package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.configuration.ConfigurationException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Says what is installed. */
@Tag(name = "installation")
@RestController
class InstallationController {

    private final Installations installations;

    InstallationController(Installations installations) {
        this.installations = installations;
    }

    @Operation(
            summary = "Configurations and names of commands on this machine that could be meant",
            description = "From running processes, the vendor's place, and what the console was started to offer.")
    @GetMapping("/api/v1/installations")
    CandidatesView candidates() throws InterruptedException {
        return CandidatesView.of(installations.candidates());
    }

    @Operation(
            summary = "What is installed: program, stores, listeners, processes, room, findings",
            description =
                    "config is the file that the server is started with; where it is left out, the vendor's place. For a"
                            + " server in Docker name its container instead; its configuration is found in it.")
    @GetMapping("/api/v1/installation")
    InstallationView installation(@RequestParam @Nullable String config, @RequestParam @Nullable String container)
            throws RefusedException, ConfigurationException, InvalidFieldsException, InterruptedException {
        if (container != null) {
            if (config != null) {
                throw InvalidFieldsException.of("container", "stands instead of config, not beside it");
            }
            return installations.contained(container);
        }
        var path = config == null ? DetectionRequest.STANDARD_CONFIGURATION : RequestCheck.path("config", config);
        return installations.view(path);
    }
}
