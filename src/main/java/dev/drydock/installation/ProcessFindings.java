package dev.drydock.installation;

import dev.drydock.installation.ServerProcess.Match;
import java.util.List;
import java.util.Locale;

/** What the running processes mean for an upgrade. */
final class ProcessFindings {

    /** They change who v0.8.0 runs as, or make it ignore all that it is told. */
    private static final List<String> TRAPS = List.of("RUN_AS_USER", "RUN_AS_GROUP", "CONFIG_PATH");

    private final Installation found;

    ProcessFindings(Installation found) {
        this.found = found;
    }

    void addTo(List<Finding> findings) {
        var processes = found.processes();
        var own = processes.ofInstallation();
        own.forEach(process -> running(process, findings));
        for (var process : processes.found()) {
            if (process.match() == Match.NAME) {
                findings.add(Finding.notice(
                        "process.other",
                        "Process " + process.pid() + " runs another program of this name (" + process.executable()
                                + ")",
                        "See whether it uses the same store"));
            }
        }
        if (own.isEmpty()) {
            findings.add(Finding.notice("process.none", "No process of this installation was seen", ""));
        } else if (own.stream()
                        .filter(process -> process.match() == Match.CONFIGURATION)
                        .count()
                > 1) {
            findings.add(Finding.warn(
                    "process.several",
                    "More than one process runs with this configuration",
                    "See why: on SQLite and SQL servers they change one store without knowing of each other"));
        }
        if (processes.unseen() > 0 || processes.hidden()) {
            findings.add(Finding.skip(
                    "process.unseen",
                    processes.hidden()
                            ? "This machine hides the processes of other accounts"
                            : "What " + processes.unseen() + " processes run may not be seen",
                    "Run Drydock as root to be sure that the server is stopped when it must be"));
        }
    }

    private static void running(ServerProcess process, List<Finding> findings) {
        var where = process.contained() ? " in a container" : "";
        findings.add(Finding.notice(
                "process.running",
                "The server runs as process " + process.pid() + where + ", user " + process.uid(),
                "It is stopped in its phase, not before"));
        if (process.replaced()) {
            findings.add(Finding.warn(
                    "process.program-replaced",
                    "Process " + process.pid() + " runs a program whose file was replaced or removed since ("
                            + process.executable() + ")",
                    "What is on the disk may be another version than what runs; find out which the store belongs to"));
        }
        var environment = process.environment();
        if (environment == null) {
            findings.add(Finding.skip(
                    "environment.closed",
                    "The environment of process " + process.pid() + " may not be seen",
                    "Run Drydock as root"));
            return;
        }
        if (process.contained()) {
            // There the entry point is root, and these are how it is told.
            return;
        }
        for (var name : TRAPS) {
            var value = environment.value(name);
            if (value != null) {
                findings.add(Finding.warn(
                        "environment." + name.toLowerCase(Locale.ROOT).replace('_', '-'),
                        "The server has " + name + "=" + value + " in its environment",
                        name.equals("CONFIG_PATH")
                                ? "With it the program ignores its arguments; commands are run without it"
                                : "v0.8.0 refuses to start with it unless it is started as root; take it out of the"
                                        + " service, which has to name the account itself"));
            }
        }
    }
}
