package dev.drydock.upgrade.preflight;

import dev.drydock.installation.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that the upgrade gives to files must be free, for a name that is there would be taken for its own work. */
final class NamesCheck implements Check {

    @Override
    public String topic() {
        return "names";
    }

    @Override
    public List<Finding> look(Scene scene) throws IOException {
        if (scene.stage() == Stage.UNDER_WAY) {
            return List.of(
                    Finding.skip("names.taken", "The names of this upgrade are taken by itself, for it has begun", ""));
        }
        var findings = new ArrayList<Finding>();
        var names = names(scene);
        names.forEach((path, what) -> {
            if (Scene.exists(path)) {
                findings.add(Finding.fail(
                        "names.taken",
                        "There is something at " + path + " already, where " + what + " is to be",
                        "Move it away if nobody needs it, or plan anew, which finds another name"));
            }
        });
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    "names.taken",
                    "The " + names.size() + " names that the upgrade needs are free"
                            + (scene.blueprint().node() == null
                                    ? "; the old store will be "
                                            + scene.blueprint().store().kept()
                                    : "")));
        }
        var export = scene.blueprint().exportHere();
        if (export.isPresent()) {
            findings.add(export(export.get()));
        }
        return findings;
    }

    private static Map<Path, String> names(Scene scene) {
        var blueprint = scene.blueprint();
        var names = new LinkedHashMap<Path, String>();
        var files = blueprint.store().files();
        if (files != null) {
            names.put(files.old(), "the old store");
        }
        blueprint.programHere().ifPresent(program -> names.put(program.old(), "the old program"));
        names.put(blueprint.configuration().old(), "the old configuration");
        blueprint
                .programHere()
                .ifPresent(program -> names.put(blueprint.release().staged(), "the new program, before its turn,"));
        blueprint.sourceSwap().ifPresent(swap -> {
            names.put(swap.old(), "the program from before v0.7.3");
            names.put(swap.staged(), "the program of v0.7.3, before its turn,");
        });
        var webadmin = blueprint.webadmin();
        if (webadmin != null && webadmin.fetched() != null) {
            names.put(webadmin.file(), "the web administration");
        }
        names.put(blueprint.staging(), "what the upgrade works with");
        return names;
    }

    private static Finding export(Path directory) throws IOException {
        var code = "names.export";
        if (!Scene.exists(directory)) {
            return Finding.pass(code, "The export directory " + directory + " is made anew");
        }
        if (!Files.isDirectory(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return Finding.fail(
                    code, directory + " is no directory, so no export can go there", "Name another: export.directory");
        }
        try (var entries = Files.list(directory)) {
            var count = entries.limit(1000).count();
            return count == 0
                    ? Finding.pass(code, "The export directory " + directory + " is empty")
                    : Finding.fail(
                            code,
                            "The export directory " + directory + " is not empty: it holds " + count
                                    + (count < 1000 ? "" : " or more") + (count == 1 ? " entry" : " entries"),
                            "Name one that is empty or does not exist: export.directory");
        }
    }
}
