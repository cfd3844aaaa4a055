package dev.drydock.upgrade;

import dev.drydock.engine.Failpoints;
import dev.drydock.engine.Kill;
import dev.drydock.engine.RunState;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * A console without a web server, as a process of its own that kills itself (SIGKILL) at a place of the journal.
 *
 * <p>Arguments: directory of the sandbox's world, {@code forward} or {@code back}, and a file with the places at which it
 * is to kill itself, a line for each. Writes every place that it passes to {@code places} in the world, and prints the
 * state it found and the one it ended in.
 */
final class KillableUpgrade {

    /**
     * A file in the directory of the world that has it converted by the direct engine; what it holds is how the contents of a
     * database go over, empty for the usual way.
     */
    static final String DIRECT = "direct";

    /** A file there that has a database of PostgreSQL go aside as a whole, by the account of the mail server. */
    static final String WHOLE = "whole";

    private KillableUpgrade() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(arguments[0]);
        var world = SandboxUpgrade.in(directory);
        var fatal = Set.copyOf(Files.readAllLines(Path.of(arguments[2])));
        Failpoints failpoints = place -> {
            write(directory.resolve("places"), place);
            if (fatal.contains(place)) {
                Kill.thisProcess();
            }
        };
        try (var upgrades = Upgrades.open(world.settings(failpoints))) {
            var upgrade = upgrades.all().isEmpty()
                    ? upgrades.plan(request(directory, world))
                    : upgrades.all().iterator().next();
            System.out.println(SandboxUpgrade.state(upgrade).title());
            var state = SandboxUpgrade.state(upgrade);
            if (arguments[1].equals("back") && state != RunState.ROLLED_BACK) {
                upgrades.rollback(upgrade);
            } else if (!arguments[1].equals("back") && state != RunState.SUCCEEDED) {
                upgrades.run(upgrade, null);
            }
            upgrades.await(upgrade);
            System.out.println(SandboxUpgrade.state(upgrade).title());
            System.out.println(SandboxUpgrade.log(upgrades, upgrade));
        }
    }

    private static UpgradeRequest request(Path directory, SandboxUpgrade world) throws IOException {
        if (Files.exists(directory.resolve(WHOLE))) {
            return world.request()
                    .withBackup(BackupChoice.filled(Map.of("way", "database", "others", "carry", "sessions", "end")));
        }
        var direct = directory.resolve(DIRECT);
        if (!Files.exists(direct)) {
            return world.request();
        }
        var request = world.request().withEngine(UpgradeRequest.DIRECT);
        var contents = Files.readString(direct);
        return contents.isEmpty() ? request : request.withBackup(BackupChoice.filled(Map.of("contents", contents)));
    }

    private static void write(Path file, String place) {
        try {
            Files.writeString(file, place + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
