package dev.drydock.upgrade.preflight;

import dev.drydock.host.Command;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What this console may do: as root it can become every account, else it is one itself. */
final class ConsoleCheck implements Check {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int OTHERS = 0077;

    @Override
    public String topic() {
        return "console";
    }

    @Override
    public List<Finding> look(Scene scene) throws HostException, IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        if (scene.console().isRoot()) {
            asRoot(scene, findings);
        } else {
            asUser(scene, findings);
        }
        home(scene, findings);
        return findings;
    }

    private static void asRoot(Scene scene, List<Finding> findings) throws HostException, InterruptedException {
        var blueprint = scene.blueprint();
        findings.add(Finding.pass("console.account", "This console runs as root"));
        for (var owner : List.of(blueprint.runAs(), blueprint.exporter())) {
            var result = scene.yard()
                    .runner()
                    .run(Command.of("true").as(scene.account(owner)).withLimit(LIMIT));
            if (!result.isSuccess()) {
                findings.add(Finding.fail(
                        "console.become",
                        "This console, though root, cannot start a program as " + owner.user() + ": "
                                + (result.lastLines().isEmpty()
                                        ? result.exit().inWords()
                                        : result.lastLines().get(0).text()),
                        "Run it where root may change accounts (CAP_SETUID, CAP_SETGID)"));
            }
        }
        var named = scene.found().configuration().runAs();
        if (named != null) {
            var other = blueprint.runAs().uid() != blueprint.exporter().uid();
            var text = "v0.8.0 ignores server.run-as (" + named.user() + "); Drydock starts it as "
                    + blueprint.runAs().user();
            findings.add(
                    other
                            ? Finding.warn(
                                    "console.run-as",
                                    text + ", another account than v0.7.3 works as",
                                    "Plan anew with runAs.user " + named.user()
                                            + ", unless that is meant; files of the old account may be closed to it")
                            : Finding.notice(
                                    "console.run-as",
                                    text,
                                    scene.blueprint().unit() == null
                                            ? "Whatever starts the server later must do so too"
                                            : "The unit gets that account in the phase install"));
        } else if (blueprint.runAs().uid() == 0) {
            findings.add(Finding.notice(
                    "console.run-as",
                    "v0.8.0 will run as root, as v0.7.3 does, for the data belongs to root",
                    "Name an account of its own if you wish: runAs.user"));
        } else {
            findings.add(Finding.pass(
                    "console.run-as", "v0.8.0 will run as " + blueprint.runAs().user()));
        }
    }

    private static void asUser(Scene scene, List<Finding> findings) {
        var console = scene.console();
        var runAs = scene.blueprint().runAs();
        if (runAs.uid() == console.uid()) {
            findings.add(Finding.notice(
                    "console.account",
                    "This console runs as " + console.user()
                            + ", so all is done as that account, and processes of others are not seen",
                    "Run it as root if the server is started as root"));
        } else {
            findings.add(Finding.fail(
                    "console.account",
                    "This console runs as " + console.user() + ", and v0.8.0 is to run as " + runAs.user()
                            + ", which only root can bring about",
                    "Run Drydock as root, or as " + runAs.user()));
        }
        var named = scene.found().configuration().runAs();
        if (named != null) {
            findings.add(Finding.fail(
                    "console.export-as",
                    "server.run-as is set (" + named.user() + "), and " + console.user()
                            + " cannot become that account, so v0.7.3 would refuse to export",
                    "Run Drydock as root"));
        }
    }

    private static void home(Scene scene, List<Finding> findings) throws IOException {
        var home = scene.blueprint().home();
        if (!Files.isWritable(home)) {
            findings.add(Finding.fail(
                    "console.home",
                    "The home of this upgrade, " + home + ", cannot be written",
                    "Give it to " + scene.console().user() + ", or start with another --home"));
            return;
        }
        var state = FileState.of(home);
        findings.add(
                (state.mode() & OTHERS) == 0
                        ? Finding.pass("console.home", "The home " + home + " is for this console alone")
                        : Finding.warn(
                                "console.home",
                                "Others may enter " + home + " (mode " + Integer.toOctalString(state.mode())
                                        + "), where the log and mail that is saved will lie",
                                "chmod 700 " + home));
    }
}
