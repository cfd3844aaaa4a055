package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.proof.Certificates;
import dev.drydock.proof.Endpoint;
import dev.drydock.proof.Limits;
import dev.drydock.proof.Login;
import dev.drydock.proof.Proof;
import dev.drydock.proof.ProofReport;
import dev.drydock.proof.ProofRequest;
import dev.drydock.proof.ServerProof;
import dev.drydock.proof.TestMail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Asks a running v0.8.0 from outside whether all is there. */
final class ServerQuestions {

    private static final String VERSION = "0.8.0";
    private static final int SMTP_PORT = 25;

    /** Said in the report, because a trial that went well suggests otherwise. */
    private static final Proof ADMINISTRATOR = Proof.skipped(
            "real-administrator",
            "administrator",
            "The installation's own administrator was not asked on trial, where one that was made up for it stands in"
                    + " their place.");

    private final Yard yard;
    private final StepContext context;
    private final BooleanSupplier alive;

    /** @param alive whether the process of the server lives */
    ServerQuestions(Yard yard, StepContext context, BooleanSupplier alive) {
        this.yard = yard;
        this.context = context;
        this.alive = alive;
    }

    /** The configuration as the server reads it now. */
    static Configuration configuration(Yard yard) throws ConfigurationException, HostException {
        return Configuration.of(
                ConfigurationFile.read(yard.blueprint().configuration().file()), yard.view());
    }

    /** Where its listeners are reached from this machine. */
    static List<Endpoint> endpoints(Yard yard, Configuration configuration) throws HostException {
        var endpoints = Endpoint.of(configuration.listeners(), ServerNames.own(configuration));
        var address = yard.server().address();
        return address.isEmpty()
                ? endpoints
                : endpoints.stream().map(endpoint -> endpoint.at(address.get())).toList();
    }

    /** Everything that can be asked with the secret of the trial; every mailbox is held against the old store. */
    String trial(TrialConfiguration trial)
            throws StepFailedException, HostException, StoreException, MalformedDataException, IOException,
                    InterruptedException {
        var omissions = trial.omissions();
        var endpoints = Endpoint.of(trial.configuration().listeners(), ServerNames.own(trial.configuration()));
        var before = CertificateFile.read(yard).map(seen -> seen.without(omissions::comesByAcme));
        var request = ProofRequest.of(endpoints, VERSION).withMaster(login(trial.administrator()));
        if (trial.queuedMessages().isPresent()) {
            request = request.withQueuedMessages(trial.queuedMessages().getAsLong());
        }
        try (var old = OldState.read(yard, context)) {
            var asked = ask(withCertificates(request.withExpected(old.expected()), before));
            var report = omissions.fetchesWebadmin() ? asked.without("webadmin") : asked;
            var further = new ArrayList<>(omissions.proofs(
                    yard.blueprint().unit() != null && yard.blueprint().unit().quiet()));
            further.add(ADMINISTRATOR);
            unseen(endpoints, before).ifPresent(further::add);
            ProofRecord.keep(yard, context, ProofFile.TRIAL, report.after(further))
                    .require("trial-failed", "The new server was tried and is not as it should be");
            return report.coverage().sentence();
        }
    }

    /** What can be asked once the doors are open: without a password, or with the administrator's. */
    String open()
            throws StepFailedException, HostException, ConfigurationException, StoreException, MalformedDataException,
                    IOException, InterruptedException {
        var endpoints = endpoints(yard, configuration(yard));
        var before = CertificateFile.read(yard);
        var request = withCertificates(ProofRequest.of(endpoints, VERSION), before);
        var further = new ArrayList<>(new ProcessProofs(yard).run());
        unseen(endpoints, before).ifPresent(further::add);
        var asked = asked(request);
        testMail(endpoints).ifPresent(further::add);
        var report = asked.after(further);
        ProofRecord.keep(yard, context, ProofFile.START, report)
                .require("server-not-proven", "The new server is open and is not as it should be");
        return report.count(Proof.Outcome.PASSED) + " proofs passed, " + report.count(Proof.Outcome.SKIPPED)
                + " could not be made";
    }

    /** The old store is read only for who is asked about it. */
    private ProofReport asked(ProofRequest request) throws StoreException, MalformedDataException, IOException {
        var administrator = yard.credentials().administrator();
        if (administrator.isEmpty()) {
            return ask(request);
        }
        if (yard.blueprint().node() != null) {
            // The first node has held every mailbox against the old store, which is not for this one to read.
            return ask(request.withAdministrator(login(administrator.get())));
        }
        try (var old = OldState.read(yard, context)) {
            return ask(request.withAdministrator(login(administrator.get())).withExpected(old.expected()));
        }
    }

    private static ProofRequest withCertificates(ProofRequest request, Optional<Certificates> before) {
        return before.map(seen -> request.withCertificates(seen, seen.names())).orElse(request);
    }

    private static Optional<Proof> unseen(List<Endpoint> endpoints, Optional<Certificates> before) {
        return before.isPresent() || endpoints.stream().allMatch(endpoint -> endpoint.tls() == Endpoint.TlsMode.PLAIN)
                ? Optional.empty()
                : Optional.of(Proof.skipped(
                        "certificate",
                        "certificates",
                        "The old server did not run, so it was not seen what clients were shown before."));
    }

    /** Only where somebody asked for it, and where mail from strangers comes in. */
    private Optional<Proof> testMail(List<Endpoint> endpoints) {
        return yard.blueprint()
                .request()
                .testMail()
                .flatMap(mail -> endpoints.stream()
                        .filter(endpoint -> endpoint.protocol() == Endpoint.Protocol.SMTP)
                        .min(Comparator.comparing((Endpoint endpoint) ->
                                        endpoint.address().getPort() != SMTP_PORT)
                                .thenComparing(endpoint -> endpoint.tls() == Endpoint.TlsMode.IMPLICIT))
                        .map(endpoint -> TestMail.send(
                                endpoint, Optional.empty(), mail.sender(), mail.to(), Limits.DEFAULT.answer()))
                        .or(() -> Optional.of(Proof.skipped(
                                "test-mail", "test mail to " + mail.to(), "No listener of the server speaks SMTP."))));
    }

    private ProofReport ask(ProofRequest request) {
        return ServerProof.run(
                request,
                (done, total) -> context.progress("asking for mailboxes", done, OptionalLong.of(total), "accounts"),
                alive,
                context::isCancelled);
    }

    private static Login login(FallbackAdministrator administrator) {
        return new Login(administrator.user(), administrator.secret());
    }
}
