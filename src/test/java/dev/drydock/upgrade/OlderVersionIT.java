package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.host.Command;
import dev.drydock.host.CommandRunner;
import dev.drydock.installation.Grade;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.blueprint.UpgradeRequest.ReleaseChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** v0.7.2, which can neither export nor say its version, is brought to v0.7.3 on the way, and comes back when asked. */
class OlderVersionIT {

    @TempDir
    private Path directory;

    private SandboxUpgrade world;
    private Path v073;

    @BeforeEach
    void installsV072() throws Exception {
        world = SandboxUpgrade.create(directory, Sandbox.Kind.SQLITE);
        v073 = Sandbox.at(world.mail()).installV072();
    }

    @AfterEach
    void stop() throws Exception {
        world.stopServer();
    }

    private UpgradeRequest request() {
        return world.request()
                .withRelease(new ReleaseChoice(
                        world.mail().resolve("release/stalwart-mail"),
                        null,
                        null,
                        new UpgradeRequest.SourceChoice(v073, null)));
    }

    private Path program() {
        return world.mail().resolve("bin/stalwart-mail");
    }

    private static String version(Path program) throws Exception {
        var result = new CommandRunner()
                .run(Command.of(program.toString(), "--version").withLimit(Duration.ofSeconds(60)));
        return result.isSuccess()
                ? result.output().get(0)
                : result.lastLines().get(0).text();
    }

    @Test
    void refusesWithoutTheProgramOfV073AndSaysHowToGiveIt() throws Exception {
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(world.request());

            assertThatThrownBy(() -> upgrades.run(upgrade, null))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("v0.7.0 to 0.7.2 is installed")
                    .hasMessageContaining("release.source");
        }
    }

    @Test
    void refusesAnotherProgramThanV073() throws Exception {
        v073 = world.mail().resolve("release/stalwart-mail");
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(request());
            upgrades.run(upgrade, "prepare");
            upgrades.await(upgrade);

            assertThat(state(upgrade)).isEqualTo(RunState.FAILED);
            var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
            assertThat(failure.code()).isEqualTo("source-version");
            assertThat(failure.problem()).contains("0.8.0, not 0.7.3");
        }
    }

    @Test
    void upgradesARunningServer() throws Exception {
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(request());
            assertThat(upgrade.preflight().orElseThrow().findings())
                    .anyMatch(finding -> finding.grade() == Grade.NOTICE
                            && finding.code().equals("program.version-before-source")
                            && finding.whatToDo().contains(v073.toString()));

            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            assertThat(version(program())).isEqualTo("0.8.0");
            assertThat(version(upgrade.blueprint().program().old())).isEqualTo("0.7.3");
            assertThat(version(world.mail().resolve("bin/stalwart-mail-before-v0.7.3")))
                    .contains("Invalid command line argument");
            assertThat(upgrade.runbook()).contains("stalwart-mail-before-v0.7.3", "must print 0.7.3");
            world.stopServer();
            assertThat(world.compare(upgrade).isEqual()).isTrue();
            assertThat(upgrades.kept(upgrade))
                    .containsKey(world.mail()
                            .resolve("bin/stalwart-mail-before-v0.7.3")
                            .toString());
        }
    }

    /** Those between them are for the campaign. */
    static List<String> phases() {
        return Boolean.getBoolean("drydock.campaign")
                ? List.of("prepare", "stop", "export", "backup", "install", "import", "trial")
                : List.of("export", "trial");
    }

    @ParameterizedTest
    @MethodSource("phases")
    void goesBackFromEveryPhaseToTheSameBytes(String phase) throws Exception {
        var before = world.snapshot();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(request());
            upgrades.run(upgrade, phase);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            if (phase.equals("export")) {
                assertThat(version(program())).isEqualTo("0.7.3");
            }

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(world.snapshot())).isEmpty();
        }
    }

    @Test
    void startsV072AgainWhenGoingBackFromTheOpenDoors() throws Exception {
        world.startServer();
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(request());
            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            upgrades.rollback(upgrade);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(world.isRunning()).isTrue();
            assertThat(version(program())).contains("Invalid command line argument");
        }
    }

    @Test
    void goesBackByTheRescueScript() throws Exception {
        var before = world.snapshot();
        Path script;
        try (var upgrades = world.open()) {
            var upgrade = upgrades.plan(request());
            upgrades.run(upgrade, "install");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
            script = upgrade.blueprint().home().resolve("rescue.sh");
        }
        // This process, which was the console, lives on; the script must not see it.
        var alone = Files.writeString(
                directory.resolve("rescue.sh"),
                Files.readString(script)
                        .replace("/proc/" + ProcessHandle.current().pid() + "/", "/proc/gone/"));

        var result = new CommandRunner()
                .run(Command.of("sh", alone.toString(), "back").withLimit(Duration.ofMinutes(3)));

        assertThat(result.isSuccess()).as(result.lastLines().toString()).isTrue();
        assertThat(world.isRunning()).isTrue();
        world.stopServer();
        assertThat(before.differences(world.snapshot()))
                // A shell leaves times of directories, and keeps what the new program may have written.
                .filteredOn(line -> !line.contains(": time ") && !line.startsWith("data-v0.8.0-"))
                .isEmpty();
    }
}
