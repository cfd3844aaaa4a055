package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Size;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.IndexQueueKey;
import dev.drydock.translate.SourceRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a v0.7.3 store or export once, to its last record, and reports what is in it. Memory grows with the number of
 * accounts and mailboxes, not with what they hold.
 */
public final class Inspection {

    private final SourceRecords source;
    private final Progress progress;
    private final Map<Family, long[]> sizes = new EnumMap<>(Family.class);
    private final AccountSurvey accounts = new AccountSurvey();
    private final NameSurvey names = new NameSurvey();
    private final ContentSurvey contents;
    private final QueueSurvey queue;
    private final ReportSurvey reports;
    private final SettingSurvey settings = new SettingSurvey();
    private long domains;
    private long indexWork;
    private boolean used;

    public Inspection(SourceRecords source, Progress progress) {
        this.source = source;
        this.progress = progress;
        this.contents = new ContentSurvey(source.isExport());
        this.queue = new QueueSurvey(source.isExport(), contents);
        this.reports = new ReportSurvey(source.isExport());
    }

    /**
     * Reads everything; once.
     *
     * @throws MalformedDataException for a record that is not of the shape of its family
     */
    public InspectionReport run() throws StoreException, MalformedDataException {
        if (used) {
            throw new IllegalStateException("an inspection runs once");
        }
        used = true;
        source.read(this::see, progress);
        contents.finish();
        return new InspectionReport(
                source.name(),
                source.isExport(),
                families(),
                accounts.accounts(names),
                domains,
                contents.contents(),
                queue.queue(),
                reports.reports(),
                settings.count(),
                findings());
    }

    private void see(SourceRecord record) throws MalformedDataException {
        var size = sizes.computeIfAbsent(record.family(), family -> new long[3]);
        size[0]++;
        size[1] += record.units();
        size[2] += record.bytes();
        switch (record.family()) {
            case BLOB_LINK, BLOB -> contents.see(record);
            case DIRECTORY -> directory((SourceRecord.Entry) record);
            case PROPERTY -> accounts.property((SourceRecord.Entry) record);
            case BITMAP -> accounts.bitmap((SourceRecord.Bitmap) record);
            case MAILBOX_UID_NEXT -> accounts.nextUid((SourceRecord.Counter) record);
            case USED_QUOTA -> accounts.usedQuota((SourceRecord.Counter) record);
            case BLOB_RESERVATION, QUEUE_MESSAGE, QUEUE_EVENT -> queue.entry((SourceRecord.Entry) record);
            case QUEUE_QUOTA -> queue.quota((SourceRecord.Counter) record);
            case REPORT_TO_SEND, RECEIVED_REPORT -> reports.see((SourceRecord.Entry) record);
            case SETTING -> settings.see((SourceRecord.Entry) record);
            case INDEX_QUEUE -> {
                IndexQueueKey.decode(((SourceRecord.Entry) record).key());
                indexWork++;
            }
            case TERM_INDEX, ACL, RESERVED_ID, LOOKUP_VALUE, LOOKUP_COUNTER, LOOKUP_COUNTER_EXPIRY, INDEX, LOG -> {}
        }
    }

    private void directory(SourceRecord.Entry entry) throws MalformedDataException {
        var key = DirectoryKey.decode(entry.key());
        if (key instanceof DirectoryKey.NameToId name) {
            names.name(name, entry.value());
        } else if (key instanceof DirectoryKey.PrincipalKey principal) {
            accounts.principal(principal.id(), entry.value());
        } else if (key instanceof DirectoryKey.Domain) {
            domains++;
        }
    }

    private Map<Family, Size> families() {
        var families = new LinkedHashMap<Family, Size>();
        sizes.forEach((family, size) -> families.put(family, new Size(size[0], size[1], size[2])));
        return families;
    }

    private List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.addAll(contents.findings());
        findings.addAll(queue.findings());
        findings.addAll(reports.findings());
        findings.addAll(settings.findings());
        findings.addAll(names.findings());
        findings.addAll(accounts.findings(names));
        findings.add(indexWork());
        return findings;
    }

    private Finding indexWork() {
        var code = "index-work-pending";
        if (source.isExport()) {
            return Finding.skip(code, "An export does not hold pending work of the full-text index.");
        }
        if (indexWork == 0) {
            return Finding.pass(code, "No work of the full-text index is pending.");
        }
        return new Finding(
                InspectionReport.Grade.NOTICE,
                code,
                indexWork,
                "Some messages are not yet in the full-text index. That is harmless: v0.8.0 indexes all messages anew.",
                Optional.empty(),
                List.of());
    }
}
