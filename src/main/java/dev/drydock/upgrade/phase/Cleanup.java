package dev.drydock.upgrade.phase;

import dev.drydock.engine.Phase;
import dev.drydock.engine.Plan;
import dev.drydock.engine.Step;
import dev.drydock.upgrade.blueprint.BlueprintFile;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** What is looked for at the moment when it is to be deleted. */
    @FunctionalInterface
    interface Paths {
        List<Path> now() throws IOException;
    }

    /** What there is to delete now, with what it is. */
    public static Map<Path, String> kept(Yard yard) {
        var kept = new LinkedHashMap<Path, String>();
        everything(yard).forEach((what, paths) -> {
            try {
                paths.now().forEach(path -> kept.put(path, what));
            } catch (IOException e) {
                throw new UncheckedIOException("What was kept cannot be listed", e);
            }
        });
        kept.keySet().removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        return kept;
    }

    private static Map<String, Paths> everything(Yard yard) {
        var blueprint = yard.blueprint();
        var all = new LinkedHashMap<String, Paths>();
        all.put("the old store", () -> List.of(blueprint.store().old()));
        all.put("the store of v0.8.0 from before going back", () -> NewStore.everyKept(yard));
        blueprint.programHere().ifPresent(program -> all.put("the old program", () -> List.of(program.old())));
        blueprint.sourceSwap().ifPresent(swap -> all.put("the program from before v0.7.3", () -> List.of(swap.old())));
        all.put("the old configuration", () -> List.of(blueprint.configuration().old()));
        all.put("the export", () -> List.of(blueprint.exportDirectory()));
        all.put("what was fetched", () -> List.of(FetchFile.directory(blueprint)));
        all.put("the directory that the upgrade worked in", () -> List.of(blueprint.staging()));
        return all;
    }

    /** The plan that deletes all of it. */
    public static Plan plan(Yard yard) {
        var steps = new ArrayList<Step>();
        everything(yard)
                .forEach((what, paths) ->
                        steps.add(new DeleteForGood(yard, "cleanup." + steps.size(), "Delete " + what, paths)));
        return new Plan(
                yard.blueprint().configuration().file().toString(),
                BlueprintFile.fingerprint(
                        yard.blueprint(), steps.stream().map(Step::name).toList()),
                List.of(new Phase("cleanup", "Clean up", "Deletes what the upgrade has kept, for good", steps)));
    }
}
