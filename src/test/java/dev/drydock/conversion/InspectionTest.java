package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.DomainStatus;
import dev.drydock.layout.Principal;
import dev.drydock.layout.PrincipalId;
import dev.drydock.layout.QueuedDomain;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.QuotaKey;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.BlobReservationKey;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.IndexQueueKey;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.QueueMessageKey;
import dev.drydock.layout.v073.QueueQuotaKey;
import dev.drydock.layout.v073.QueuedMessageCodec;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.ReportToSendKey;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.UsedQuotaKey;
import dev.drydock.translate.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class InspectionTest {

    private static final byte[] CONTENT = "Subject: hello".getBytes(StandardCharsets.UTF_8);
    private static final BlobHash HASH = BlobHash.ofContent(CONTENT);
    private static final Document MESSAGE = new Document(3, 0, 8);
    private static final byte[] NOTHING = {};

    private static InspectionReport inspect(ListedRecords records) throws Exception {
        return new Inspection(records, Progress.NONE).run();
    }

    private static Finding finding(String code, SourceRecord... records) throws Exception {
        return finding(code, ListedRecords.store(records));
    }

    private static Finding finding(String code, ListedRecords records) throws Exception {
        return inspect(records).finding(code).orElseThrow();
    }

    @Test
    void findsNothingWrongWithAnEmptyStore() throws Exception {
        var report = inspect(ListedRecords.store());

        assertThat(report.findings()).extracting(Finding::grade).containsOnly(Grade.PASS);
        assertThat(report.findings()).extracting(Finding::code).doesNotHaveDuplicates();
        assertThat(report.records()).isZero();
        assertThat(report.hasFailures()).isFalse();
    }

    @Test
    void runsOnce() throws Exception {
        var inspection = new Inspection(ListedRecords.store(), Progress.NONE);
        inspection.run();

        assertThatThrownBy(inspection::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAKeyThatIsNotOfItsFamily() {
        var cut = new SourceRecord.Entry(Family.PROPERTY, new byte[] {0, 1}, NOTHING);

        assertThatThrownBy(() -> inspect(ListedRecords.store(cut))).isInstanceOf(MalformedDataException.class);
    }

    // Contents

    @Test
    void passesAContentThatIsLinkedCommittedAndSound() throws Exception {
        var report = inspect(ListedRecords.store(link(), commit(true), content(CONTENT, true)));

        assertThat(report.contents()).isEqualTo(new InspectionReport.Contents(1, 1, 0, 0));
        assertThat(grades(report)).doesNotContain(Grade.FAIL, Grade.WARN);
    }

    @Test
    void countsCompressedContents() throws Exception {
        var report = inspect(ListedRecords.store(link(), commit(true), content(StoredBlob.compressed(CONTENT), true)));

        assertThat(report.contents().compressed()).isOne();
        assertThat(report.finding("contents-damaged").orElseThrow().grade()).isEqualTo(Grade.PASS);
    }

    @Test
    void failsWhereALinkedContentIsMissing() throws Exception {
        var other = content("else".getBytes(StandardCharsets.UTF_8), true);
        var missing = finding("contents-missing", link(), commit(false), commitOf(other), other);

        assertThat(missing.grade()).isEqualTo(Grade.FAIL);
        assertThat(missing.count()).isOne();
        assertThat(missing.examples())
                .containsExactly(HASH.toString().substring(0, 16) + "..., of message 8 of account 3");
    }

    @Test
    void failsWhereALinkedContentIsMissingFromAnExport() throws Exception {
        var other = content("else".getBytes(StandardCharsets.UTF_8), true);

        assertThat(finding("contents-missing", ListedRecords.export(link(), commitOf(other), other))
                        .grade())
                .isEqualTo(Grade.FAIL);
    }

    @Test
    void passesAMarkerThatNothingLinksToAndThatHasNoContent() throws Exception {
        var other = content("else".getBytes(StandardCharsets.UTF_8), true);

        assertThat(finding("contents-missing", commit(false), commitOf(other), other)
                        .grade())
                .isEqualTo(Grade.PASS);
    }

    @Test
    void suspectsContentsElsewhereWhereThereAreMarkersOnly() throws Exception {
        var report = inspect(ListedRecords.store(link(), commit(false)));

        assertThat(report.finding("contents-elsewhere").orElseThrow().grade()).isEqualTo(Grade.WARN);
        assertThat(report.finding("contents-missing").orElseThrow().grade()).isEqualTo(Grade.SKIP);
        assertThat(report.finding("contents-damaged").orElseThrow().grade()).isEqualTo(Grade.SKIP);
    }

    @Test
    void failsWhereAContentIsNotWhatItsNameSays() throws Exception {
        var altered = CONTENT.clone();
        altered[3] ^= 1;
        var damaged = finding("contents-damaged", link(), commit(true), contentNamed(HASH, altered, true));

        assertThat(damaged.grade()).isEqualTo(Grade.FAIL);
        assertThat(damaged.examples()).hasSize(1);
    }

    @Test
    void warnsOfALinkedContentWithoutMarker() throws Exception {
        var uncommitted = finding("contents-uncommitted", link(), content(CONTENT, false));

        assertThat(uncommitted.grade()).isEqualTo(Grade.WARN);
        assertThat(uncommitted.count()).isOne();
    }

    @Test
    void passesAContentThatNothingNeeds() throws Exception {
        var report = inspect(ListedRecords.store(content(CONTENT, false)));

        assertThat(grades(report)).containsOnly(Grade.PASS);
    }

    @Test
    void leavesOutBundlesOfTheServer() throws Exception {
        var bundle =
                new SourceRecord.BlobContent("STALWART_WEBADMIN.ZIP".getBytes(StandardCharsets.UTF_8), CONTENT, false);

        assertThat(inspect(ListedRecords.store(bundle)).contents().present()).isZero();
    }

    @Test
    void skipsMissingContentsWhereTheirOrderDoesNotTell() throws Exception {
        var other = content("else".getBytes(StandardCharsets.UTF_8), true);
        var first = HASH.compareTo(BlobHash.ofContent(other.stored())) < 0;
        var linkThenOther = new SourceRecord[] {link(), commitOf(other), other, commit(true), content(CONTENT, true)};
        var otherThenLink = new SourceRecord[] {commitOf(other), other, link(), commitOf(other), other};

        assertThat(finding("contents-missing", ListedRecords.export(first ? linkThenOther : otherThenLink))
                        .grade())
                .isEqualTo(Grade.SKIP);
    }

    @Test
    void keepsAFewExamplesAndCountsTheRest() throws Exception {
        var records = new ArrayList<SourceRecord>();
        for (var i = 0; i < 20; i++) {
            records.add(setting("server.option-" + i));
        }

        var ignored = finding("settings-ignored", records.toArray(SourceRecord[]::new));

        assertThat(ignored.count()).isEqualTo(20);
        assertThat(ignored.examples()).hasSize(Finding.EXAMPLES).contains("server.option-0");
    }

    // Queue

    @Test
    void tellsWhatTheOfficialImportMakesOfQueuedMessages() throws Exception {
        var queue = inspect(ListedRecords.store(
                        queued(1, message(List.of("a.example"), List.of())),
                        queued(2, message(List.of("a.example", "b.example"), List.of())),
                        queued(3, message(List.of("a.example"), List.of(quotaKey())))))
                .queue();

        assertThat(queue.messages()).isEqualTo(3);
        assertThat(queue.misreadAfterOfficial()).isOne();
        assertThat(queue.unreadableAfterOfficial()).isEqualTo(2);
        assertThat(queue.unreadable()).isZero();
        assertThat(queue.bytes()).isEqualTo(3 * 1234);
    }

    @Test
    void warnsOfQueuedMessagesThatNobodyCanRead() throws Exception {
        var unreadable = finding(
                "queue-unreadable",
                new SourceRecord.Entry(
                        Family.QUEUE_MESSAGE, new QueueMessageKey(-1).encode(), new byte[] {9, 9, 9, 9, 9}));

        assertThat(unreadable.grade()).isEqualTo(Grade.WARN);
        assertThat(unreadable.examples()).singleElement().asString().contains("18446744073709551615");
    }

    @Test
    void warnsOfAQueuedMessageWithoutContent() throws Exception {
        var reservation = new SourceRecord.Entry(
                Family.BLOB_RESERVATION, new BlobReservationKey(BlobReservationKey.QUEUE, HASH, 99).encode(), NOTHING);
        var queued = queued(7, message(List.of("a.example"), List.of()));

        assertThat(finding(
                                "queue-contents-missing",
                                reservation,
                                content("else".getBytes(StandardCharsets.UTF_8), true),
                                queued)
                        .examples())
                .containsExactly("queued message 7");
        assertThat(finding("queue-contents-missing", reservation, commit(true), content(CONTENT, true), queued)
                        .grade())
                .isEqualTo(Grade.PASS);
        assertThat(finding("queue-contents-missing", ListedRecords.export(queued))
                        .grade())
                .isEqualTo(Grade.SKIP);
    }

    @Test
    void tellsOfQueueQuotas() throws Exception {
        var quota = new SourceRecord.Counter(
                Family.QUEUE_QUOTA, new QueueQuotaKey(QueueQuotaKey.Kind.SIZE, new byte[] {1}).encode(), -5, true);

        assertThat(finding("queue-quotas", quota))
                .returns(Grade.NOTICE, Finding::grade)
                .satisfies(finding -> assertThat(finding.text()).contains("1 are below zero already"));
    }

    // Reports

    @Test
    void countsReportsByKind() throws Exception {
        var report = inspect(ListedRecords.store(
                toSend(ReportToSendKey.Kind.DMARC_HEADER),
                toSend(ReportToSendKey.Kind.DMARC_EVENT),
                toSend(ReportToSendKey.Kind.TLS_HEADER),
                received(ReceivedReportKey.Kind.TLS),
                received(ReceivedReportKey.Kind.DMARC),
                received(ReceivedReportKey.Kind.ARF)));

        assertThat(report.reports()).isEqualTo(new InspectionReport.Reports(1, 1, 1, 1, 1));
        assertThat(report.finding("reports-not-exported").orElseThrow().count()).isEqualTo(5);
        assertThat(report.finding("reports-tls-received").orElseThrow().grade()).isEqualTo(Grade.NOTICE);
    }

    @Test
    void passesNoJudgementOnReportsOfAnExport() throws Exception {
        assertThat(finding("reports-not-exported", ListedRecords.export()).grade())
                .isEqualTo(Grade.SKIP);
    }

    // Settings

    @Test
    void warnsOfCertificatesInTheStoreWithoutTheirContent() throws Exception {
        var secret = "-----BEGIN PRIVATE KEY-----";
        var key = new SourceRecord.Entry(
                Family.SETTING,
                new SettingKey("certificate.default.private-key".getBytes(StandardCharsets.UTF_8)).encode(),
                secret.getBytes(StandardCharsets.UTF_8));
        var report = inspect(ListedRecords.store(setting("certificate.default.cert"), key));

        var certificates = report.finding("certificates").orElseThrow();
        assertThat(certificates.grade()).isEqualTo(Grade.WARN);
        assertThat(certificates.count()).isEqualTo(2);
        assertThat(certificates.examples()).containsExactly("certificate.default");
        assertThat(certificates.text()).contains("config.local-keys");
        assertThat(report.toString()).doesNotContain(secret);
    }

    @Test
    void tellsLocalSettingsFromThoseThatTheServerTakesFromTheStore() throws Exception {
        var local = List.of(
                "store.x.type",
                "directory.x.type",
                "tracer.log.type",
                "server.hostname",
                "authentication.fallback-admin.user",
                "cluster.node-id",
                "storage.data",
                "lookup.default.hostname");
        var fromStore = List.of(
                "server.blocked-ip.192.0.2.1",
                "storage.encryption",
                "cluster.node-identity",
                "authentication.fallback",
                "spam.header",
                "lookup.default.domain");
        for (var name : local) {
            assertThat(finding("settings-ignored", setting(name)).count())
                    .as(name)
                    .isOne();
        }
        for (var name : fromStore) {
            assertThat(finding("settings-ignored", setting(name)).count())
                    .as(name)
                    .isZero();
        }
    }

    // Accounts

    @Test
    void bringsTogetherWhatBelongsToAnAccount() throws Exception {
        var inbox = HexFormat.of()
                .parseHex(
                        "01" + "0d" + "00" + "05" + HexFormat.of().formatHex("Inbox".getBytes(StandardCharsets.UTF_8)));
        var report = inspect(ListedRecords.store(
                property(new Document(3, 1, 0), 50, inbox),
                name("sailor", 3),
                principal(new Principal(
                        3, 0, 5000, "sailor", "A sailor", List.of("secret-hash"), List.of("sailor@example.org"))),
                new SourceRecord.Counter(
                        Family.MAILBOX_UID_NEXT, new MailboxUidNextKey(new Document(3, 1, 0)).encode(), 12, true),
                new SourceRecord.Counter(Family.USED_QUOTA, new UsedQuotaKey(3).encode(), 777, true),
                new SourceRecord.Bitmap(new BitmapKey.DocumentIds(3, 0), RoaringBitmap.bitmapOf(1, 2, 3), 10),
                new SourceRecord.Bitmap(new BitmapKey.TagId(3, 0, 7, 0), RoaringBitmap.bitmapOf(1, 2), 10)));

        assertThat(report.accounts()).singleElement().satisfies(account -> {
            assertThat(account.name()).contains("sailor");
            assertThat(account.type()).isEqualTo("individual");
            assertThat(account.description()).contains("A sailor");
            assertThat(account.quota()).hasValue(5000);
            assertThat(account.used()).isEqualTo(777);
            assertThat(account.messages()).isEqualTo(3);
            assertThat(account.mailboxes()).singleElement().satisfies(mailbox -> {
                assertThat(mailbox.name()).contains("Inbox");
                assertThat(mailbox.messages()).isEqualTo(2);
                assertThat(mailbox.nextUid()).hasValue(12);
            });
        });
        assertThat(grades(report)).containsOnly(Grade.PASS);
        assertThat(report.toString()).doesNotContain("secret-hash");
    }

    @Test
    void tellsOfMailWithoutAnAccount() throws Exception {
        var nameless = finding(
                "accounts-without-name",
                new SourceRecord.Bitmap(new BitmapKey.DocumentIds(9, 0), RoaringBitmap.bitmapOf(1), 10));

        assertThat(nameless.grade()).isEqualTo(Grade.NOTICE);
        assertThat(nameless.examples()).containsExactly("account 9, 1 message");
    }

    @Test
    void takesDocumentsOfTheServerItselfForNoAccount() throws Exception {
        var principals = new SourceRecord.Bitmap(new BitmapKey.DocumentIds(-1, 7), RoaringBitmap.bitmapOf(1), 10);

        assertThat(inspect(ListedRecords.store(principals)).accounts()).isEmpty();
    }

    @Test
    void failsWhereAPrincipalCannotBeRead() throws Exception {
        var cut =
                new SourceRecord.Entry(Family.DIRECTORY, new DirectoryKey.PrincipalKey(4).encode(), new byte[] {1, 4});

        assertThat(finding("principals-unreadable", cut).grade()).isEqualTo(Grade.FAIL);
    }

    @Test
    void warnsOfAMailboxWithMessagesAndNoUidCounter() throws Exception {
        var without = finding(
                "mailboxes-without-uid",
                property(new Document(3, 1, 4), 50, NOTHING),
                new SourceRecord.Bitmap(new BitmapKey.TagId(3, 0, 7, 4), RoaringBitmap.bitmapOf(1, 2), 10));

        assertThat(without.grade()).isEqualTo(Grade.WARN);
        assertThat(without.examples()).containsExactly("mailbox 4 of account 3");
    }

    @Test
    void tellsOfCountersBelowZero() throws Exception {
        assertThat(finding(
                                "counters-negative",
                                name("sailor", 3),
                                new SourceRecord.Counter(Family.USED_QUOTA, new UsedQuotaKey(3).encode(), -1, true))
                        .examples())
                .containsExactly("used quota of sailor");
    }

    // Names

    @Test
    void tellsOfNamesWithCapitalLetters() throws Exception {
        var report = inspect(ListedRecords.store(name("John.Doe", 1), name("jane", 2)));

        assertThat(report.finding("names-mixed-case").orElseThrow())
                .returns(Grade.NOTICE, Finding::grade)
                .returns(List.of("John.Doe"), Finding::examples);
        assertThat(report.finding("names-conflict").orElseThrow().grade()).isEqualTo(Grade.PASS);
    }

    @Test
    void warnsOfNamesThatWouldBecomeOne() throws Exception {
        assertThat(finding("names-conflict", name("JOHN", 1), name("john", 2)))
                .returns(Grade.WARN, Finding::grade)
                .returns(List.of("JOHN and john"), Finding::examples);
    }

    @Test
    void tellsOfPendingIndexWork() throws Exception {
        var work = new SourceRecord.Entry(Family.INDEX_QUEUE, new IndexQueueKey(1, 2, 3).encode(), NOTHING);

        assertThat(finding("index-work-pending", work)).returns(1L, Finding::count);
    }

    @Test
    void putsTheWorstFirst() throws Exception {
        var report = inspect(ListedRecords.store(
                link(), content("else".getBytes(StandardCharsets.UTF_8), true), setting("certificate.x")));

        assertThat(report.findings().get(0).grade()).isEqualTo(Grade.FAIL);
        assertThat(report.findings().get(1).grade()).isEqualTo(Grade.WARN);
        assertThat(report.hasFailures()).isTrue();
    }

    private static List<Grade> grades(InspectionReport report) {
        return report.findings().stream().map(Finding::grade).toList();
    }

    private static SourceRecord.BlobLink link() {
        return new SourceRecord.BlobLink(HASH, MESSAGE);
    }

    private static SourceRecord.BlobCommit commit(boolean present) {
        return new SourceRecord.BlobCommit(HASH, present);
    }

    private static SourceRecord.BlobCommit commitOf(SourceRecord.BlobContent content) throws MalformedDataException {
        return new SourceRecord.BlobCommit(BlobHash.of(content.key()), true);
    }

    private static SourceRecord.BlobContent content(byte[] stored, boolean committed) throws MalformedDataException {
        var compressed = StoredBlob.of(HASH, stored).intact();
        return contentNamed(compressed ? HASH : BlobHash.ofContent(stored), stored, committed);
    }

    private static SourceRecord.BlobContent contentNamed(BlobHash hash, byte[] stored, boolean committed) {
        return new SourceRecord.BlobContent(hash.toByteArray(), stored, committed);
    }

    private static SourceRecord.Entry setting(String name) {
        return new SourceRecord.Entry(
                Family.SETTING, new SettingKey(name.getBytes(StandardCharsets.UTF_8)).encode(), NOTHING);
    }

    private static SourceRecord.Entry name(String name, int id) {
        return new SourceRecord.Entry(
                Family.DIRECTORY,
                new DirectoryKey.NameToId(name.getBytes(StandardCharsets.UTF_8)).encode(),
                new PrincipalId(id, 0).encode());
    }

    private static SourceRecord.Entry principal(Principal principal) {
        return new SourceRecord.Entry(
                Family.DIRECTORY, new DirectoryKey.PrincipalKey(principal.id()).encode(), principal.encode());
    }

    private static SourceRecord.Entry property(Document document, int field, byte[] value) {
        return new SourceRecord.Entry(Family.PROPERTY, new PropertyKey(document, field).encode(), value);
    }

    private static SourceRecord.Entry toSend(ReportToSendKey.Kind kind) {
        return new SourceRecord.Entry(
                Family.REPORT_TO_SEND, new ReportToSendKey(kind, 1, new byte[] {'x'}, 2, 3).encode(), NOTHING);
    }

    private static SourceRecord.Entry received(ReceivedReportKey.Kind kind) {
        return new SourceRecord.Entry(Family.RECEIVED_REPORT, new ReceivedReportKey(kind, 1, 2).encode(), NOTHING);
    }

    private static SourceRecord.Entry queued(long id, QueuedMessage message) {
        return new SourceRecord.Entry(
                Family.QUEUE_MESSAGE, new QueueMessageKey(id).encode(), QueuedMessageCodec.encode(message));
    }

    private static QuotaKey quotaKey() {
        return new QuotaKey(QuotaKey.Kind.SIZE, new byte[] {7}, 0);
    }

    private static QueuedMessage message(List<String> domains, List<QuotaKey> quotas) {
        var soon = new QueuedDomain.Schedule(1_700_000_000, 0);
        return new QueuedMessage(
                5,
                1_700_000_000,
                HASH,
                "a@example.org",
                "a@example.org",
                "example.org",
                List.of(),
                domains.stream()
                        .map(name ->
                                new QueuedDomain(name, soon, soon, 1_700_100_000, new DomainStatus.Scheduled(), false))
                        .toList(),
                0,
                Optional.empty(),
                (short) 0,
                1234,
                quotas);
    }
}
