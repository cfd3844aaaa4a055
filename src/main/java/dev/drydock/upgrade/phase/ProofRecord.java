package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failure;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.proof.Proof;
import dev.drydock.proof.ProofReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a server was asked, kept for the report, and held against what must not fail. */
final class ProofRecord {

    private static final int MOST_LINES = 20;
    private static final int MOST_EXAMPLES = 5;

    private final ProofReport report;

    private ProofRecord(ProofReport report) {
        this.report = report;
    }

    /** Writes all of it into the log and the file of this name. */
    static ProofRecord keep(Yard yard, StepContext context, String name, ProofReport report)
            throws HostException, InterruptedException {
        for (var proof : report.proofs()) {
            context.log(
                    proof.outcome() == Proof.Outcome.FAILED ? EventLevel.ERROR : EventLevel.INFO,
                    word(proof) + ": " + sentence(proof));
        }
        var lines = report.proofs().stream()
                .map(proof -> new ProofFile.Line(word(proof), withExamples(proof)))
                .toList();
        ProofFile.write(yard, name, lines);
        return new ProofRecord(report);
    }

    private static String word(Proof proof) {
        return proof.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static String sentence(Proof proof) {
        return proof.subject() + ": " + proof.text();
    }

    /** The report is read when the log is no longer looked at, so it has some examples of what is wrong. */
    private static String withExamples(Proof proof) {
        return proof.outcome() == Proof.Outcome.FAILED && !proof.details().isEmpty()
                ? sentence(proof) + " Such as: " + String.join("; ", examples(proof))
                : sentence(proof);
    }

    private static List<String> examples(Proof proof) {
        return proof.details().stream().limit(MOST_EXAMPLES).toList();
    }

    /** Fails where a proof has. Without its page the server serves mail as well as with it; the report names that. */
    void require(String code, String problem) throws StepFailedException {
        var failures = report.failures().stream()
                .filter(proof -> !proof.code().equals("webadmin"))
                .toList();
        if (!failures.isEmpty()) {
            throw new StepFailedException(Failure.of(
                            code,
                            problem + ": " + sentence(failures.get(0)),
                            "See what failed, then try again or go back")
                    .with(failures.stream()
                            .flatMap(proof -> Stream.concat(Stream.of(sentence(proof)), proof.details().stream()))
                            .limit(MOST_LINES)
                            .toList()));
        }
    }
}
