package dev.drydock.cli;

import dev.drydock.conversion.Inspection;
import dev.drydock.conversion.TargetInspection;
import dev.drydock.store.StoreVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what is in a store or an export, and what to know about it before the upgrade. */
@Command(
        name = "inspect",
        description = {
            "Say what is in a store or export, and what to know before the upgrade.",
            "Reads everything, changes nothing. Status 1 where a check has failed."
        },
        footerHeading = "%nExample:%n",
        footer = "  drydock inspect rocksdb:/opt/stalwart-mail/data")
final class InspectCommand extends CoreCommand {

    @Parameters(
            paramLabel = "STORE",
            converter = LocationConverter.class,
            description = LocationConverter.FORMS + "; of v0.7.3 or v0.8.0.")
    private NamedStore named;

    @Mixin
    private PasswordOptions password;

    @Override
    int run(Session session) throws Exception {
        var store = password.give(named, this);
        if (!store.isExport() && session.stores().version(store) == StoreVersion.V0_8_0) {
            try (var target = session.stores().target(store)) {
                var report = new TargetInspection(target, session.progress()).run();
                session.clear();
                TargetReportView.print(session, report);
                return ExitStatus.DONE;
            }
        }
        try (var source = session.stores().source(store)) {
            var report = new Inspection(source, session.progress()).run();
            session.clear();
            if (session.json()) {
                session.out().println(InspectionJson.of(report));
            } else {
                new InspectionText(new Page(session.out()), report).print();
            }
            return report.hasFailures() ? ExitStatus.FAILED : ExitStatus.DONE;
        }
    }
}
