package dev.drydock.cli;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.Verification;
import dev.drydock.export.ExportComparison;
import dev.drydock.export.ExportRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares an export, a new store, or both, with the v0.7.3 store that they came from. */
@Command(
        name = "verify",
        description = {
            "Compare an export or a new v0.8.0 store, record by record, with the v0.7.3 source it came from.",
            "Verify a new store before a server is started on it. Status 1 where something differs."
        },
        footerHeading = "%nExample:%n",
        footer = "  drydock verify --source rocksdb:/opt/stalwart-mail/data --target rocksdb:/opt/stalwart-mail/new")
final class VerifyCommand extends CoreCommand {

    @Option(
            names = "--source",
            required = true,
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = "What it came from: " + LocationConverter.FORMS + ", of v0.7.3.")
    private NamedStore source;

    @Option(names = "--export", paramLabel = "DIR", description = "An export to compare.")
    private @Nullable Path export;

    @Option(
            names = "--target",
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = "A new v0.8.0 store to compare; with the options of the convert that made it.")
    private @Nullable NamedStore target;

    @Mixin
    private PasswordOptions password;

    @Mixin
    private TargetPasswordOptions targetPassword;

    @Mixin
    private ProfileOptions profile;

    @Override
    int run(Session session) throws Exception {
        if (export == null && target == null) {
            throw usage("nothing to compare: name --export, --target or both");
        }
        if (target != null && target.isExport()) {
            throw usage("--target names a v0.8.0 store; an export is named with --export");
        }
        if (target == null) {
            targetPassword.requireNone(this);
        }
        var profiles = profile.profiles(this);
        var comparisons = new ArrayList<ComparisonView.Compared>();
        var read = password.give(source, this);
        var compared = target == null ? null : targetPassword.give(target, this);
        try (var records = session.stores().source(read);
                var scratch = session.scratch()) {
            var verification = new Verification(records, scratch.path(), session.progress());
            if (export != null) {
                try (SourceRecords exported = ExportRecords.open(export)) {
                    comparisons.add(export(session, records, exported, verification, scratch.path()));
                }
            }
            if (compared != null) {
                try (var store = session.stores().target(compared)) {
                    comparisons.add(
                            new ComparisonView.Compared(verification.target(store, profiles), Optional.empty()));
                }
            }
        }
        session.clear();
        ComparisonView.print(session, profile.name(), comparisons);
        return comparisons.stream().allMatch(ComparisonView.Compared::isEqual) ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    /** By what becomes of it, which can be named; where that is equal, by all entries, the import's leavings included. */
    private static ComparisonView.Compared export(
            Session session, SourceRecords records, SourceRecords exported, Verification verification, Path scratch)
            throws StoreException, MalformedDataException {
        var comparison = verification.export(exported);
        return new ComparisonView.Compared(
                comparison,
                comparison.isEqual()
                        ? Optional.of(ExportComparison.of(records, exported, scratch, session.progress()))
                        : Optional.empty());
    }
}
