package dev.drydock.upgrade.preflight;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.HostException;
import dev.drydock.host.Mounts;
import dev.drydock.installation.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Where programs will be started: not from a file system that forbids it, and by the account that is to start them. */
final class ReleasePlaceCheck implements Check {

    @Override
    public String topic() {
        return "program";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var blueprint = scene.blueprint();
        var directory = requireNonNull(blueprint.program().path().getParent());
        var places = new LinkedHashMap<Path, String>();
        places.put(directory, "the new program could not be started from there");
        places.put(
                nearest(blueprint.staging()),
                "the native libraries of Drydock, which works there as "
                        + blueprint.runAs().user() + ", could not be loaded");
        places.put(nearest(blueprint.home()), "the native libraries of Drydock could not be loaded from its home");
        var mounts = Mounts.read();
        var before = findings.size();
        for (var place : places.entrySet()) {
            var mount = mounts.of(place.getKey().toRealPath());
            if (mount.isNoExec()) {
                findings.add(Finding.fail(
                        "program.noexec",
                        place.getKey() + " lies on " + mount.point() + ", mounted noexec: " + place.getValue(),
                        "Mount it without noexec: mount -o remount,exec " + mount.point()));
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.pass("program.noexec", "No place that programs are started from is mounted noexec"));
        }
        findings.add(startable(scene, blueprint.program().path(), "program.rights", "the new program"));
        findings.add(startable(
                scene,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "program.java",
                "the Java that Drydock works with under that account"));
        return findings;
    }

    private static Finding startable(Scene scene, Path program, String code, String what)
            throws HostException, InterruptedException {
        var rights = scene.runAsRights();
        var closed = rights.closedAbove(program);
        if (closed.isPresent()) {
            return scene.unlessGiven(
                    closed.get(),
                    Finding.fail(
                            code,
                            rights.user() + " may not enter " + closed.get() + ", so it could not start " + what + ", "
                                    + program,
                            "Open it: chmod o+x " + closed.get() + ", or setfacl -m u:" + rights.user() + ":x "
                                    + closed.get()));
        }
        return Finding.pass(code, rights.user() + " may enter every directory above " + what + ", " + program);
    }

    private static Path nearest(Path path) {
        var at = path.toAbsolutePath();
        while (!Files.exists(at)) {
            at = requireNonNull(at.getParent());
        }
        return at;
    }
}
