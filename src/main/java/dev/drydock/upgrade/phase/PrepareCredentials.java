package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.proof.Endpoint;
import dev.drydock.proof.Login;
import dev.drydock.proof.Proof;
import dev.drydock.proof.ProofRequest;
import dev.drydock.proof.ServerProof;
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
            var configuration = ServerQuestions.configuration(yard);
            var endpoints = Endpoint.of(configuration.listeners(), ServerNames.own(configuration)).stream()
                    .filter(endpoint -> endpoint.protocol() == Endpoint.Protocol.HTTP)
                    .toList();
            var login =
                    new Login(administrator.get().user(), administrator.get().secret());
            var report = ServerProof.run(
                    ProofRequest.of(endpoints, blueprint().program().version()).withAdministrator(login),
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
            return StepResult.done("");
        });
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
