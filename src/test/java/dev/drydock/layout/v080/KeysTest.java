package dev.drydock.layout.v080;

import static dev.drydock.layout.KeyCodec.fixed;
import static dev.drydock.layout.KeyCodec.free;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.Hex;
import dev.drydock.layout.KeyCodec;
import dev.drydock.layout.KeyCodecContract;
import dev.drydock.layout.Refusal;
import dev.drydock.layout.v073.DirectoryKey.Members;
import dev.drydock.layout.v073.DirectoryKey.NameToId;
import dev.drydock.layout.v073.DirectoryKey.PrincipalKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest extends KeyCodecContract {

    private static final Document MESSAGE = new Document(0x01020304, 0, 0xFFFFFFF0);
    private static final Document MAILBOX = new Document(2, 1, 7);
    private static final BlobHash EMPTY = BlobHash.ofContent(new byte[0]);
    private static final String EMPTY_HASH = "af1349b9f5f9a1a6a0404dea36dcc949 9bcb25c9adc112b7cc9a93cae41f3262";

    KeysTest() {
        super(EXAMPLES);
    }

    private static final List<KeyCodec<?>> EXAMPLES = List.of(
            fixed(
                    "property key",
                    PropertyKey::decode,
                    PropertyKey::encode,
                    new PropertyKey(MESSAGE, 76),
                    "01020304 00 4c fffffff0"),
            fixed("ACL key", AclKey::decode, AclKey::encode, new AclKey(1, MAILBOX), "00000001 00000002 01 00000007"),
            fixed(
                    "document id key",
                    DocumentIdKey::decode,
                    DocumentIdKey::encode,
                    new DocumentIdKey(MAILBOX),
                    "00000002 01 00000007"),
            fixed("tag key", KeysTest::tag, TagKey::encode, new TagKey.Id(MESSAGE, 7, 2), "01020304 00 07 02 fffffff0"),
            free(
                    "tag key",
                    KeysTest::tag,
                    TagKey::encode,
                    10,
                    new TagKey.Text(MESSAGE, 4, text("$label")),
                    "01020304 00 84 246c6162656c fffffff0"),
            free(
                    "full-text index key",
                    FullTextIndexKey::decode,
                    FullTextIndexKey::encode,
                    10,
                    new FullTextIndexKey(MESSAGE, text("crew")),
                    "01020304 63726577 00 fffffff0"),
            free(
                    "full-text index key",
                    FullTextIndexKey::decode,
                    FullTextIndexKey::encode,
                    10,
                    new FullTextIndexKey(MESSAGE, text("hashhash\u000c")),
                    "01020304 6861736868617368 0c 00 fffffff0"),
            free(
                    "text token key",
                    TextTokenKey::decode,
                    TextTokenKey::encode,
                    10,
                    new TextTokenKey(MAILBOX, 0x8D, 12, text("hashhash")),
                    "00000002 6861736868617368 0c 01 8d 00000007"),
            free(
                    "text token key",
                    TextTokenKey::decode,
                    TextTokenKey::encode,
                    10,
                    new TextTokenKey(MAILBOX, 13, 8, text("eightlet")),
                    "00000002 65696768746c6574 08 01 0d 00000007"),
            free(
                    "text token key",
                    TextTokenKey::decode,
                    TextTokenKey::encode,
                    10,
                    new TextTokenKey(MAILBOX, 13, 4, text("crew\0\0\0\0")),
                    "00000002 63726577 01 0d 00000007"),
            free(
                    "text token key",
                    TextTokenKey::decode,
                    TextTokenKey::encode,
                    10,
                    new TextTokenKey(MAILBOX, 13, 0, new byte[8]),
                    "00000002 01 0d 00000007"),
            free(
                    "directory key",
                    DirectoryKey::decode,
                    DirectoryKey::encode,
                    1,
                    new NameToId(text("sailor0")),
                    "00 7361696c6f7230"),
            fixed("directory key", DirectoryKey::decode, DirectoryKey::encode, new PrincipalKey(300), "02 ac02"),
            fixed(
                    "directory key",
                    DirectoryKey::decode,
                    DirectoryKey::encode,
                    new Members(3, 1),
                    "06 00000003 00000001"),
            fixed(
                    "queued message key",
                    QueueMessageKey::decode,
                    QueueMessageKey::encode,
                    new QueueMessageKey(-1),
                    "ffffffffffffffff"),
            fixed(
                    "queue event key",
                    QueueEventKey::decode,
                    QueueEventKey::encode,
                    new QueueEventKey(1, -1),
                    "0000000000000001 ffffffffffffffff"),
            fixed(
                    "index queue key",
                    IndexQueueKey::decode,
                    IndexQueueKey::encode,
                    new IndexQueueKey(5, MESSAGE, EMPTY),
                    "0000000000000005 01020304 00 fffffff0 " + EMPTY_HASH),
            fixed(
                    "blob link key",
                    BlobLinkKey::decode,
                    BlobLinkKey::encode,
                    new BlobLinkKey(EMPTY, MESSAGE),
                    EMPTY_HASH + " 01020304 00 fffffff0"),
            fixed(
                    "blob link key",
                    BlobLinkKey::decode,
                    BlobLinkKey::encode,
                    BlobLinkKey.commit(EMPTY),
                    EMPTY_HASH + " ffffffff 00 ffffffff"),
            fixed(
                    "blob link key",
                    BlobLinkKey::decode,
                    BlobLinkKey::encode,
                    BlobLinkKey.byId(EMPTY, 0x84bf4be3_f994f008L),
                    EMPTY_HASH + " 84bf4be3 ff f994f008"),
            fixed(
                    "blob reservation key",
                    BlobReservationKey::decode,
                    BlobReservationKey::encode,
                    new BlobReservationKey(2, EMPTY, 9),
                    "00000002 " + EMPTY_HASH + " 0000000000000009"),
            free(
                    "report key",
                    ReportKey::decode,
                    ReportKey::encode,
                    1,
                    new ReportKey(ReportKey.RECEIVED_DMARC, Hex.bytes("0000000000000001 0000000000000002")),
                    "01 0000000000000001 0000000000000002"));

    private static TagKey tag(byte[] key) throws MalformedDataException {
        return TagKey.recognise(key).orElseThrow(() -> new MalformedDataException("tag key", 0, "a known form"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void tellsCommitMarkersAndLinksByIdFromLinksOfDocuments() {
        var commit = BlobLinkKey.commit(EMPTY);
        var byId = BlobLinkKey.byId(EMPTY, 0x84bf4be3_f994f008L);
        var link = new BlobLinkKey(EMPTY, MESSAGE);

        assertThat(commit.isCommit()).isTrue();
        assertThat(commit.isById()).isFalse();
        assertThat(byId.isCommit()).isFalse();
        assertThat(byId.isById()).isTrue();
        assertThat(byId.id()).isEqualTo(0x84bf4be3_f994f008L);
        assertThat(link.isCommit()).isFalse();
        assertThat(link.isById()).isFalse();
    }

    @Test
    void writesTheKeysOfCounters() {
        assertThat(CounterKey.mailboxUidNext(MAILBOX)).isEqualTo(Hex.bytes("00000002 01 54 00000007"));
        assertThat(QuotaKey.usedQuota(300)).isEqualTo(Hex.bytes("04 ac02"));
        assertThat(QuotaKey.queueCount(text("q"))).isEqualTo(Hex.bytes("00 71"));
        assertThat(QuotaKey.queueSize(text("q"))).isEqualTo(Hex.bytes("01 71"));
        assertThat(IndexQueueKey.value()).isEqualTo(Hex.bytes("0000000000000000"));
    }

    @Test
    void describesTheKeysOfCounters() {
        assertThat(CounterKey.recogniseMailbox(Hex.bytes("00000002 01 54 00000007")))
                .contains(MAILBOX);
        assertThat(CounterKey.recogniseMailbox(Hex.bytes("00000002 01 53 00000007")))
                .isEmpty();
        assertThat(CounterKey.recogniseMailbox(Hex.bytes("00000002 00 54 00000007")))
                .isEmpty();
        assertThat(CounterKey.recogniseMailbox(text("a lookup counter"))).isEmpty();
        assertThat(QuotaKey.describe(Hex.bytes("04 ac02"))).contains("bytes used by principal 300");
        assertThat(QuotaKey.describe(Hex.bytes("00 71"))).contains("messages of queue quota q");
        assertThat(QuotaKey.describe(Hex.bytes("01 71"))).contains("bytes of queue quota q");
        assertThat(QuotaKey.describe(Hex.bytes("04 ac"))).isEmpty();
        assertThat(QuotaKey.describe(Hex.bytes("07"))).isEmpty();
        assertThat(QuotaKey.describe(new byte[0])).isEmpty();
    }

    @Test
    void tellsReportsToSendFromReceivedOnesByTheirLength() {
        assertThat(report(0, 16).kind()).contains("received TLS report");
        assertThat(report(1, 16).kind()).contains("received DMARC report");
        assertThat(report(2, 16).kind()).contains("received ARF report");
        assertThat(report(0, 25).kind()).contains("report to send");
        assertThat(report(1, 24).kind()).contains("event of a DMARC report to send");
        assertThat(report(2, 40).kind()).contains("event of a TLS report to send");
        assertThat(report(2, 20).kind()).isEmpty();
    }

    private static ReportKey report(int reportClass, int length) {
        return new ReportKey(reportClass, new byte[length]);
    }

    @Test
    void refusesALongWordWithALengthOfAShortOne() {
        Refusal.assertRefused(
                "text token key",
                19,
                () -> TextTokenKey.decode(Hex.bytes("00000002 6861736868617368 07 01 8d 00000007")));
        Refusal.assertRefused(
                "text token key",
                19,
                () -> TextTokenKey.decode(Hex.bytes("00000002 6861736868617368 80 01 8d 00000007")));
        Refusal.assertRefused(
                "text token key", 18, () -> TextTokenKey.decode(Hex.bytes("00000002 6861736868617368 01 8d 00000007")));
    }

    @Test
    void refusesAnIndexedWordOfNoLength() {
        Refusal.assertRefused(
                "full-text index key", 9, () -> FullTextIndexKey.decode(Hex.bytes("01020304 00 fffffff0")));
        Refusal.assertRefused(
                "full-text index key",
                18,
                () -> FullTextIndexKey.decode(Hex.bytes("01020304 6861736868617368 07 00 fffffff0")));
        Refusal.assertRefused(
                "full-text index key",
                17,
                () -> FullTextIndexKey.decode(Hex.bytes("01020304 6861736868617368 00 fffffff0")));
    }

    @Test
    void leavesAPaddedTagUnrecognised() {
        assertThat(TagKey.recognise(Hex.bytes("01020304 00 07 8200 fffffff0"))).isEmpty();
        assertThat(TagKey.recognise(Hex.bytes("01020304 00 07 fffffff0"))).isEmpty();
    }
}
