package dev.drydock.proof;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all accounts together have shown; several of them may be asked at the same time. */
final class Comparison {

    private static final int MOST_EXAMPLES = 20;

    private final Map<Topic.Kind, Topic> topics = new EnumMap<>(Topic.Kind.class);
    private final Map<String, Long> notAsked = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private long failed;
    private long accounts;
    private long mailboxes;
    private long messages;

    Comparison() {
        for (var kind : Topic.Kind.values()) {
            topics.put(kind, new Topic(kind));
        }
    }

    synchronized void asked(Topic.Kind kind, long count) {
        topic(kind).asked(count);
    }

    synchronized void wrong(Topic.Kind kind, String example) {
        topic(kind).wrong(example, true);
    }

    /** @param named whether the example may stand for the others, of which there may be millions */
    synchronized void wrong(Topic.Kind kind, String example, boolean named) {
        topic(kind).wrong(example, named);
    }

    synchronized void note(Topic.Kind kind, String note) {
        topic(kind).note(note);
    }

    private Topic topic(Topic.Kind kind) {
        return topics.computeIfAbsent(kind, Topic::new);
    }

    synchronized void account() {
        accounts++;
    }

    synchronized void mailbox(long seen) {
        mailboxes++;
        messages += seen;
    }

    synchronized void notAsked(String reason, long count) {
        notAsked.merge(reason, count, Long::sum);
    }

    synchronized void failed(String account, String why) {
        failed++;
        if (failures.size() < MOST_EXAMPLES) {
            failures.add(account + ": " + why);
        }
    }

    synchronized Coverage coverage(ExpectedState expected) {
        return new Coverage(
                accounts,
                failed,
                expected.accountCount(),
                mailboxes,
                expected.mailboxCount(),
                messages,
                expected.messageCount(),
                notAsked,
                topics.entrySet().stream()
                        .anyMatch(topic ->
                                topic.getKey().isIdentity() && topic.getValue().isWrong()));
    }

    synchronized List<Proof> proofs(ExpectedState expected, String whyNotAsked) {
        var proofs = new ArrayList<Proof>();
        proofs.add(accounts(expected));
        topics.values().forEach(topic -> proofs.add(topic.proof(whyNotAsked)));
        return proofs;
    }

    private Proof accounts(ExpectedState expected) {
        var lines = new ArrayList<>(failures);
        notAsked.forEach((reason, count) -> lines.add(count + " not asked: " + reason));
        var text = accounts + " of " + expected.accountCount() + " accounts were asked for their mailboxes";
        if (failed > 0) {
            return Proof.failed("accounts", "accounts", text + ", " + failed + " could not be.")
                    .with(lines);
        }
        return accounts == 0
                ? Proof.skipped("accounts", "accounts", text + ".").with(lines)
                : Proof.passed("accounts", "accounts", text + ".").with(lines);
    }
}
