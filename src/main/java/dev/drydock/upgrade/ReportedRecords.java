package dev.drydock.upgrade;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.StepState;
import dev.drydock.upgrade.phase.AccountForRecords;
import dev.drydock.upgrade.phase.TakenBack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the records of the old store, from the accounts that {@link AccountForRecords} has written down. */
final class ReportedRecords {

    private static final int FIELDS = 7;

    private ReportedRecords() {}

    /** The families; empty where nothing was counted in the latest attempt. */
    static List<UpgradeReport.FamilyAccount> of(Upgrade upgrade, RunRecord record) {
        if (record.attempt().there(AccountForRecords.NAME).state() == StepState.PENDING) {
            return List.of();
        }
        var home = upgrade.blueprint().home();
        var official = ledger(home, AccountForRecords.OFFICIAL);
        // Without the extras there is no second account: nothing was added.
        var lossless = ledger(home, AccountForRecords.LOSSLESS);
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

    private static Map<String, String[]> ledger(Path home, String name) {
        var file = TakenBack.latest(home.resolve(name));
        var lines = new LinkedHashMap<String, String[]>();
        if (Files.isRegularFile(file)) {
            try {
                for (var line : Files.readAllLines(file)) {
                    var fields = line.split("\t", -1);
                    if (fields.length == FIELDS) {
                        lines.put(fields[0], fields);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The account of records cannot be read: " + file, e);
            }
        }
        return lines;
    }
}
