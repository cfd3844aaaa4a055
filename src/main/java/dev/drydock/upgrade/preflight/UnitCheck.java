package dev.drydock.upgrade.preflight;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.HostException;
import dev.drydock.host.Mounts;
import dev.drydock.host.Tool;
import dev.drydock.host.systemd.FoundUnit;
import dev.drydock.host.systemd.Systemd;
import dev.drydock.host.systemd.SystemdUnit;
import dev.drydock.host.systemd.UnitFileEdit;
import dev.drydock.host.systemd.UnitHold;
import dev.drydock.host.systemd.UnitOverrides;
import dev.drydock.host.systemd.UnitSandbox;
import dev.drydock.installation.Finding;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.phase.ChangeUnit;
import dev.drydock.upgrade.phase.PrepareSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The unit of systemd: starts this server, can be held back, can be given its account, and lets the server write. */
final class UnitCheck implements Check {

    private static final Path UNITS = Path.of("/etc/systemd/system");
    private static final Set<String> LOST_AT_BOOT = Set.of("tmpfs", "ramfs", "overlay-tmpfs");

    @Override
    public String topic() {
        return "unit";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var planned = scene.blueprint().unit();
        if (planned == null) {
            return List.of();
        }
        if (!scene.console().isRoot()) {
            return List.of(Finding.fail(
                    "unit.console",
                    "Only root can stop and change " + planned.name() + ", and this console runs as "
                            + scene.console().user(),
                    "Start the console as root"));
        }
        var systemd = new Systemd(scene.yard().runner());
        SystemdUnit unit;
        try {
            unit = systemd.read(planned.name());
        } catch (HostException e) {
            return List.of(Finding.fail("unit.usable", e.problem(), e.nextStep()));
        }
        var findings = new ArrayList<Finding>();
        command(scene.blueprint(), unit, findings);
        if (!unit.elsewhere().isEmpty()) {
            findings.add(Finding.fail(
                    "unit.elsewhere",
                    unit.name() + " has " + String.join(", ", unit.elsewhere())
                            + ", so its files or its account are not those of this machine",
                    "Upgrade it by commands of your own, or change the unit"));
        }
        findings.add(hold(scene.blueprint(), planned));
        starts(unit, findings);
        change(systemd, scene, unit, findings);
        if (findings.stream().noneMatch(finding -> finding.code().equals("unit.elsewhere"))) {
            findings.addAll(sandbox(systemd, scene, planned));
        }
        return findings;
    }

    private static void command(Blueprint blueprint, SystemdUnit unit, List<Finding> findings) throws IOException {
        if (unit.execStart().size() != 1) {
            findings.add(Finding.fail(
                    "unit.command",
                    unit.name() + " starts " + unit.execStart().size() + " programs, not one",
                    "Write one ExecStart= that starts the server itself"));
            return;
        }
        var command = unit.execStart().get(0);
        var program = blueprint.program().path();
        if (!Files.exists(command.program()) || !command.program().toRealPath().equals(program)) {
            findings.add(Finding.fail(
                    "unit.command",
                    unit.name() + " starts " + command.program() + ", not " + program,
                    "Name the program in installation.binary; a script in between has to become the program itself"));
            return;
        }
        var file = blueprint.configuration().file();
        var named = new FoundUnit(unit.name(), command, unit.environment()).configuration();
        var isSame = named.isPresent()
                && Files.exists(named.get())
                && named.get().toRealPath().equals(file);
        findings.add(
                isSame
                        ? Finding.pass("unit.command", unit.name() + " starts " + program + " with " + file)
                        : Finding.fail(
                                "unit.command",
                                unit.name() + " starts " + program + " with "
                                        + named.map(Path::toString).orElse("no configuration that it names") + ", not "
                                        + file,
                                "Name that configuration, or write --config=" + file + " into ExecStart="));
    }

    /** The condition names a file in the home, which must be there again after a boot. */
    private static Finding hold(Blueprint blueprint, Blueprint.Unit unit) throws HostException, IOException {
        var home = blueprint.home();
        if (!UnitHold.isPossible(home)) {
            return Finding.fail(
                    "unit.hold",
                    "The home " + home + " cannot stand in a condition of systemd, which is to hold " + unit.name()
                            + " back",
                    "Start the console with --home and a path of letters, digits and - _ . alone");
        }
        var mount = Mounts.read().of(home.toRealPath());
        if (LOST_AT_BOOT.contains(mount.type())) {
            return Finding.fail(
                    "unit.hold",
                    "The home " + home + " lies on " + mount.point() + " (" + mount.type()
                            + "), which is empty after a boot: nothing would hold " + unit.name() + " back then",
                    "Start the console with --home on a disk, such as /var/lib/drydock");
        }
        var directory = UNITS.resolve(unit.name() + ".d");
        var place = Files.isDirectory(directory) ? directory : UNITS;
        return Files.isWritable(place)
                ? Finding.pass("unit.hold", unit.name() + " can be held back by a drop-in in " + directory)
                : Finding.fail(
                        "unit.hold",
                        place + " may not be written, not even by root: it is immutable, or its file system is"
                                + " read-only",
                        "Make it writable (chattr -i, mount -o remount,rw), or upgrade by commands of your own");
    }

    private static void starts(SystemdUnit unit, List<Finding> findings) {
        var state = unit.fileState().orElse("not installed");
        findings.add(
                state.startsWith("enabled")
                        ? Finding.pass("unit.enabled", unit.name() + " starts at boot, and will afterwards")
                        : Finding.notice(
                                "unit.enabled",
                                unit.name() + " is " + state + ": it does not start at boot by itself, and will not"
                                        + " afterwards",
                                "See systemctl enable, if it should"));
        var what = new ArrayList<String>();
        if (!unit.restart().equals("no")) {
            what.add("Restart=" + unit.restart());
        }
        what.addAll(unit.triggeredBy());
        findings.add(Finding.pass(
                "unit.starters",
                what.isEmpty()
                        ? "Nothing starts " + unit.name() + " by itself while it is stopped"
                        : unit.name() + " is started by " + String.join(", ", what)
                                + ": from the stop on all of it is held back, and as before afterwards"));
    }

    private static void change(Systemd systemd, Scene scene, SystemdUnit unit, List<Finding> findings)
            throws HostException {
        var blueprint = scene.blueprint();
        var planned = requireNonNull(blueprint.unit());
        var account = ChangeUnit.account(blueprint, planned);
        if (planned.inPlace()) {
            UnitFileEdit.objection(systemd, unit)
                    .ifPresent(objection -> findings.add(Finding.fail(
                            "unit.file",
                            "The unit cannot be changed in its file: " + objection,
                            "Plan anew with deployment.change: drop-in")));
        }
        var overrides = new UnitOverrides(systemd, unit, account).find(planned.inPlace());
        if (!overrides.isEmpty()) {
            findings.add(Finding.fail(
                    "unit.overridden",
                    "v0.8.0 is to run as " + account.user() + ":" + account.group() + ", but "
                            + String.join("; ", overrides) + ", and wins over what Drydock writes",
                    "Take that line out there (systemctl edit " + unit.name()
                            + "), or plan anew with that account as runAs"));
        }
        if (!unit.capabilityBoundingSet().contains("cap_net_bind_service")) {
            findings.add(Finding.fail(
                    "unit.capability",
                    "CapabilityBoundingSet= of " + unit.name() + " lacks CAP_NET_BIND_SERVICE, so v0.8.0 could not"
                            + " listen below 1024",
                    "Add it there: CapabilityBoundingSet=CAP_NET_BIND_SERVICE in a drop-in"));
        }
        if (planned.createsAccount()) {
            findings.add(Finding.notice(
                    "unit.account-new",
                    "There is no account " + account.user()
                            + "; Drydock makes it in the phase prepare, with the number "
                            + blueprint.runAs().uid() + " and no way to log in",
                    ""));
        }
        if (blueprint.runAs().uid() == 0) {
            findings.add(Finding.warn(
                    "unit.root",
                    "v0.8.0 would run as root, since the data belong to root and no other account is named",
                    "Plan anew with runAs: {\"user\": \"stalwart-mail\", \"create\": true}"));
        }
        for (var given : planned.given()) {
            findings.add(Finding.notice(
                    "unit.given",
                    given.path() + (given.whole() ? " with all that is in it" : "") + " is given to " + account.user()
                            + " in the phase install, and back to its owners on going back",
                    ""));
        }
        var missing = account.missing(unit);
        findings.add(Finding.pass(
                "unit.account",
                missing.isEmpty()
                        ? unit.name() + " runs as " + account.user() + " already"
                        : "Drydock "
                                + ChangeUnit.change(systemd, blueprint, planned).describe() + ": "
                                + String.join(", ", account.lines())));
    }

    private static List<Finding> sandbox(Systemd systemd, Scene scene, Blueprint.Unit planned)
            throws HostException, InterruptedException {
        var sandbox = new UnitSandbox(
                systemd, planned.name(), "drydock-look-" + scene.blueprint().id());
        var findings = new ArrayList<Finding>();
        var places = PrepareSandbox.places(scene.yard());
        for (var place : places) {
            if (!sandbox.allows(List.of(Tool.find("test").toString(), "-w", place.toString()))) {
                findings.add(Finding.fail(
                        "unit.sandbox",
                        "The sandbox of " + planned.name() + " forbids writing in " + place
                                + ", where v0.8.0 must write",
                        "Add ReadWritePaths=" + place + " to the unit; see ProtectSystem= and ReadOnlyPaths="));
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    "unit.sandbox",
                    "From inside the sandbox of " + planned.name() + ", root may write in "
                            + String.join(
                                    ", ", places.stream().map(Path::toString).toList())));
        }
        return findings;
    }
}
