package dev.drydock.upgrade;

import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Processes;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.phase.ChildMark;
import dev.drydock.upgrade.phase.Shell;
import dev.drydock.upgrade.phase.UpgradeStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code rescue.sh} and {@code RESCUE.txt} in the directory of an upgrade: the exact commands to go back, or on, from this
 * instant without Drydock. Rewritten before each step, so that they are true whenever Drydock ends.
 */
final class RescueScript {

    static final String SCRIPT = "rescue.sh";
    private static final String TEXT = "RESCUE.txt";

    /** A file that is there from when the script goes on until it has come back. */
    private static final String GONE_ON = "rescue.on";

    private final Blueprint blueprint;
    private final List<UpgradeStep> steps;

    /** @param steps all of the plan, in order */
    RescueScript(Blueprint blueprint, List<UpgradeStep> steps) {
        this.blueprint = blueprint;
        this.steps = List.copyOf(steps);
    }

    /** Writes both for the moment in which {@code step} is about to be done, or taken back. */
    void write(UpgradeStep step, Instant now) throws HostException, InterruptedException {
        var at = steps.indexOf(step);
        var account = Account.current();
        // Drydock is at work again, and knows where it is.
        HostFiles.deleteTree(blueprint.home().resolve(GONE_ON));
        HostFiles.write(
                blueprint.home().resolve(SCRIPT), script(at, now).getBytes(StandardCharsets.UTF_8), account, 0700);
        HostFiles.write(blueprint.home().resolve(TEXT), text(at, now).getBytes(StandardCharsets.UTF_8), account, 0600);
    }

    private String script(int at, Instant now) throws HostException {
        var self = ProcessHandle.current().pid();
        var lines = new ArrayList<String>();
        lines.add("#!/bin/sh");
        lines.add(
                "# Written by Drydock at " + now + ", before: " + steps.get(at).title());
        lines.add("# rescue.sh back   takes everything back to v"
                + blueprint.program().version());
        lines.add("# rescue.sh on     goes on to v0.8.0"
                + (blueprint.node() == null ? " by the server's own export and import" : ""));
        lines.add("set -eu");
        lines.add("umask 077");
        lines.addAll(refusalBesideConsole(self));
        lines.addAll(endOfChildren());
        lines.add("case \"${1:-}\" in");
        var gone = Shell.quote(blueprint.home().resolve(GONE_ON));
        lines.add("back)");
        lines.add("  end_children");
        lines.add("  if [ -e " + gone + " ]; then");
        lines.add("  # this script has gone on from here before");
        lines.addAll(indented(back(steps.size() - 1)));
        lines.add("  rm " + gone);
        lines.add("  else");
        lines.addAll(indented(back(at)));
        lines.add("  fi");
        lines.add("  ;;");
        lines.add("on)");
        lines.add("  end_children");
        lines.add("  : > " + gone);
        lines.addAll(indented(onward(at)));
        lines.add("  ;;");
        lines.add("*)");
        lines.add("  sed -n 2,4p \"$0\" >&2");
        lines.add("  exit 2");
        lines.add("  ;;");
        lines.add("esac");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> refusalBesideConsole(long self) {
        var ticks = Processes.startTicks(self).orElse(0L);
        return List.of(
                // One that has ended and was not buried yet works on nothing.
                "if [ \"$(sed -n 's/.*) \\([^ZX] \\)/\\1/p' /proc/" + self
                        + "/stat 2>/dev/null | cut -d' ' -f20)\" = \"" + ticks + "\" ]; then",
                "  echo 'Drydock itself still runs as process " + self + "; go back there, or end it first.' >&2",
                "  exit 3",
                "fi");
    }

    /**
     * Whatever works for this upgrade, told by its environment. A server that Drydock has started to live on, as by going
     * back an earlier time, does not work for one.
     */
    private List<String> endOfChildren() throws HostException {
        var lines = new ArrayList<String>();
        lines.add("end_children() {");
        lines.add("  for signal in TERM TERM KILL; do");
        lines.add("    left=");
        lines.add("    for process in /proc/[0-9]*; do");
        lines.add("      [ \"$process\" != /proc/$$ ] || continue");
        lines.add("      if cat \"$process/environ\" 2>/dev/null | tr '\\0' '\\n' | grep -qx "
                + Shell.quote(ChildMark.VARIABLE + "=" + ChildMark.of(blueprint.home())) + "; then");
        lines.add("        kill -$signal \"${process#/proc/}\" 2>/dev/null && left=1 || :");
        lines.add("      fi");
        lines.add("    done");
        lines.add("    [ -n \"$left\" ] || return 0");
        lines.add("    sleep 5");
        lines.add("  done");
        lines.add("}");
        return lines;
    }

    private List<String> back(int at) {
        var lines = new ArrayList<String>();
        for (var i = at; i >= 0; i--) {
            addStep(lines, steps.get(i), steps.get(i).back());
        }
        lines.add("echo 'v" + blueprint.program().version() + " is back.'");
        return lines;
    }

    private List<String> onward(int at) {
        var lines = new ArrayList<String>();
        for (var i = at; i < steps.size(); i++) {
            addStep(lines, steps.get(i), steps.get(i).onward());
        }
        lines.add("echo 'Done; look at the mail before you delete anything.'");
        return lines;
    }

    private static void addStep(List<String> lines, UpgradeStep step, List<String> commands) {
        if (!commands.isEmpty()) {
            lines.add("# " + step.title());
            lines.addAll(commands);
        }
    }

    private static List<String> indented(List<String> lines) {
        return lines.stream().map(line -> "  " + line).toList();
    }

    private String text(int at, Instant now) {
        var lines = new ArrayList<String>();
        lines.add(
                "Upgrade " + blueprint.id() + " of " + blueprint.configuration().file());
        lines.add("Written " + now + ", before: " + steps.get(at).title());
        lines.add("");
        lines.add("If Drydock can be started, start it: it knows where it is, and goes on or back.");
        lines.add("If it cannot, as " + blueprint.console().user() + ":");
        lines.add("");
        lines.add("  " + Shell.quote(blueprint.home().resolve(SCRIPT)) + " back");
        lines.add("");
        lines.add(
                blueprint.node() == null
                        ? "The old store: " + blueprint.store().place() + " until it is set aside, then "
                                + blueprint.store().oldPlace()
                        : "The store: " + blueprint.store().place() + ", which the first node of the cluster moves");
        var container = blueprint.container();
        lines.add(
                container == null
                        ? "The old program: " + blueprint.program().path() + ", then "
                                + blueprint.program().old()
                        : "The old container: " + container.name() + ", then " + container.old() + ", of "
                                + container.image());
        blueprint
                .sourceSwap()
                .ifPresent(swap ->
                        lines.add("The program from before v0.7.3: " + swap.program() + ", then " + swap.old()));
        lines.add("The old configuration: " + blueprint.configuration().file() + ", then, if it had to change, "
                + blueprint.configuration().old());
        lines.add("");
        lines.add("The commands that this runs:");
        lines.add("");
        lines.addAll(indented(back(at)));
        lines.add("");
        lines.add("To go on instead, by hand and without Drydock's proofs:");
        lines.add("");
        lines.addAll(indented(onward(at)));
        return String.join("\n", lines) + "\n";
    }

    /** The whole way as a script, for reading: nothing was done yet. */
    String runbook() {
        var lines = new ArrayList<String>();
        lines.add("#!/bin/sh");
        lines.add("# Upgrade of " + blueprint.configuration().file() + " from v"
                + blueprint.program().version() + " to v0.8.0, as Drydock does it.");
        lines.add("# Drydock checks what each step has done before the next one; this script does not.");
        lines.add("set -eu");
        lines.add("umask 077");
        lines.addAll(onward(0));
        return String.join("\n", lines) + "\n";
    }
}
