package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.proof.Endpoint;
import dev.drydock.proof.ExpectedState;
import dev.drydock.proof.Login;
import dev.drydock.proof.Proof;
import dev.drydock.proof.ProofReport;
import dev.drydock.proof.ProofRequest;
import dev.drydock.proof.ServerProof;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Asks a running v0.8.0 from outside whether all is there, and keeps what it was asked for the report. */
final class ServerQuestions {

    private static final String VERSION = "0.8.0";
    private static final int MOST_LINES = 20;
    private static final int MOST_EXAMPLES = 5;

    /** Said in the report, because a trial that went well suggests otherwise. */
    private static final ProofFile.Line ADMINISTRATOR = new ProofFile.Line(
            "skipped",
            "administrator: the installation's own administrator was not asked on trial, where one that was made up for"
                    + " it stands in their place.");

    private ServerQuestions() {}

    /** The configuration as the server reads it now. */
    static Configuration configuration(Yard yard) throws ConfigurationException {
        return Configuration.of(
                ConfigurationFile.read(yard.blueprint().configuration().file()),
                ServerView.ofService().startedIn(yard.blueprint().workingDirectory()));
    }

    /** The name that clients know the server by. */
    static String serverName(Configuration configuration) {
        return configuration.hostname() == null ? "localhost" : configuration.hostname();
    }

    /** Everything that can be asked with the secret of the trial; every mailbox is held against the old store. */
    static String trial(Yard yard, StepContext context, TrialConfiguration trial, BooleanSupplier alive)
            throws StepFailedException, HostException, StoreException, MalformedDataException, IOException,
                    InterruptedException {
        var names = List.of(serverName(trial.configuration()));
        var options = new ExpectedState.Options(yard.blueprint().store().externalDirectory() != null);
        try (var scratch = yard.scratch();
                var old = yard.driver().openSource(yard.blueprint().store().oldPath());
                var expected = ExpectedState.read(old, options, scratch.path(), new StepProgress(context))) {
            var request = ProofRequest.of(Endpoint.of(trial.configuration().listeners(), names.get(0)), VERSION)
                    .withMaster(login(trial.administrator()))
                    .withExpected(expected);
            var omissions = trial.omissions();
            var before = CertificateFile.read(yard).map(seen -> seen.without(omissions::comesByAcme));
            var asked =
                    ask(before.isPresent() ? request.withCertificates(before.get(), names) : request, context, alive);
            var report = omissions.fetchesWebadmin() ? asked.without("webadmin") : asked;
            var further = new ArrayList<>(omissions.lines());
            further.add(ADMINISTRATOR);
            keep(yard, context, ProofFile.TRIAL, report, further);
            require(report, "trial-failed", "The new server was tried and is not as it should be");
            return report.coverage().sentence();
        }
    }

    /** What can be asked once the doors are open: without a password, or with the administrator's. */
    static String open(Yard yard, StepContext context, BooleanSupplier alive)
            throws StepFailedException, HostException, ConfigurationException, IOException, InterruptedException {
        var configuration = configuration(yard);
        var names = List.of(serverName(configuration));
        var request = ProofRequest.of(Endpoint.of(configuration.listeners(), names.get(0)), VERSION);
        var before = CertificateFile.read(yard);
        if (before.isPresent()) {
            request = request.withCertificates(before.get(), names);
        }
        var administrator = yard.credentials().administrator();
        if (administrator.isPresent()) {
            request = request.withAdministrator(login(administrator.get()));
        }
        var report = ask(request, context, alive);
        keep(yard, context, ProofFile.START, report, List.of());
        require(report, "server-not-proven", "The new server is open and is not as it should be");
        return report.count(Proof.Outcome.PASSED) + " proofs passed, " + report.count(Proof.Outcome.SKIPPED)
                + " could not be made";
    }

    private static ProofReport ask(ProofRequest request, StepContext context, BooleanSupplier alive) {
        return ServerProof.run(
                request,
                (done, total) -> context.progress("asking for mailboxes", done, OptionalLong.of(total), "accounts"),
                alive,
                context::isCancelled);
    }

    private static Login login(FallbackAdministrator administrator) {
        return new Login(administrator.user(), administrator.secret());
    }

    private static void keep(
            Yard yard, StepContext context, String name, ProofReport report, List<ProofFile.Line> further)
            throws HostException, InterruptedException {
        for (var proof : report.proofs()) {
            context.log(
                    proof.outcome() == Proof.Outcome.FAILED ? EventLevel.ERROR : EventLevel.INFO,
                    proof.outcome().name().toLowerCase(Locale.ROOT) + ": " + sentence(proof));
        }
        var lines = new ArrayList<>(further);
        report.proofs()
                .forEach(proof -> lines.add(
                        new ProofFile.Line(proof.outcome().name().toLowerCase(Locale.ROOT), withExamples(proof))));
        ProofFile.write(yard, name, lines);
    }

    /** The report is read when the log is no longer looked at, so it has some examples of what is wrong. */
    private static String withExamples(Proof proof) {
        var isFailed =
                proof.outcome() == Proof.Outcome.FAILED && !proof.details().isEmpty();
        return sentence(proof)
                + (isFailed
                        ? " Such as: "
                                + String.join(
                                        "; ",
                                        proof.details().stream()
                                                .limit(MOST_EXAMPLES)
                                                .toList())
                        : "");
    }

    private static String sentence(Proof proof) {
        return proof.subject() + ": " + proof.text();
    }

    private static void require(ProofReport report, String code, String problem) throws StepFailedException {
        // Without its page the server serves mail as well as with it; the report names it.
        var failures = report.failures().stream()
                .filter(proof -> !proof.code().equals("webadmin"))
                .toList();
        if (failures.isEmpty()) {
            return;
        }
        throw new StepFailedException(Failure.of(
                        code, problem + ": " + sentence(failures.get(0)), "See what failed, then try again or go back")
                .with(failures.stream()
                        .flatMap(proof -> java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(sentence(proof)), proof.details().stream()))
                        .limit(MOST_LINES)
                        .toList()));
    }
}
