package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.Phase;
import dev.drydock.engine.Plan;
import dev.drydock.engine.Step;
import dev.drydock.host.HostException;
import dev.drydock.upgrade.blueprint.BlueprintFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deletes what an upgrade has kept, after somebody has asked for it by name. */
public final class Cleanup {

    private Cleanup() {}

    /**
     * What there is to delete now, with what it is.
     *
     * @return titles by paths, or by what is no file is called
     */
    public static Map<String, String> kept(Yard yard) {
        var kept = new LinkedHashMap<String, String>();
        for (var leftover : everything(yard)) {
            try {
                leftover.now().forEach(name -> kept.put(name, leftover.title()));
            } catch (HostException e) {
                // Who asks for a list is told what could not be looked at, and gets the rest of it.
                kept.put(e.problem(), leftover.title() + ", if it is still there");
            } catch (StoreException e) {
                kept.put(e.problem(), leftover.title() + ", if it is still there");
            } catch (IOException e) {
                throw new UncheckedIOException("What was kept cannot be listed", e);
            }
        }
        return kept;
    }

    private static List<Leftover> everything(Yard yard) {
        var blueprint = yard.blueprint();
        var all = new ArrayList<Leftover>();
        all.addAll(yard.site().leftovers());
        blueprint.programHere().ifPresent(program -> all.add(LeftoverFiles.of("the old program", program.old())));
        blueprint
                .sourceSwap()
                .ifPresent(swap -> all.add(LeftoverFiles.of("the program from before v0.7.3", swap.old())));
        var container = blueprint.container();
        var old = container == null ? null : container.old();
        if (container != null && old != null) {
            all.add(new LeftoverContainer(container, old));
        }
        all.add(LeftoverFiles.of(
                "the old configuration", blueprint.configuration().old()));
        blueprint.exportHere().ifPresent(export -> all.add(LeftoverFiles.of("the export", export)));
        all.add(LeftoverFiles.of("what was fetched", FetchFile.directory(blueprint)));
        all.add(LeftoverFiles.of("the directory that the upgrade worked in", blueprint.staging()));
        return all;
    }

    /** The plan that deletes all of it. */
    public static Plan plan(Yard yard) {
        var steps = new ArrayList<Step>();
        for (var leftover : everything(yard)) {
            steps.add(new DeleteForGood(yard, "cleanup." + steps.size(), leftover));
        }
        return new Plan(
                yard.blueprint().configuration().file().toString(),
                BlueprintFile.fingerprint(
                        yard.blueprint(), steps.stream().map(Step::name).toList()),
                List.of(new Phase("cleanup", "Clean up", "Deletes what the upgrade has kept, for good", steps)));
    }
}
