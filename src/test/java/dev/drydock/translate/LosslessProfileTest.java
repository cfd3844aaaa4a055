package dev.drydock.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.DomainStatus;
import dev.drydock.layout.QueuedDomain;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.QuotaKey;
import dev.drydock.layout.Recipient;
import dev.drydock.layout.RecipientStatus;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.QueuedMessageCodec;
import dev.drydock.layout.v080.Letter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LosslessProfileTest {

    private static final BlobHash CONTENT = BlobHash.ofContent(new byte[] {1, 2, 3});

    private final Translator translator = new Translator(LosslessProfile.create(BlobForm.AS_STORED, Optional.empty()));

    @Test
    void writesQueuedMessagesInTheFormThatTheNewServerReads() throws Exception {
        var message = message(true, List.of(new QuotaKey(QuotaKey.Kind.SIZE, new byte[] {7, 7}, 9)));

        var records = translator.translate(
                entry(Family.QUEUE_MESSAGE, "32" + "000000000000002a", QueuedMessageCodec.encode(message)));

        var value = (TargetRecord.Value) records.get(0);
        assertThat(value.letter()).isEqualTo(Letter.QUEUE_MESSAGE);
        assertThat(hex(value.key())).isEqualTo("000000000000002a");
        var read = dev.drydock.layout.v080.QueuedMessageCodec.decode(value.value());
        assertThat(read.size()).isEqualTo(1234);
        assertThat(read.domains()).extracting(QueuedDomain::domain).containsExactly("a.example", "b.example");
        assertThat(read.quotaKeys()).isEqualTo(message.quotaKeys());
        assertThat(read.recipients()).isEqualTo(message.recipients());
    }

    @Test
    void holdsTheContentOfAQueuedMessageByItsId() throws Exception {
        var records = translator.translate(entry(
                Family.QUEUE_MESSAGE, "32" + "0000000100000002", QueuedMessageCodec.encode(message(false, List.of()))));

        var hold = (TargetRecord.Value) records.get(1);
        assertThat(hold.letter()).isEqualTo(Letter.BLOB_LINK);
        assertThat(hex(hold.key())).isEqualTo(CONTENT + "00000001" + "ff" + "00000002");
        assertThat(hold.value()).isEmpty();
    }

    @Test
    void carriesAnUnreadableQueuedMessageAsItIsAndSaysSo() throws Exception {
        var records =
                translator.translate(entry(Family.QUEUE_MESSAGE, "32" + "000000000000002a", new byte[] {1, 2, 3}));

        assertThat(records)
                .singleElement()
                .isInstanceOfSatisfying(
                        TargetRecord.Value.class,
                        value -> assertThat(value.value()).containsExactly(1, 2, 3));
        assertThat(translator.ledger().notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("queued-message-unreadable");
            assertThat(note.text()).contains("42");
        });
    }

    @Test
    void carriesQueueQuotas() throws Exception {
        assertThat(count("37" + "6161", 3)).isEqualTo("u 006161 3");
        assertThat(count("38" + "6161", 99)).isEqualTo("u 016161 99");
    }

    private String count(String key, long value) throws MalformedDataException {
        var record = new SourceRecord.Counter(Family.QUEUE_QUOTA, HexFormat.of().parseHex(key), value, true);
        var count = (TargetRecord.Count) translator.translate(record).get(0);
        return count.letter().letter() + " " + hex(count.key()) + " " + count.value();
    }

    @Test
    void carriesReceivedDmarcAndFailureReports() throws Exception {
        assertThat(report("3d")).isEqualTo("h 01" + "00000000000000070000000000000008");
        assertThat(report("3e")).isEqualTo("h 02" + "00000000000000070000000000000008");
    }

    private String report(String reportClass) throws MalformedDataException {
        var records = translator.translate(
                entry(Family.RECEIVED_REPORT, reportClass + "00000000000000070000000000000008", new byte[] {5}));
        var value = (TargetRecord.Value) records.get(0);
        assertThat(value.value()).containsExactly(5);
        return value.letter().letter() + " " + hex(value.key());
    }

    /** There, v0.8.0 would take it for a report to send, and its scheduler would stop. */
    @Test
    void keepsReceivedTlsReportsOutOfTheStore() throws Exception {
        var records = translator.translate(
                entry(Family.RECEIVED_REPORT, "3c" + "00000000000000070000000000000008", new byte[] {5}));

        assertThat(records).singleElement().isInstanceOf(TargetRecord.Saved.class);
        assertThat(translator.ledger().lines().get(Family.RECEIVED_REPORT).notCarried())
                .containsEntry(Reason.SAVED_AS_FILE, 1L);
    }

    @Test
    void carriesReportsToSendAndSavesThemToo() throws Exception {
        var rest = "0000000000000007" + "612e6578616d706c65" + "0000000000000001" + "0000000000000002";
        assertThat(reportToSend("34", rest + "00")).isEqualTo("h 00" + rest + "00");
        assertThat(reportToSend("34", rest + "01")).isEqualTo("h 00" + rest + "01");
        assertThat(reportToSend("35", rest)).isEqualTo("h 01" + rest);
        assertThat(reportToSend("36", rest)).isEqualTo("h 02" + rest);
    }

    private String reportToSend(String reportClass, String rest) throws MalformedDataException {
        var records = translator.translate(entry(Family.REPORT_TO_SEND, reportClass + rest, new byte[] {5}));
        assertThat(records).hasSize(2);
        assertThat(records.get(1)).isInstanceOf(TargetRecord.Saved.class);
        var value = (TargetRecord.Value) records.get(0);
        return value.letter().letter() + " " + hex(value.key());
    }

    @Test
    void closesTheSums() throws Exception {
        closesTheSumsFor(entry(Family.QUEUE_MESSAGE, "32" + "000000000000002a", new byte[] {1, 2, 3}));
        closesTheSumsFor(entry(Family.RECEIVED_REPORT, "3c" + "00000000000000070000000000000008", new byte[] {5}));
        closesTheSumsFor(new SourceRecord.Counter(Family.QUEUE_QUOTA, new byte[] {55, 1}, 0, true));
    }

    private void closesTheSumsFor(SourceRecord record) throws MalformedDataException {
        translator.translate(record);
        assertThat(translator.ledger().closes()).isTrue();
        assertThat(translator.ledger().lines().get(record.family()).units()).isPositive();
    }

    private static SourceRecord entry(Family family, String key, byte[] value) {
        return new SourceRecord.Entry(family, HexFormat.of().parseHex(key), value);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static QueuedMessage message(boolean disableTls, List<QuotaKey> quotas) {
        return new QueuedMessage(
                42,
                1_700_000_000,
                CONTENT,
                "Sailor@A.example",
                "sailor@a.example",
                "a.example",
                List.of(new Recipient(
                        1, "x@b.example", "x@b.example", new RecipientStatus.Scheduled(), 0, Optional.empty())),
                List.of(domain("a.example", disableTls), domain("b.example", false)),
                0,
                Optional.of("envelope"),
                (short) -1,
                1234,
                quotas);
    }

    private static QueuedDomain domain(String name, boolean disableTls) {
        var schedule = new QueuedDomain.Schedule(1_700_000_100, 2);
        return new QueuedDomain(name, schedule, schedule, 1_800_000_000, new DomainStatus.Scheduled(), disableTls);
    }
}
