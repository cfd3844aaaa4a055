package dev.drydock.upgrade.preflight;

import dev.drydock.host.CommandVector;
import dev.drydock.host.CommandVectors.Vectors;
import dev.drydock.host.HostException;
import dev.drydock.host.Rights;
import dev.drydock.installation.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The commands that start, stop and probe the server: there, usable, and true to what is seen of its processes. */
final class CommandsCheck implements Check {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);

    @Override
    public String topic() {
        return "commands";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, InterruptedException {
        var vectors = scene.yard().server().vectors();
        if (vectors.isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        var usable = programs(scene, vectors.get(), findings);
        findings.add(configuration(vectors.get().start()));
        if (usable) {
            findings.add(probe(scene, vectors.get().probe()));
        } else {
            findings.add(Finding.skip("commands.probe", "The server was not probed, for a command is not usable", ""));
        }
        return findings;
    }

    private static boolean programs(Scene scene, Vectors vectors, List<Finding> findings)
            throws HostException, InterruptedException {
        var programs = new LinkedHashMap<String, CommandVector>();
        programs.put("start", vectors.start());
        programs.put("stop", vectors.stop());
        programs.put("probe", vectors.probe());
        for (var entry : programs.entrySet()) {
            var program = Path.of(entry.getValue().arguments().get(0));
            var what = "The program that the command " + entry.getKey() + " names, " + program + ",";
            if (!Files.isRegularFile(program)) {
                findings.add(
                        Finding.fail("commands.program", what + " is not there", "Correct it in the file of commands"));
            } else if (!Files.isExecutable(program)) {
                findings.add(
                        Finding.fail("commands.program", what + " may not be started", "Give it execute permission"));
            } else if (entry.getKey().equals("start")) {
                startable(scene.runAsRights(), program, findings);
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    "commands.program",
                    scene.yard().server().describe() + " are there and may be started: "
                            + String.join(", ", programs.keySet())));
            return true;
        }
        return false;
    }

    private static void startable(Rights rights, Path program, List<Finding> findings)
            throws HostException, InterruptedException {
        if (!rights.canExecute(program)) {
            var denial = rights.denial(program, "execute");
            findings.add(Finding.fail(
                    "commands.program",
                    denial.text() + ", and v0.8.0 is started by it as that account",
                    denial.whatToDo().replace(":e ", ":rx ")));
        }
    }

    private static Finding configuration(CommandVector start) {
        return start.takesConfig()
                ? Finding.pass("commands.config", "The command start takes the configuration it is to use")
                : Finding.fail(
                        "commands.config",
                        "The command start has no " + CommandVector.CONFIG
                                + ", so v0.8.0 cannot be tried on loopback before it is opened to the world",
                        "Write \"--config\", \"" + CommandVector.CONFIG + "\" into its arguments");
    }

    private static Finding probe(Scene scene, CommandVector probe) throws HostException, InterruptedException {
        var blueprint = scene.blueprint();
        var result = scene.yard()
                .runner()
                .run(probe.command(blueprint.configuration().file())
                        .in(blueprint.workingDirectory())
                        .withLimit(PROBE_LIMIT));
        var says = result.isSuccess();
        var seen = scene.isServerRunning();
        if (result.timedOut()) {
            return Finding.fail(
                    "commands.probe",
                    "The command probe did not end within " + PROBE_LIMIT.toSeconds() + " s",
                    "Make it answer at once: status 0 where the server runs, another where it does not");
        }
        if (says == seen) {
            return Finding.pass(
                    "commands.probe",
                    "The command probe says that the server " + (says ? "runs" : "does not run")
                            + ", and so do its processes");
        }
        var text = says
                ? "The command probe says that the server runs, but no process of it was seen"
                : "The command probe says that the server does not run ("
                        + result.exit().inWords() + "), but " + scene.servers().size() + " of its processes were seen";
        var processes = scene.found().processes();
        var unsure = says && (processes.hidden() || processes.unseen() > 0);
        var todo = "See which is right; the probe must end with status 0 where this server runs, and only there";
        return unsure ? Finding.warn("commands.probe", text, todo) : Finding.fail("commands.probe", text, todo);
    }
}
