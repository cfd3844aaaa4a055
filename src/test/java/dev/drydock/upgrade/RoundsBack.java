package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.Sandbox;
import dev.drydock.engine.RunState;
import java.nio.file.Path;
import java.util.List;

/**
 * Goes forward to the end of each phase in turn and back again, in a process of its own, so that it can be run as another
 * account. Ends with another status than 0 where anything is not as it was before.
 *
 * <p>Arguments: a directory that exists, and the kind of store.
 */
final class RoundsBack {

    private static final List<String> PHASES =
            List.of("prepare", "stop", "export", "backup", "install", "import", "trial");

    private RoundsBack() {}

    public static void main(String[] arguments) throws Exception {
        var world = SandboxUpgrade.create(Path.of(arguments[0]), Sandbox.Kind.valueOf(arguments[1]));
        for (var phase : PHASES) {
            var before = world.snapshot();
            try (var upgrades = world.open()) {
                round(upgrades, world, phase);
            }
            assertThat(before.differences(world.snapshot())).as(phase).isEmpty();
            System.out.println("Back from " + phase);
        }
        var before = world.snapshot();
        world.startServer();
        try (var upgrades = world.open()) {
            round(upgrades, world, null);
        }
        assertThat(world.isRunning()).isTrue();
        world.stopServer();
        assertThat(SandboxUpgrade.thatMatter(before.differences(world.snapshot())))
                .isEmpty();
        System.out.println("Back from start");
    }

    private static void round(Upgrades upgrades, SandboxUpgrade world, String last) throws Exception {
        var upgrade = upgrades.plan(world.request());
        upgrades.run(upgrade, last);
        upgrades.await(upgrade);
        assertThat(SandboxUpgrade.state(upgrade))
                .as(SandboxUpgrade.log(upgrades, upgrade))
                .isEqualTo(last == null ? RunState.SUCCEEDED : RunState.WAITING);
        upgrades.rollback(upgrade);
        upgrades.await(upgrade);
        assertThat(SandboxUpgrade.state(upgrade))
                .as(SandboxUpgrade.log(upgrades, upgrade))
                .isEqualTo(RunState.ROLLED_BACK);
    }
}
