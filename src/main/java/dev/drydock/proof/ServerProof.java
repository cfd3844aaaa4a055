package dev.drydock.proof;

import java.util.ArrayList;
import java.util.function.BooleanSupplier;

/**
 * Asks a running server from outside whether it is what it should be, and shows what it should show. It changes nothing:
 * mailboxes are examined, no content of a message is fetched, no account without mailboxes is entered.
 */
public final class ServerProof {

    private ServerProof() {}

    /** Is told how far the accounts are. */
    @FunctionalInterface
    public interface AccountProgress {
        /** Tells nobody. */
        AccountProgress NONE = (done, total) -> {};

        /** Takes notice; called by several threads, and must be cheap. */
        void at(long done, long total);
    }

    /**
     * Asks everything that can be asked; a server that does not answer is a failed proof, never an exception.
     *
     * @param alive whether the process of the server lives; asked while its ports are still closed
     * @param cancelled asked often; what is left is then skipped
     */
    public static ProofReport run(
            ProofRequest request, AccountProgress progress, BooleanSupplier alive, BooleanSupplier cancelled) {
        var proofs = new ArrayList<>(new EndpointProofs(request, alive, cancelled).run());
        if (proofs.stream().noneMatch(proof -> proof.code().equals("greeting"))) {
            proofs.add(Proof.skipped("accounts", "accounts", "No port of the server is open."));
            return new ProofReport(proofs, Coverage.NONE);
        }
        request.certificates()
                .ifPresent(before -> proofs.addAll(before.compare(Certificates.observe(
                        request.endpoints(),
                        request.serverNames(),
                        request.limits().answer()))));
        var http = new HttpProofs(request);
        proofs.addAll(http.run());
        return new AccountProofs(request, http, progress, cancelled).run(proofs);
    }
}
