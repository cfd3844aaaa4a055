package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.InspectionReport;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import java.util.List;

/** What an inspection has found, in the light of the plan: the inspection does not know what Drydock will see to. */
final class StoreContentFindings {

    private final Scene scene;
    private final boolean extras;

    StoreContentFindings(Scene scene) {
        this.scene = scene;
        this.extras = scene.blueprint().request().carriesExtras();
    }

    /** Those of a whole inspection. */
    List<Finding> of(InspectionReport report) {
        return report.findings().stream()
                .map(finding -> isOfContents(finding)
                        ? elsewhere(finding)
                        : isLooked(finding) ? finding(finding, report) : plain(finding))
                .toList();
    }

    private boolean isOfContents(InspectionReport.Finding found) {
        return found.code().startsWith("contents-") && scene.blueprint().store().hasContentsElsewhere();
    }

    /** The configuration says where contents are; what the store still has of them is of a time before. */
    private Finding elsewhere(InspectionReport.Finding found) {
        var contents = scene.blueprint().store().contents();
        return found.code().equals("contents-elsewhere")
                ? Finding.notice(
                        code(found),
                        "The contents are in " + contents,
                        "Leave that store as it is, and see that it is backed up")
                : Finding.skip(code(found), "Not checked: the contents are in " + contents, "");
    }

    /** Those about names and settings, where nothing else was read. */
    List<Finding> ofNames(List<InspectionReport.Finding> found) {
        return found.stream()
                .map(finding -> isLooked(finding) ? named(finding) : plain(finding))
                .toList();
    }

    private static boolean isLooked(InspectionReport.Finding found) {
        return found.grade() != InspectionReport.Grade.PASS && found.grade() != InspectionReport.Grade.SKIP;
    }

    private static Finding plain(InspectionReport.Finding found) {
        return new Finding(grade(found.grade()), code(found), text(found), "");
    }

    private static String code(InspectionReport.Finding found) {
        return "store." + found.code();
    }

    private Finding finding(InspectionReport.Finding found, InspectionReport report) {
        var code = code(found);
        return switch (found.code()) {
            case "queue-after-official-import" ->
                carried(
                        code,
                        report.queue().messages() + " messages wait in the queue, and the official import leaves them"
                                + " behind: v0.8.0 could read none of " + found.count() + " rightly",
                        "Drydock adds them to the new store, with their contents",
                        "Let the queue run empty first, or plan anew with the extras");
            case "queue-quotas" ->
                carried(
                        code,
                        found.count() + " counters of queue quotas are left out by the official export",
                        "Drydock adds them to the new store",
                        "Plan anew with the extras, or reset the quotas after the upgrade");
            case "reports-not-exported" ->
                carried(
                        code,
                        report.reports().toSend() + " reports to send and "
                                + report.reports().received() + " received ones are left out by the official export",
                        "Drydock adds those that have a place in the new store",
                        "Plan anew with the extras, or do without them");
            case "reports-tls-received" ->
                Finding.notice(
                        code,
                        found.count() + " received TLS reports have no sound place in v0.8.0",
                        "They stay in the old store, where drydock convert can save them as files");
            // They cannot be opened today either, so this must not keep the upgrade back for ever.
            case "contents-missing" -> Finding.warn(code, text(found), step(found));
            case "contents-elsewhere" ->
                Finding.notice(code, text(found), "Leave that store as it is, and see that it is backed up");
            default -> named(found);
        };
    }

    private Finding named(InspectionReport.Finding found) {
        var code = code(found);
        return switch (found.code()) {
            case "certificates" ->
                Finding.notice(
                        code,
                        text(found),
                        "Nothing: Drydock writes those that the file lacks into the configuration, in the phase"
                                + " install");
            case "names-mixed-case" -> mixedCase(code, found);
            case "names-conflict" ->
                external() == null
                        ? Finding.pass(code, "Names that differ in capitals only do no harm in the internal directory")
                        : Finding.fail(code, text(found), step(found));
            default -> new Finding(grade(found.grade()), code, text(found), step(found));
        };
    }

    private Finding mixedCase(String code, InspectionReport.Finding found) {
        var directory = external();
        if (directory == null) {
            return Finding.pass(
                    code, found.count() + " names have capital letters, which does no harm in the internal directory");
        }
        var text = "v0.8.0 looks names of the directory " + directory + " up in lower case, so the mailboxes of "
                + found.count() + " accounts would look empty: " + String.join(", ", found.examples());
        return carried(
                code,
                text,
                "Drydock writes these names in lower case into the new store",
                "Plan anew with the extras; without them this mail is out of reach");
    }

    /** What the extras see to: to be known where they are on, a loss where they are off. */
    private Finding carried(String code, String text, String with, String without) {
        return extras ? Finding.notice(code, text, "Nothing: " + with) : Finding.warn(code, text, without);
    }

    /** The id of the directory of the accounts, where it is not the store itself. */
    private @org.jspecify.annotations.Nullable String external() {
        var directory = scene.found().configuration().directory();
        return directory != null && directory.kind().isExternal() ? directory.id() : null;
    }

    private static String text(InspectionReport.Finding found) {
        var text = found.text().replaceAll("\\.$", "");
        var count = found.count() > 0 ? " (" + found.count() : "";
        var examples = found.examples().isEmpty() ? "" : ": " + String.join("; ", found.examples());
        return text + (count.isEmpty() ? "" : count + examples + ")");
    }

    private static String step(InspectionReport.Finding found) {
        return found.nextStep().map(step -> step.replaceAll("\\.$", "")).orElse("");
    }

    private static Grade grade(InspectionReport.Grade grade) {
        return Grade.valueOf(grade.name());
    }
}
