package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.blueprint.UpgradeRequest.NodeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes of a cluster that share a database: the second is held until the first is proven. */
class NodeUpgradeIT {

    @TempDir
    private Path directory;

    private SqlWorld first;
    private SandboxUpgrade second;

    private void create(SqlServerKind kind) throws Exception {
        first = SqlWorld.create(Files.createDirectory(directory.resolve("first")), kind);
        first.allowItsAccount();
        second = SandboxUpgrade.create(Files.createDirectory(directory.resolve("second")), Sandbox.Kind.SQLITE);
        SqlSandbox.use(second.configuration(), kind, first.kept().database());
    }

    @AfterEach
    void stop() throws Exception {
        if (second != null) {
            second.stopServer();
            first.sandbox().stopServer();
        }
    }

    private UpgradeRequest request() {
        return second.request().onNode(new NodeChoice(report()));
    }

    private Path report() {
        return directory.resolve("report-of-first.json");
    }

    /** Brings the report of the first node, as REST gives it. */
    private void bring(Upgrades upgrades, Upgrade upgrade) throws Exception {
        write(new JsonMapper().writeValueAsString(upgrades.report(upgrade)));
    }

    private void write(String json) throws Exception {
        Files.writeString(report(), json);
        Files.setPosixFilePermissions(report(), PosixFilePermissions.fromString("rw-------"));
    }

    private static List<String> findings(Upgrade upgrade, Grade grade) {
        return upgrade.preflight().orElseThrow().findings().stream()
                .filter(finding -> finding.grade() == grade)
                .map(Finding::toString)
                .toList();
    }

    private static void expect(Upgrades upgrades, Upgrade upgrade, RunState state) throws Exception {
        upgrades.await(upgrade);
        assertThat(SandboxUpgrade.state(upgrade))
                .as(SandboxUpgrade.log(upgrades, upgrade))
                .isEqualTo(state);
    }

    private static String failure(Upgrade upgrade) {
        return upgrade.run().read(RunRecord::failure).orElseThrow().code();
    }

    private static String waiting(Upgrade upgrade) {
        return upgrade.run().read(RunRecord::waiting).orElseThrow().text();
    }

    @Tag("campaign")
    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void isHeldOnTheOtherServers(SqlServerKind kind) throws Exception {
        isHeldUntilTheFirstIsProvenAndGoesBackAfterIt(kind);
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL_18")
    void isHeldUntilTheFirstIsProvenAndGoesBackAfterIt(SqlServerKind kind) throws Exception {
        create(kind);
        second.startServer();
        var before = second.snapshot();
        try (var onFirst = first.sandbox().open();
                var onSecond = second.open()) {
            var node = onSecond.plan(request());
            assertThat(findings(node, Grade.FAIL)).isEmpty();
            assertThat(node.run().plan().phases().stream().map(phase -> phase.name()))
                    .containsExactly("prepare", "stop", "join", "install", "start");

            onSecond.run(node, null);
            expect(onSecond, node, RunState.WAITING);
            assertThat(waiting(node)).contains(report().toString());
            assertThat(second.isRunning()).isFalse();

            // The first node has not begun: what was stopped may start again.
            onSecond.rollback(node);
            expect(onSecond, node, RunState.ROLLED_BACK);
            assertThat(second.isRunning()).isTrue();
            assertThat(before.differences(second.snapshot())).isEmpty();
            onSecond.run(node, null);
            expect(onSecond, node, RunState.WAITING);

            var upgrade = onFirst.plan(first.request());
            first.run(onFirst, upgrade, "import", RunState.WAITING);
            bring(onFirst, upgrade);
            onSecond.run(node, null);
            expect(onSecond, node, RunState.WAITING);
            assertThat(waiting(node)).contains(upgrade.id() + ": waiting");

            first.run(onFirst, upgrade, null, RunState.SUCCEEDED);
            onSecond.run(node, null);
            expect(onSecond, node, RunState.WAITING);

            bring(onFirst, upgrade);
            onSecond.run(node, null);
            expect(onSecond, node, RunState.SUCCEEDED);
            assertThat(second.isRunning()).isTrue();
            var report = onSecond.report(node);
            assertThat(report.failed()).isEmpty();
            assertThat(report.verified().toString())
                    .contains("upgrade " + upgrade.id() + " of the first node has succeeded")
                    .contains("the old store lies in "
                            + upgrade.blueprint().store().oldPlace());
            assertThat(onSecond.preflight(node).findings()).noneMatch(finding -> finding.grade() == Grade.FAIL);

            // A server of v0.8.0 that works on would find the tables of v0.7.3 under its hands.
            onFirst.rollback(upgrade);
            expect(onFirst, upgrade, RunState.FAILED);
            assertThat(failure(upgrade)).isEqualTo("database-in-use");

            onSecond.rollback(node);
            expect(onSecond, node, RunState.FAILED);
            assertThat(failure(node)).isEqualTo("first-node-not-back");
            assertThat(second.isRunning()).isFalse();

            first.goBack(onFirst, upgrade);
            onSecond.rollback(node);
            expect(onSecond, node, RunState.ROLLED_BACK);
            assertThat(second.isRunning()).isTrue();
            assertThat(SandboxUpgrade.thatMatter(before.differences(second.snapshot())))
                    .isEmpty();
        }
    }

    @Test
    void believesNoReportButThatOfItsOwnStore() throws Exception {
        create(SqlServerKind.POSTGRESQL_18);
        try (var onFirst = first.sandbox().open();
                var onSecond = second.open()) {
            var node = onSecond.plan(request());
            onSecond.run(node, null);
            expect(onSecond, node, RunState.WAITING);
            var upgrade = onFirst.plan(first.request());
            bring(onFirst, upgrade);
            var planned = Files.readString(report());
            var done = planned.replace("\"state\":\"planned\"", "\"state\":\"succeeded\"");
            assertThat(done).isNotEqualTo(planned);

            // It says that it is done, and the store is not.
            write(done);
            refused(onSecond, node, "first-node-store");
            write(done.replaceFirst("\"failed\":\\[]", "\"failed\":[\"Mailbox INBOX of anna is empty\"]"));
            refused(onSecond, node, "first-node-not-proven");
            write(done.replace("/" + first.kept().database().name(), "/another"));
            refused(onSecond, node, "first-node-other-store");
            write("{\"state\": \"succeeded\"}");
            refused(onSecond, node, "first-node-not-looked-at");
            write("no JSON");
            refused(onSecond, node, "first-node-not-looked-at");
            write(done);
            Files.setPosixFilePermissions(report(), PosixFilePermissions.fromString("rw-rw-rw-"));
            refused(onSecond, node, "first-node-not-looked-at");

            assertThat(second.isRunning()).isFalse();
            onSecond.rollback(node);
            expect(onSecond, node, RunState.ROLLED_BACK);
        }
    }

    private static void refused(Upgrades upgrades, Upgrade node, String code) throws Exception {
        upgrades.run(node, null);
        expect(upgrades, node, RunState.FAILED);
        assertThat(failure(node)).isEqualTo(code);
    }

    @Test
    void wantsAStoreThatCanBeShared() throws Exception {
        second = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        first = new SqlWorld(second, null);
        try (var upgrades = second.open()) {
            assertThatThrownBy(() -> upgrades.plan(second.request().onNode(new NodeChoice(null))))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("further nodes of a cluster");
        }
    }
}
