package dev.drydock.web.rest;

import dev.drydock.engine.RefusedException;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.security.AccessToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** What can be read of an upgrade, and taken along: log, report, commands, and all of it for help. */
@Tag(name = "watching")
@Controller
@RequestMapping("/api/v1/upgrades/{id}")
class DocumentsController {

    private static final int BATCH = 1000;

    private final Upgrades upgrades;
    private final UpgradeActions actions;
    private final AccessToken token;
    private final JsonMapper json;

    DocumentsController(Upgrades upgrades, UpgradeActions actions, AccessToken token, JsonMapper json) {
        this.upgrades = upgrades;
        this.actions = actions;
        this.token = token;
        this.json = json;
    }

    @Operation(summary = "The whole log as text")
    @GetMapping("/log")
    void log(@PathVariable String id, HttpServletResponse response) throws RefusedException, IOException {
        upgrades.get(id);
        response.setContentType("text/plain;charset=UTF-8");
        var out = response.getOutputStream();
        var after = 0L;
        for (var lines = upgrades.events(id, after, BATCH);
                !lines.isEmpty();
                lines = upgrades.events(id, after, BATCH)) {
            for (var line : lines) {
                out.write((LineView.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
                after = line.sequence();
            }
        }
        out.flush();
    }

    @Operation(summary = "The report: JSON, or HTML for whoever accepts that and does not say ?as=json")
    @GetMapping("/report")
    Object report(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String as,
            @RequestHeader(name = "Accept", required = false) @Nullable String accepted)
            throws RefusedException {
        var report = upgrades.report(upgrades.get(id));
        if (!"json".equals(as) && accepted != null && accepted.contains("text/html")) {
            return new ModelAndView("forward:/upgrades/" + id + "/report");
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
    }

    @Operation(summary = "The exact commands as a shell script; nothing is run")
    @GetMapping("/runbook")
    ResponseEntity<byte[]> runbook(@PathVariable String id) throws RefusedException {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "x-shellscript", StandardCharsets.UTF_8))
                .body(upgrades.get(id).runbook().getBytes(StandardCharsets.UTF_8));
    }

    @Operation(summary = "A zip for whoever is to help: plan, journal, log, report, findings, without secrets")
    @GetMapping("/archive")
    void archive(@PathVariable String id, HttpServletResponse response)
            throws RefusedException, IOException, InterruptedException {
        var upgrade = upgrades.get(id);
        var redaction = Redaction.of(upgrades, upgrade, token);
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"drydock-" + upgrade.id() + ".zip\"");
        new HelpArchive(upgrades, upgrade, redaction, json)
                .write(response.getOutputStream(), actions.view(id), upgrades.report(upgrade));
    }
}
