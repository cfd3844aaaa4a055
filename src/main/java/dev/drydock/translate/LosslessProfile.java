package dev.drydock.translate;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.QueueMessageKey;
import dev.drydock.layout.v073.QueueQuotaKey;
import dev.drydock.layout.v073.QueuedMessageCodec;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.ReportToSendKey;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.QuotaKey;
import dev.drydock.layout.v080.ReportKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The official profile, and beside it what the official way loses: queued messages in the form that v0.8.0 reads, their
 * contents held against purging, contents of messages that lack their commit marker, markers of contents
 * that live in another store, queue quotas, received and outgoing reports, and names of an external directory in
 * lower case. What has no sound place in v0.8.0 is handed out to be saved as files.
 */
public final class LosslessProfile {

    private LosslessProfile() {}

    /**
     * A fresh profile, for one run.
     *
     * @param externalDirectory the id of the directory that the names in the store come from, where that is not an
     *     internal one; v0.8.0 looks the names of such a directory up in lower case
     */
    public static Profile create(BlobForm form, Optional<String> externalDirectory) {
        var rules = new ArrayList<Rule>();
        rules.add(Rule.of(
                "queued messages", SourceRecord.Entry.class, LosslessProfile::queuedMessage, Family.QUEUE_MESSAGE));
        rules.add(Rule.of("queue quotas", SourceRecord.Counter.class, LosslessProfile::queueQuota, Family.QUEUE_QUOTA));
        rules.add(Rule.of(
                "received reports", SourceRecord.Entry.class, LosslessProfile::received, Family.RECEIVED_REPORT));
        rules.add(Rule.of("reports to send", SourceRecord.Entry.class, LosslessProfile::toSend, Family.REPORT_TO_SEND));
        rules.add(new OfficialProfile.BlobLinkRule(true));
        rules.add(Rule.of("contents", SourceRecord.BlobContent.class, r -> content(r, form), Family.BLOB));
        externalDirectory.ifPresent(directory -> rules.add(new LowerCaseNames(directory)));
        var replaced = EnumSet.noneOf(Family.class);
        rules.forEach(rule -> replaced.addAll(rule.families()));
        for (var rule : OfficialProfile.rules(form)) {
            if (rule.families().stream().noneMatch(replaced::contains)) {
                rules.add(rule);
            }
        }
        return new Profile("lossless", rules);
    }

    /** A content that a message holds and that matches its name is whole, whether it got its marker or not. */
    private static Outcome content(SourceRecord.BlobContent r, BlobForm form) throws MalformedDataException {
        if (r.committed()) {
            return Outcome.carried(OfficialProfile.contentWithMarker(r, form));
        }
        if (!r.linked()) {
            return Outcome.notCarried(Reason.UNCOMMITTED);
        }
        var hash = BlobHash.of(r.key());
        if (!StoredBlob.of(hash, r.stored()).intact()) {
            return Outcome.notCarried(Reason.LINKED_UNCOMMITTED);
        }
        return Outcome.carried(
                List.of(OfficialProfile.contentWithMarker(r, form)),
                new Note(
                        "content-without-marker",
                        "Content " + hash + " lacks its commit marker; it matches its name, and is carried with a"
                                + " marker, so that v0.8.0 keeps it"));
    }

    private static Outcome queuedMessage(SourceRecord.Entry r) throws MalformedDataException {
        var id = QueueMessageKey.decode(r.key()).id();
        var key = OfficialProfile.withoutClass(r.key());
        try {
            var message = QueuedMessageCodec.decode(r.value());
            var value = dev.drydock.layout.v080.QueuedMessageCodec.encode(message);
            return Outcome.carried(
                    new TargetRecord.Value(Letter.QUEUE_MESSAGE, key, value),
                    new TargetRecord.Value(
                            Letter.BLOB_LINK,
                            BlobLinkKey.byId(message.blobHash(), id).encode(),
                            new byte[0]));
        } catch (MalformedDataException e) {
            // v0.7.3 cannot have read it either; refusing the whole store for it would help nobody.
            return Outcome.carried(
                    List.of(new TargetRecord.Value(Letter.QUEUE_MESSAGE, key, r.value())),
                    new Note(
                            "queued-message-unreadable",
                            "Queued message " + Long.toUnsignedString(id) + " is carried byte for byte, but neither"
                                    + " version can read it: " + e.getMessage()));
        }
    }

    private static Outcome queueQuota(SourceRecord.Counter r) throws MalformedDataException {
        var quota = QueueQuotaKey.decode(r.key());
        var key = quota.kind() == QueueQuotaKey.Kind.COUNT
                ? QuotaKey.queueCount(quota.name())
                : QuotaKey.queueSize(quota.name());
        return r.value() == 0
                ? Outcome.notCarried(Reason.ZERO)
                : Outcome.carried(new TargetRecord.Count(Letter.QUOTA, key, r.value()));
    }

    /**
     * A received TLS report would stand where v0.8.0's scheduler looks for reports to send, and stop it: it is the one
     * kind that must not be put into the store.
     */
    private static Outcome received(SourceRecord.Entry r) throws MalformedDataException {
        return switch (ReceivedReportKey.decode(r.key()).kind()) {
            case TLS -> Outcome.saved(new TargetRecord.Saved(r.family(), r.key(), r.value()));
            case DMARC -> report(ReportKey.RECEIVED_DMARC, r);
            case ARF -> report(ReportKey.RECEIVED_ARF, r);
        };
    }

    /**
     * Saved as a file too: v0.8.0 purges what is overdue in this place, sent or not, whenever it cleans its store.
     */
    private static Outcome toSend(SourceRecord.Entry r) throws MalformedDataException {
        var reportClass = switch (ReportToSendKey.decode(r.key()).kind()) {
            case DMARC_HEADER, TLS_HEADER -> ReportKey.HEADER_TO_SEND;
            case DMARC_EVENT -> ReportKey.DMARC_EVENT_TO_SEND;
            case TLS_EVENT -> ReportKey.TLS_EVENT_TO_SEND;
        };
        return Outcome.carried(reportRecord(reportClass, r), new TargetRecord.Saved(r.family(), r.key(), r.value()));
    }

    private static Outcome report(int reportClass, SourceRecord.Entry r) {
        return Outcome.carried(reportRecord(reportClass, r));
    }

    private static TargetRecord reportRecord(int reportClass, SourceRecord.Entry r) {
        var key = r.key().clone();
        key[0] = (byte) reportClass;
        return new TargetRecord.Value(Letter.REPORT_OUT, key, r.value());
    }
}
