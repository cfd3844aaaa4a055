package dev.drydock.upgrade;

import dev.drydock.engine.Phase;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepState;
import dev.drydock.upgrade.phase.AccountForRecords;
import dev.drydock.upgrade.phase.Cleanup;
import dev.drydock.upgrade.phase.ProofFile;
import dev.drydock.upgrade.phase.StoppedTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up the report of an upgrade from its record, and from what its steps have written down. */
final class Reports {

    private static final List<String> PROVING =
            List.of("export.run", "export.compare", "backup.store", "import.compare", "import.extras");

    private Reports() {}

    static UpgradeReport of(Upgrade upgrade, Instant now) {
        var run = upgrade.run();
        return run.read(record -> of(upgrade, record, now));
    }

    private static UpgradeReport of(Upgrade upgrade, RunRecord record, Instant now) {
        var blueprint = upgrade.blueprint();
        var verified = new ArrayList<String>();
        var notVerified = new ArrayList<String>();
        proofs(upgrade, record, verified, notVerified);
        var kept = new LinkedHashMap<String, String>();
        Cleanup.kept(upgrade.yard()).forEach((path, what) -> kept.put(path.toString(), what));
        return new UpgradeReport(
                blueprint.id(),
                record.state().title(),
                outcome(upgrade, record),
                blueprint.configuration().file().toString(),
                "v" + blueprint.program().version(),
                "v0.8.0",
                edge(upgrade, record, true),
                record.state().isActive() ? null : edge(upgrade, record, false),
                ZoneId.systemDefault().getId(),
                StoppedTime.of(record, now).map(Duration::toSeconds).orElse(null),
                upgrade.run().plan().phases().stream()
                        .map(phase -> time(phase, record))
                        .toList(),
                families(blueprint.home()),
                verified,
                notVerified,
                kept,
                goingBack(upgrade, record));
    }

    private static String outcome(Upgrade upgrade, RunRecord record) {
        var failure = record.failure().map(it -> ": " + it.problem()).orElse("");
        return switch (record.state()) {
                    case SUCCEEDED -> "The upgrade is done: v0.8.0 serves the mail of v0.7.3";
                    case ROLLED_BACK ->
                        "Everything was taken back; v0.7.3 is as it was"
                                + (failure.isEmpty() ? "" : ". It went back because" + failure);
                    case FAILED -> "The upgrade has stopped at a failure" + failure;
                    case PLANNED -> "The upgrade is planned; nothing was changed";
                    case WAITING, CANCELLED -> "The upgrade stands still, until somebody goes on or back";
                    case INTERRUPTED -> "The upgrade was interrupted; it can go on or back";
                    case RUNNING -> "The upgrade is under way";
                    case ROLLING_BACK -> "The upgrade is on its way back";
                }
                + (record.state() == RunState.SUCCEEDED
                                && upgrade.blueprint().request().carriesExtras()
                        ? ", with what the official import leaves behind"
                        : "");
    }

    private static @Nullable Instant edge(Upgrade upgrade, RunRecord record, boolean first) {
        return upgrade.run().plan().phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .map(step -> record.step(step.name()))
                .map(step -> first ? step.started() : step.ended())
                .filter(Objects::nonNull)
                .reduce((one, other) -> one.isBefore(other) == first ? one : other)
                .orElse(null);
    }

    private static UpgradeReport.PhaseTime time(Phase phase, RunRecord record) {
        var seconds = 0.0;
        var begun = false;
        for (var step : phase.steps()) {
            var at = record.step(step.name());
            if (at.started() != null && at.ended() != null) {
                begun = true;
                seconds += Duration.between(at.started(), at.ended()).toMillis() / 1000.0;
            }
        }
        return new UpgradeReport.PhaseTime(
                phase.name(),
                phase.title(),
                record.phase(phase).title(),
                begun ? Math.round(10 * seconds) / 10.0 : null);
    }

    private static void proofs(Upgrade upgrade, RunRecord record, List<String> verified, List<String> notVerified) {
        for (var phase : upgrade.run().plan().phases()) {
            for (var step : phase.steps()) {
                if (PROVING.contains(step.name())) {
                    var at = record.step(step.name());
                    if (at.state() == StepState.SUCCEEDED) {
                        verified.add(step.title() + ": " + at.detail());
                    } else {
                        notVerified.add(step.title() + ": " + at.state().title()
                                + (at.detail().isEmpty() ? "" : ", " + at.detail()));
                    }
                }
            }
        }
        for (var name : List.of(ProofFile.TRIAL, ProofFile.START)) {
            var when = name.equals(ProofFile.TRIAL) ? "On trial, " : "Open, ";
            ProofFile.read(upgrade.blueprint().home(), name).forEach(line -> {
                if (line.passed()) {
                    verified.add(when + line.text());
                } else {
                    notVerified.add(when + line.text());
                }
            });
        }
    }

    private static List<UpgradeReport.FamilyAccount> families(Path home) {
        var official = ledger(home.resolve(AccountForRecords.OFFICIAL));
        var lossless = ledger(home.resolve(AccountForRecords.LOSSLESS));
        var families = new ArrayList<UpgradeReport.FamilyAccount>();
        official.forEach((family, line) -> {
            var with = lossless.getOrDefault(family, line);
            families.add(new UpgradeReport.FamilyAccount(
                    family,
                    Long.parseLong(line[1]),
                    Long.parseLong(line[2]),
                    Long.parseLong(line[3]),
                    Long.parseLong(line[4]),
                    Math.max(0, Long.parseLong(with[4]) - Long.parseLong(line[4])),
                    reasons(with[6])));
        });
        return families;
    }

    private static Map<String, Long> reasons(String text) {
        var reasons = new TreeMap<String, Long>();
        for (var entry : text.split("; ", -1)) {
            var at = entry.lastIndexOf('=');
            if (at > 0) {
                reasons.put(entry.substring(0, at), Long.parseLong(entry.substring(at + 1)));
            }
        }
        return reasons;
    }

    private static Map<String, String[]> ledger(Path file) {
        var lines = new LinkedHashMap<String, String[]>();
        if (Files.isRegularFile(file)) {
            try {
                for (var line : Files.readAllLines(file)) {
                    var fields = line.split("\t", -1);
                    if (fields.length == 7) {
                        lines.put(fields[0], fields);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The account of records cannot be read: " + file, e);
            }
        }
        return lines;
    }

    private static String goingBack(Upgrade upgrade, RunRecord record) {
        var old = upgrade.blueprint().store().old();
        return switch (record.state()) {
            case SUCCEEDED ->
                Files.exists(old)
                        ? "Going back is possible until cleanup deletes " + old
                                + "; what came in since the doors opened is then saved as files"
                        : "The old store was deleted, so there is no way back";
            case ROLLED_BACK -> "Everything is back already";
            case PLANNED -> "Nothing has to be taken back";
            default ->
                "Going back is possible; without Drydock, by rescue.sh in "
                        + upgrade.blueprint().home();
        };
    }
}
