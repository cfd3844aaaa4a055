package dev.drydock.proof;

import java.util.List;
import java.util.stream.Stream;

/** All that was asked of a server. */
public record ProofReport(List<Proof> proofs, Coverage coverage) {

    public ProofReport {
        proofs = List.copyOf(proofs);
    }

    /** How many proofs had an outcome. */
    public long count(Proof.Outcome outcome) {
        return proofs.stream().filter(proof -> proof.outcome() == outcome).count();
    }

    /** Whether nothing that was asked has failed. */
    public boolean passed() {
        return count(Proof.Outcome.FAILED) == 0;
    }

    /** With further proofs in front. */
    public ProofReport after(List<Proof> others) {
        return new ProofReport(Stream.concat(others.stream(), proofs.stream()).toList(), coverage);
    }

    /** Without the proofs of a code. */
    public ProofReport without(String code) {
        return new ProofReport(
                proofs.stream().filter(proof -> !proof.code().equals(code)).toList(), coverage);
    }

    /** Those that have failed. */
    public List<Proof> failures() {
        return proofs.stream()
                .filter(proof -> proof.outcome() == Proof.Outcome.FAILED)
                .toList();
    }
}
