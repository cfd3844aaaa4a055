package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What was noticed when the machine was looked at, as it looks in the light of the plan. */
final class DetectionFindings implements Check {

    /** What the first node of a cluster sees to. */
    private static final Set<String> OF_THE_DATA = Set.of("data.state", "directory.mixed-case");

    @Override
    public String topic() {
        return "installation";
    }

    @Override
    public List<Finding> look(Scene scene) {
        var findings = new ArrayList<Finding>();
        for (var finding : scene.found().findings()) {
            var revised = scene.stage() == Stage.AFTER ? after(finding) : finding;
            if (!isSaidBetter(scene, revised)) {
                findings.add(planned(scene, revised));
            }
        }
        return findings;
    }

    /** What stops an upgrade is what an upgraded installation should be like. */
    private static Finding after(Finding finding) {
        if (finding.grade() == Grade.FAIL && finding.code().equals("program.version-not-older")) {
            return Finding.pass("program.version", "v" + ProgramVersion.TARGET + " is installed");
        }
        if (finding.grade() == Grade.FAIL && finding.code().equals("data.state")) {
            return Finding.pass(finding.code(), finding.text());
        }
        return finding;
    }

    /** Other checks know more about these. */
    private static boolean isSaidBetter(Scene scene, Finding finding) {
        if (scene.blueprint().node() != null && OF_THE_DATA.contains(finding.code())) {
            return true;
        }
        if (scene.stage() == Stage.AFTER) {
            return false;
        }
        var configuration = scene.found().configuration();
        return switch (finding.code()) {
            case "role.blob" -> finding.grade() != Grade.PASS && configuration.store(Role.BLOB) != null;
            case "role.fts" -> {
                var store = configuration.store(Role.FTS);
                yield store != null && store.kind() == StoreKind.ELASTICSEARCH;
            }
            case "role.lookup" -> {
                var store = configuration.store(Role.LOOKUP);
                yield store != null && store.kind() == StoreKind.REDIS;
            }
            case "configuration.run-as" -> true;
            default -> false;
        };
    }

    /** The plan may see to what detection can only point at. */
    private static Finding planned(Scene scene, Finding finding) {
        return switch (finding.code()) {
            case "directory.mixed-case" -> mixedCase(scene, finding);
            case "program.version-before-source" ->
                scene.blueprint()
                        .sourceSwap()
                        .map(swap -> Finding.notice(
                                finding.code(),
                                finding.text(),
                                "Nothing: once the server has stopped, Drydock keeps the program as " + swap.old()
                                        + " and puts v0.7.3 from " + swap.file()
                                        + " in its place, which reads this store as"
                                        + " it is and exports it"))
                        .orElse(finding);
            default -> finding;
        };
    }

    private static Finding mixedCase(Scene scene, Finding finding) {
        return scene.blueprint().request().carriesExtras()
                ? Finding.notice(
                        finding.code(),
                        finding.text(),
                        "Nothing: Drydock writes these names in lower case into the new store")
                : Finding.warn(
                        finding.code(),
                        finding.text(),
                        "Plan anew with the extras, and Drydock writes these names in lower case into the new store");
    }
}
