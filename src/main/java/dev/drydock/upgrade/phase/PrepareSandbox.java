package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.DirectoryTimes;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Tool;
import dev.drydock.host.systemd.Systemd;
import dev.drydock.host.systemd.UnitSandbox;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes, from inside the sandbox of the unit, where v0.8.0 will have to write: a sandbox that was made for v0.7.3 may
 * name directories that are renamed, or forbid what nobody has missed so far.
 */
public final class PrepareSandbox extends UpgradeStep {

    private final Blueprint.Unit unit;

    PrepareSandbox(Yard yard, Blueprint.Unit unit) {
        super(yard, "prepare.sandbox", "Write where the service must, from inside its sandbox");
        this.unit = unit;
    }

    /** Directories that v0.8.0 writes in, as far as they are there. */
    public static Set<Path> places(Yard yard) throws HostException {
        var places = new LinkedHashSet<Path>();
        var files = yard.blueprint().store().files();
        if (files != null) {
            places.add(files.directory());
        }
        try {
            var configuration = ServerQuestions.configuration(yard);
            configuration.logs().forEach(log -> places.add(log.path()));
            for (var role : Role.values()) {
                if (configuration.store(role) instanceof StoreConfiguration.OnDisk store) {
                    places.add(
                            Files.isDirectory(store.path())
                                    ? store.path()
                                    : requireNonNull(store.path().getParent()));
                }
            }
        } catch (ConfigurationException e) {
            throw new HostException(String.valueOf(e.getMessage()), e.nextStep(), e);
        }
        var found = new LinkedHashSet<Path>();
        for (var place : places) {
            if (Files.isDirectory(place)) {
                // By one name each, whatever links lead there.
                found.add(real(place));
            }
        }
        return found;
    }

    private static Path real(Path place) throws HostException {
        try {
            return place.toRealPath();
        } catch (IOException e) {
            throw new HostException(place + " cannot be looked at: " + e.getMessage(), "Mend that, then try again", e);
        }
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, StopServer.BEGUN);
    }

    private Path scratch(Path place) {
        return place.resolve(".drydock-" + blueprint().id() + "-sandbox");
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("sandbox-closed", () -> {
            var places = places(yard);
            var sandbox = new UnitSandbox(
                    new Systemd(yard.runner()),
                    unit.name(),
                    "drydock-sandbox-" + blueprint().id());
            for (var place : places) {
                try (var times = DirectoryTimes.keep(List.of(place))) {
                    write(sandbox, place);
                }
            }
            return StepResult.done("it may write in "
                    + String.join(", ", places.stream().map(Path::toString).toList()));
        });
    }

    private void write(UnitSandbox sandbox, Path place) throws HostException, InterruptedException {
        try {
            if (!sandbox.allows(
                    List.of(Tool.find("touch").toString(), scratch(place).toString()))) {
                throw new HostException(
                        "The sandbox of " + unit.name() + " forbids writing in " + place
                                + ", whichever account the service has",
                        "Add ReadWritePaths=" + place + " to the unit, or see ProtectSystem=, ReadOnlyPaths="
                                + " and SELinux (ausearch -m avc)");
            }
        } finally {
            HostFiles.deleteTree(scratch(place));
        }
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("trial-names-not-removed", () -> {
            for (var place : places(yard)) {
                if (Files.exists(scratch(place))) {
                    try (var times = DirectoryTimes.keep(List.of(place))) {
                        HostFiles.deleteTree(scratch(place));
                    }
                }
            }
        });
    }

    @Override
    public List<String> onward() {
        return List.of("# try, by a transient unit with the settings of " + unit.name() + ", whether it may write");
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
