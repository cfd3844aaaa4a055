package dev.drydock.upgrade.phase;

import dev.drydock.engine.Phase;
import dev.drydock.engine.Plan;
import dev.drydock.engine.Step;
import dev.drydock.upgrade.blueprint.BlueprintFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deletes what an upgrade has kept, after somebody has asked for it by name. */
public final class Cleanup {

    private Cleanup() {}

    /** What there is to delete now, with what it is. */
    public static Map<Path, String> kept(Yard yard) {
        var kept = new LinkedHashMap<>(everything(yard));
        kept.keySet().removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        return kept;
    }

    private static Map<Path, String> everything(Yard yard) {
        var blueprint = yard.blueprint();
        var all = new LinkedHashMap<Path, String>();
        all.put(blueprint.store().old(), "the old store");
        all.put(NewStore.kept(yard), "the store of v0.8.0 from before going back");
        all.put(blueprint.program().old(), "the old program");
        all.put(blueprint.configuration().old(), "the old configuration");
        all.put(blueprint.exportDirectory(), "the export");
        all.put(blueprint.staging(), "the directory that the upgrade worked in");
        return all;
    }

    /** The plan that deletes all of it. */
    public static Plan plan(Yard yard) {
        var steps = new ArrayList<Step>();
        everything(yard)
                .forEach((path, what) ->
                        steps.add(new DeleteForGood(yard, "cleanup." + steps.size(), "Delete " + what, path)));
        return new Plan(
                yard.blueprint().configuration().file().toString(),
                BlueprintFile.fingerprint(
                        yard.blueprint(), steps.stream().map(Step::name).toList()),
                List.of(new Phase("cleanup", "Clean up", "Deletes what the upgrade has kept, for good", steps)));
    }
}
