package dev.drydock.upgrade.preflight;

import dev.drydock.host.DiskSpace;
import dev.drydock.host.HostException;
import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** An installation that was upgraded: says so, and what of the upgrade still lies there. */
final class AfterCheck implements Check {

    @Override
    public String topic() {
        return "upgraded";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException {
        var blueprint = scene.blueprint();
        if (scene.stage() == Stage.UNDER_WAY) {
            return List.of(Finding.notice(
                    "upgraded.under-way",
                    "The upgrade " + blueprint.id() + " has begun, so its own work is among what was found",
                    "Go on with it, or take it back; RESCUE.txt in " + blueprint.home() + " says how"));
        }
        if (scene.stage() == Stage.BEFORE) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        findings.add(Finding.pass(
                "upgraded.done",
                "v0.8.0 is installed (" + blueprint.program().path() + "), and the store of v0.7.3 "
                        + (blueprint.node() == null
                                ? "lies in " + blueprint.store().kept()
                                : "is kept by the first node")));
        findings.add(
                Finding.skip("upgraded.way", "The checks of the way to v0.8.0 were left out, for it lies behind", ""));
        var left = new LinkedHashMap<Path, String>();
        var files = blueprint.store().files();
        if (files != null) {
            left.put(files.old(), "the store of v0.7.3");
        }
        blueprint.programHere().ifPresent(program -> left.put(program.old(), "its program"));
        blueprint.sourceSwap().ifPresent(swap -> left.put(swap.old(), "the program from before v0.7.3"));
        left.put(blueprint.configuration().old(), "its configuration");
        blueprint.exportHere().ifPresent(export -> left.put(export, "the export, with all mail in it"));
        left.put(blueprint.staging(), "the working directory of the upgrade");
        var words = new ArrayList<String>();
        if (files == null && blueprint.node() == null) {
            words.add(blueprint.store().oldPlace() + " (the store of v0.7.3)");
        }
        var container = blueprint.container();
        if (container != null && container.old() != null) {
            words.add(container.old() + " (its container)");
        }
        for (var path : left.keySet()) {
            if (Scene.exists(path)) {
                words.add(path + " (" + left.get(path) + ", " + size(path) + ")");
            }
        }
        findings.add(Finding.notice(
                "upgraded.left",
                "Of the upgrade there still is " + String.join(", ", words),
                blueprint.node() == null
                        ? "Keep the old store until nobody misses anything, since going back needs it; then ask for"
                                + " cleanup"
                        : "Keep it until the first node is cleaned up; then ask for cleanup here, too"));
        return findings;
    }

    private static String size(Path path) throws HostException {
        return ByteCount.of(
                Files.isDirectory(path)
                        ? DiskSpace.used(path).bytes()
                        : path.toFile().length());
    }
}
