package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.UpgradeRequest.NodeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes of the real programs that share one database. */
@WithRealPrograms
class RealNodeIT {

    @TempDir
    private Path directory;

    @Test
    void serveTheSameMailFromBothNodesAndBothGoBack() throws Exception {
        var kind = SqlServerKind.POSTGRESQL_18;
        var database = kind.get().create();
        try (var names = new NameServer(Map.of())) {
            var options = Options.DEFAULT.withNameServer(names.port());
            var first = RealInstallation.on(
                    kind, database, Files.createDirectory(directory.resolve("first")), Instant.now(), options);
            var second = RealInstallation.sharing(
                    kind, database, Files.createDirectory(directory.resolve("second")), options);
            var report = directory.resolve("report.json");
            try (var onFirst = Upgrades.open(settings("home-1", first));
                    var onSecond = Upgrades.open(settings("home-2", second))) {
                first.start();
                second.start();
                var before = Shown.by(second.configuration());
                var node = onSecond.plan(second.request().onNode(new NodeChoice(report)));
                run(onSecond, node, RunState.WAITING);

                var upgrade = onFirst.plan(first.request());
                run(onFirst, upgrade, RunState.SUCCEEDED);
                Files.writeString(report, new JsonMapper().writeValueAsString(onFirst.report(upgrade)));
                Files.setPosixFilePermissions(report, PosixFilePermissions.fromString("rw-------"));
                run(onSecond, node, RunState.SUCCEEDED);

                assertThat(Shown.by(second.configuration()).mailboxes()).isEqualTo(before.mailboxes());
                assertThat(Shown.by(first.configuration()).mailboxes()).isEqualTo(before.mailboxes());
                goBack(onSecond, node, RunState.FAILED);
                goBack(onFirst, upgrade, RunState.ROLLED_BACK);
                goBack(onSecond, node, RunState.ROLLED_BACK);
                assertThat(Shown.by(second.configuration()).mailboxes()).isEqualTo(before.mailboxes());
                Observed.note("two nodes on " + kind + ": there and back");
            } finally {
                second.stop();
                first.stop();
            }
        }
    }

    private ConsoleSettings settings(String home, RealInstallation installation) {
        return ConsoleSettings.of(directory.resolve(home), "test").withCommands(installation.commands());
    }

    private static void run(Upgrades upgrades, Upgrade upgrade, RunState expected) throws Exception {
        upgrades.run(upgrade, null);
        expect(upgrades, upgrade, expected);
    }

    private static void goBack(Upgrades upgrades, Upgrade upgrade, RunState expected) throws Exception {
        upgrades.rollback(upgrade);
        expect(upgrades, upgrade, expected);
    }

    private static void expect(Upgrades upgrades, Upgrade upgrade, RunState expected) throws Exception {
        upgrades.await(upgrade);
        assertThat(upgrade.run().read(RunRecord::state))
                .as(() -> upgrades.events(upgrade.id(), 0, 10_000).toString())
                .isEqualTo(expected);
    }
}
