package dev.drydock.conversion;

import dev.drydock.layout.v073.Family;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a v0.7.3 store or export holds, and what to know about it before an upgrade. It names accounts, mailboxes and
 * settings; it holds no mail, no secret and no value of a setting.
 *
 * @param name the store or directory as the admin names it
 * @param export true for an export, which lacks what the vendor's exporter leaves out
 * @param families one entry for each family of which there is a record, in the order of {@link Family}
 * @param accounts by id
 * @param domains local domains of the internal directory
 * @param findings one for each check, worst grade first
 */
public record InspectionReport(
        String name,
        boolean export,
        Map<Family, Size> families,
        List<Account> accounts,
        long domains,
        Contents contents,
        Queue queue,
        Reports reports,
        long settings,
        List<Finding> findings) {

    public InspectionReport {
        accounts = List.copyOf(accounts);
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::grade).reversed())
                .toList();
    }

    /**
     * What one family takes.
     *
     * @param units document ids of bitmaps, otherwise records
     * @param bytes of keys and values
     */
    public record Size(long records, long units, long bytes) {}

    /**
     * An account, group or list, or an id without any of them under which documents are kept.
     *
     * @param id unsigned 32 bits
     * @param name empty where the directory has none
     * @param type what it is in one word, such as {@code individual}; {@code unknown} where the store has no principal
     * @param quota bytes; empty for none
     * @param used bytes, as counted by the server
     * @param messages how many it holds
     */
    public record Account(
            int id,
            Optional<String> name,
            String type,
            Optional<String> description,
            OptionalLong quota,
            long used,
            long messages,
            List<Mailbox> mailboxes) {}

    /**
     * A mailbox.
     *
     * @param id document id, unsigned 32 bits
     * @param name without its parents; empty where it cannot be read
     * @param nextUid empty where none was given out yet
     */
    public record Mailbox(int id, Optional<String> name, long messages, OptionalLong nextUid) {}

    /**
     * The contents of messages and of all else that is kept as a blob.
     *
     * @param links from documents to contents
     * @param present contents in the store, bundles of the server left out
     * @param compressed those of them that are compressed
     * @param missing contents that a document links to and that are not in the store
     */
    public record Contents(long links, long present, long compressed, long missing) {}

    /**
     * The outbound queue.
     *
     * @param bytes size of all messages together
     * @param misreadAfterOfficial messages that v0.8.0 would show with wrong data after the official import
     * @param unreadableAfterOfficial messages that v0.8.0 could not read at all after the official import
     * @param unreadable messages that v0.7.3 cannot read either
     */
    public record Queue(
            long messages,
            long events,
            long recipients,
            long bytes,
            long misreadAfterOfficial,
            long unreadableAfterOfficial,
            long unreadable) {}

    /** Reports by kind: those being collected for other domains, and those received from them. */
    public record Reports(long dmarcToSend, long tlsToSend, long dmarcReceived, long tlsReceived, long arfReceived) {

        public long toSend() {
            return dmarcToSend + tlsToSend;
        }

        public long received() {
            return dmarcReceived + tlsReceived + arfReceived;
        }
    }

    /** How much a finding matters, from best to worst. */
    public enum Grade {
        /** Looked at, and as it should be. */
        PASS,
        /** Not looked at; the text says why. */
        SKIP,
        /** Nothing is wrong, but it may surprise. */
        NOTICE,
        /** Something is lost or changes unless somebody acts. */
        WARN,
        /** The store is damaged: put it right before the upgrade. */
        FAIL
    }

    /**
     * The outcome of one check.
     *
     * @param code stable, for scripts, such as {@code contents-missing}
     * @param count how many of the things in question there are; 0 for passed and skipped checks
     * @param text what was found, one or more sentences
     * @param nextStep what to do; empty where there is nothing to do
     * @param examples the first few, named
     */
    public record Finding(
            Grade grade, String code, long count, String text, Optional<String> nextStep, List<String> examples) {

        /** Examples that are kept. */
        public static final int EXAMPLES = 5;

        public Finding {
            examples = List.copyOf(examples);
        }

        static Finding pass(String code, String text) {
            return new Finding(Grade.PASS, code, 0, text, Optional.empty(), List.of());
        }

        static Finding skip(String code, String text) {
            return new Finding(Grade.SKIP, code, 0, text, Optional.empty(), List.of());
        }

        static Finding of(Grade grade, String code, long count, String text, String nextStep) {
            return new Finding(grade, code, count, text, Optional.of(nextStep), List.of());
        }

        Finding with(List<String> named) {
            return new Finding(grade, code, count, text, nextStep, named);
        }
    }

    /** The finding of one check. */
    public Optional<Finding> finding(String code) {
        return findings.stream().filter(finding -> finding.code().equals(code)).findFirst();
    }

    /** Records of all families. */
    public long records() {
        return families.values().stream().mapToLong(Size::records).sum();
    }

    /** Bytes of keys and values of all families. */
    public long bytes() {
        return families.values().stream().mapToLong(Size::bytes).sum();
    }

    /** Messages of all accounts. */
    public long messages() {
        return accounts.stream().mapToLong(Account::messages).sum();
    }

    /** Mailboxes of all accounts. */
    public long mailboxes() {
        return accounts.stream()
                .mapToLong(account -> account.mailboxes().size())
                .sum();
    }

    /** Whether a check has failed. */
    public boolean hasFailures() {
        return findings.stream().anyMatch(finding -> finding.grade() == Grade.FAIL);
    }
}
