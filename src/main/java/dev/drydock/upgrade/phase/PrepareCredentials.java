package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostException;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.proof.Endpoint;
import dev.drydock.proof.Login;
import dev.drydock.proof.Proof;
import dev.drydock.proof.ProofRequest;
import dev.drydock.proof.ServerProof;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Tries the administrator's password on the old server, where one was given, before mail is stopped for it. */
final class PrepareCredentials extends UpgradeStep {

    PrepareCredentials(Yard yard) {
        super(yard, "prepare.credentials", "Try the administrator's password");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, StopServer.BEGUN);
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("credentials-not-tried", () -> {
            var administrator = yard.credentials().administrator();
            if (administrator.isEmpty()) {
                return new StepResult.Skipped("none was given; after the start only what needs none is asked");
            }
            if (yard.serverProcesses().isEmpty()) {
                context.remember(Credentials.GIVEN, "untried");
                return StepResult.done("the server does not run, so it was not tried");
            }
            attempt(yard, context, administrator.get());
            return StepResult.done("");
        });
    }

    /** Tries what was given after this step had nothing to try: a password that is wrong must not cost a stop of mail. */
    static void tryLate(Yard yard, StepContext context) throws StepFailedException, InterruptedException {
        var administrator = yard.credentials().administrator();
        if (administrator.isPresent()
                && context.recall(Credentials.GIVEN).isEmpty()
                && !yard.serverProcesses().isEmpty()) {
            Attempt.at("credentials-not-tried", () -> attempt(yard, context, administrator.get()));
        }
    }

    private static void attempt(Yard yard, StepContext context, FallbackAdministrator administrator)
            throws StepFailedException, HostException, ConfigurationException, IOException, InterruptedException {
        var endpoints = ServerQuestions.endpoints(yard, ServerQuestions.configuration(yard)).stream()
                .filter(endpoint -> endpoint.protocol() == Endpoint.Protocol.HTTP)
                .toList();
        var login = new Login(administrator.user(), administrator.secret());
        var report = ServerProof.run(
                ProofRequest.of(endpoints, yard.blueprint().program().version()).withAdministrator(login),
                ServerProof.AccountProgress.NONE,
                () -> true,
                context::isCancelled);
        var refused = report.failures().stream()
                .filter(proof -> proof.code().equals("administrator"))
                .map(Proof::text)
                .collect(Collectors.joining(" "));
        if (!refused.isEmpty()) {
            throw Attempt.failure(
                    "credentials-refused",
                    "The old server does not take the administrator's password: " + refused,
                    "Give the right one, or none");
        }
        context.remember(Credentials.GIVEN, "tried");
    }

    @Override
    public void undo(StepContext context) {
        forget(context, Credentials.GIVEN);
    }

    @Override
    public List<String> onward() {
        return List.of();
    }

    @Override
    public List<String> back() {
        return List.of();
    }
}
