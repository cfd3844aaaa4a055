package dev.drydock.upgrade.preflight;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.Command;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** What holds files beside their modes: the attributes that forbid a change even to root, and SELinux. */
final class ProtectionCheck implements Check {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Override
    public String topic() {
        return "protection";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, InterruptedException {
        var findings = new ArrayList<Finding>();
        attributes(scene, findings);
        labels(scene, findings);
        return findings;
    }

    private static void attributes(Scene scene, List<Finding> findings) throws HostException, InterruptedException {
        var code = "protection.immutable";
        if (Stream.of("/usr/bin/lsattr", "/bin/lsattr").noneMatch(tool -> Files.isExecutable(Path.of(tool)))) {
            findings.add(Finding.skip(
                    code,
                    "This machine has no lsattr, so attributes such as immutable were not looked at",
                    "Install e2fsprogs; in the phase prepare names are changed and changed back for a trial"));
            return;
        }
        var before = findings.size();
        var unsure = new ArrayList<String>();
        for (var path : paths(scene)) {
            var result = scene.yard()
                    .runner()
                    .run(Command.of("lsattr", "-d", path.toString()).withLimit(LIMIT));
            var letters =
                    result.output().isEmpty() ? "" : result.output().get(0).split(" ", 2)[0];
            if (!result.isSuccess() || letters.isEmpty()) {
                unsure.add(path.toString());
            } else if (letters.contains("i") || letters.contains("a")) {
                findings.add(Finding.fail(
                        code,
                        path + " has the attribute " + (letters.contains("i") ? "immutable" : "append-only")
                                + ", which forbids even root to give it another name",
                        "Take it away: chattr -" + (letters.contains("i") ? "i " : "a ") + path));
            }
        }
        if (findings.size() == before) {
            findings.add(
                    unsure.isEmpty()
                            ? Finding.pass(code, "None of the files that get another name is immutable")
                            : Finding.skip(
                                    code,
                                    "The file system does not tell whether these are immutable: "
                                            + String.join(", ", unsure),
                                    "In the phase prepare names are changed and changed back for a trial"));
        }
    }

    private static Iterable<Path> paths(Scene scene) {
        var blueprint = scene.blueprint();
        var paths = new LinkedHashSet<Path>();
        var all = new ArrayList<Path>();
        blueprint.programHere().ifPresent(program -> all.add(program.path()));
        all.add(blueprint.configuration().file());
        var files = blueprint.store().files();
        if (files != null) {
            all.addAll(List.of(files.directory(), files.path()));
        }
        for (var path : all) {
            if (Files.exists(path)) {
                paths.add(path);
                paths.add(requireNonNull(path.getParent()));
            }
        }
        return paths;
    }

    private static void labels(Scene scene, List<Finding> findings) {
        var enforcing = Kernel.number(scene.kernel().sys().resolve("fs/selinux/enforce"))
                .filter(value -> value == 1)
                .isPresent();
        findings.add(
                enforcing
                        ? Finding.notice(
                                "protection.selinux",
                                "SELinux is enforcing; the new program and the new data get the labels of their"
                                        + " directories, which need not be those that were set by hand",
                                "If v0.8.0 is denied something, see ausearch -m avc, and run restorecon -Rv "
                                        + scene.found().root())
                        : Finding.pass("protection.selinux", "SELinux does not enforce anything here"));
    }
}
