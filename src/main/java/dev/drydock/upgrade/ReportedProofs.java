package dev.drydock.upgrade;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.StepRecord;
import dev.drydock.engine.StepState;
import dev.drydock.upgrade.phase.ProofFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was verified in an upgrade, what was found wrong, and what was not asked, each a sentence. */
final class ReportedProofs {

    private static final List<String> PROVING = List.of(
            "prepare.fetch",
            "prepare.fetch-webadmin",
            "prepare.release",
            "export.run",
            "export.compare",
            "convert.run",
            "convert.compare",
            "backup.store",
            "convert.place",
            "join.first-node",
            "start.copy",
            "start.contents",
            "import.compare",
            "import.extras");

    /** Files of proofs by the step that makes them. */
    private static final Map<String, String> FILES =
            Map.of("trial.run", ProofFile.TRIAL, "start.prove", ProofFile.START);

    private final List<String> verified = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> notVerified = new ArrayList<>();

    static ReportedProofs of(Upgrade upgrade, RunRecord record) {
        var proofs = new ReportedProofs();
        for (var phase : upgrade.run().plan().phases()) {
            for (var step : phase.steps()) {
                var performed = record.attempt().there(step.name());
                if (PROVING.contains(step.name())) {
                    proofs.add(step.title(), performed);
                }
                var file = FILES.get(step.name());
                if (file != null && performed.state() != StepState.PENDING) {
                    proofs.add(upgrade, file);
                }
            }
        }
        return proofs;
    }

    private void add(String title, StepRecord performed) {
        var detail = performed.detail();
        switch (performed.state()) {
            case SUCCEEDED -> verified.add(title + ": " + detail);
            case FAILED -> {
                var failure = performed.failure();
                failed.add(title + ": " + (failure == null ? "failed" : failure.problem()));
            }
            default ->
                notVerified.add(title + ": " + performed.state().title() + (detail.isEmpty() ? "" : ", " + detail));
        }
    }

    private void add(Upgrade upgrade, String file) {
        var when = file.equals(ProofFile.TRIAL) ? "On trial, " : "Open, ";
        for (var line : ProofFile.read(upgrade.blueprint().home(), file)) {
            var text = when + line.text();
            switch (line.outcome()) {
                case "passed" -> verified.add(text);
                case "failed" -> failed.add(text);
                default -> notVerified.add(text);
            }
        }
    }

    List<String> verified() {
        return verified;
    }

    List<String> failed() {
        return failed;
    }

    List<String> notVerified() {
        return notVerified;
    }
}
