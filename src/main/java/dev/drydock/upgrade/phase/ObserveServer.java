package dev.drydock.upgrade.phase;

import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostFiles;
import dev.drydock.proof.Endpoint;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Looks, while the old server runs, at what its clients see of it and must see of the new one: its certificates. */
final class ObserveServer extends UpgradeStep {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    ObserveServer(Yard yard) {
        super(yard, "prepare.observe", "Note the certificates that clients see");
    }

    @Override
    boolean stands(StepContext context) {
        return isPast(context, StopServer.BEGUN) || Files.exists(CertificateFile.file(yard));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("server-not-observed", () -> {
            var configuration = ServerQuestions.configuration(yard);
            var endpoints = ServerQuestions.endpoints(yard, configuration);
            if (endpoints.stream().allMatch(endpoint -> endpoint.tls() == Endpoint.TlsMode.PLAIN)) {
                return new StepResult.Skipped("no listener offers TLS");
            }
            if (yard.serverProcesses().isEmpty()) {
                return new StepResult.Skipped("the server does not run, so its certificates cannot be seen");
            }
            var certificates = ServerNames.observe(endpoints, ServerNames.of(configuration), ANSWER);
            CertificateFile.write(yard, certificates);
            return StepResult.done(
                    certificates.shown().size() + " seen, for " + String.join(", ", certificates.names()));
        });
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("observation-not-removed", () -> HostFiles.deleteTree(CertificateFile.file(yard)));
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
