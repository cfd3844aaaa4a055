package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.sql.CutLine;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.blueprint.UpgradeRequest.TrialChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connections that are lost while a step asks a database, one step after the other in one upgrade: each time the run stops and
 * says why, and the same step succeeds once the database is there again; or all goes back to the same.
 */
class SqlFaultIT {

    private static final List<String> OFFICIAL = List.of(
            "export.run",
            "export.compare",
            "backup.store",
            "import.run",
            "import.compare",
            "import.extras",
            "trial.queue-aside",
            "trial.run",
            "trial.queue-back",
            "start.server",
            "start.prove");

    private static final List<String> DIRECT = List.of(
            "convert.run",
            "convert.compare",
            "backup.store",
            "trial.queue-aside",
            "trial.run",
            "trial.queue-back",
            "start.server");

    /** Those that ask little. */
    private static final List<String> QUICK =
            List.of("backup.store", "trial.queue-back", "start.server", "start.prove");

    private static String phase(String step, boolean direct) {
        return step.equals("backup.store") && direct ? "convert" : step.replaceFirst("\\..*", "");
    }

    /** How a connection is lost. */
    private enum Fault {
        /** The network between fails. */
        CUT("the connection was lost|it does not answer in time|nothing takes connections there"),
        /** An administrator ends each session as soon as it is there. */
        ENDED("an administrator ended the session|the connection was lost|the session .* is no longer there"),
        /** The server is stopped, and started again once the step has failed. */
        STOPPED("nothing takes connections there|an administrator ended the session|the connection was lost"
                + "|starting up or shutting down");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    @TempDir
    private Path directory;

    private SqlWorld world;
    private CutLine line;
    private volatile boolean ends;

    /** The step that is in trouble next, and what happens to it. */
    private final ConcurrentHashMap<String, Fault> troubles = new ConcurrentHashMap<>();

    @AfterEach
    void stop() throws Exception {
        ends = false;
        world.sandbox().stopServer();
        line.close();
    }

    private Upgrades open() throws Exception {
        return Upgrades.open(world.sandbox().settings(place -> {
            var fault = troubles.remove(place.replace("after INTENT ", ""));
            if (fault != null) {
                begin(fault);
            }
        }));
    }

    private void begin(Fault fault) {
        try {
            switch (fault) {
                case CUT -> line.cut();
                case STOPPED -> world.kept().kind().get().stop();
                case ENDED -> {
                    ends = true;
                    var ending = new Thread(this::endSessions, "ending-sessions");
                    ending.setDaemon(true);
                    ending.start();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endSessions() {
        while (ends) {
            try {
                world.kept().kind().get().endSessions(world.kept().database());
            } catch (SQLException e) {
                // One of them has ended by itself meanwhile.
                LockSupport.parkNanos(1_000_000);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void end(Fault fault) throws Exception {
        switch (fault) {
            case CUT -> line.mend();
            case STOPPED -> world.kept().kind().get().start();
            case ENDED -> ends = false;
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL_18, CUT, false, backup.store import.run"})
    void saysSoAndGoesOnOrBack(SqlServerKind kind, Fault fault, boolean direct, String steps) throws Exception {
        world = SqlWorld.create(directory, kind);
        line = CutLine.to(world.kept().database());
        if (fault == Fault.CUT) {
            SqlSandbox.use(world.sandbox().configuration(), kind, line.database());
        }
        world.allowItsAccount();
        var before = world.state();
        try (var upgrades = open()) {
            var request = world.request().withTrial(new TrialChoice("stop", true, null));
            var upgrade = upgrades.plan(direct ? request.withEngine(UpgradeRequest.DIRECT) : request);
            for (var step : steps.split(" ", -1)) {
                troubles.put(step, fault);
                upgrades.run(upgrade, phase(step, direct));
                upgrades.await(upgrade);
                if (troubles.isEmpty()) {
                    end(fault);
                }
                var said = kind + " " + fault + " in " + step + "\n" + SandboxUpgrade.log(upgrades, upgrade);
                assertThat(troubles).as(said).isEmpty();
                if (fault == Fault.ENDED && SandboxUpgrade.state(upgrade) != RunState.FAILED) {
                    // It was done between the ends of two sessions, and is looked at with all the others below.
                    assertThat(QUICK).as(said).contains(step);
                    continue;
                }
                assertThat(SandboxUpgrade.state(upgrade)).as(said).isEqualTo(RunState.FAILED);
                var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
                System.out.println(kind + " " + fault + " " + step + ": " + failure.problem());
                assertThat(failure.problem() + failure.cause() + failure.lines())
                        .as(said)
                        .containsPattern(fault.words);
            }
            if (steps.contains("trial")) {
                if (SandboxUpgrade.state(upgrade) != RunState.SUCCEEDED) {
                    world.run(upgrades, upgrade, null, RunState.SUCCEEDED);
                }
                world.sandbox().stopServer();
            } else {
                world.run(upgrades, upgrade, "import", RunState.WAITING);
            }
            var comparison = world.compare();
            assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
            world.goBack(upgrades, upgrade);
            world.sandbox().stopServer();
            if (steps.contains("start")) {
                world.kept().discardNew(SqlWorld.keptNew(upgrade));
            }
            assertThat(world.state()).isEqualTo(before);
        }
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL_18, CUT", "POSTGRESQL_18, ENDED", "POSTGRESQL_18, STOPPED",
        "MARIADB, CUT", "MARIADB, ENDED", "MARIADB, STOPPED",
        "MYSQL, CUT", "MYSQL, ENDED", "MYSQL, STOPPED"
    })
    void doesSoInEveryStep(SqlServerKind kind, Fault fault) throws Exception {
        saysSoAndGoesOnOrBack(kind, fault, false, String.join(" ", OFFICIAL));
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL_18, CUT", "POSTGRESQL_18, ENDED", "POSTGRESQL_18, STOPPED",
        "MARIADB, CUT", "MARIADB, ENDED", "MARIADB, STOPPED",
        "MYSQL, CUT", "MYSQL, ENDED", "MYSQL, STOPPED"
    })
    void doesSoWhereDrydockConverts(SqlServerKind kind, Fault fault) throws Exception {
        saysSoAndGoesOnOrBack(kind, fault, true, String.join(" ", DIRECT));
    }
}
