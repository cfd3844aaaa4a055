package dev.drydock.layout.v073;

import static dev.drydock.layout.KeyCodec.fixed;
import static dev.drydock.layout.KeyCodec.free;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.Hex;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.KeyCodec;
import dev.drydock.layout.KeyCodecContract;
import dev.drydock.layout.LogKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest extends KeyCodecContract {

    private static final Document MESSAGE = new Document(0x01020304, 0, 0xFFFFFFF0);
    private static final Document MAILBOX = new Document(2, Collection.MAILBOX.code(), 7);
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
                    "00 01020304 00 4c fffffff0"),
            fixed(
                    "term index key",
                    TermIndexKey::decode,
                    TermIndexKey::encode,
                    new TermIndexKey(MESSAGE),
                    "01 01020304 00 f0ffffff0f"),
            fixed(
                    "ACL key",
                    AclKey::decode,
                    AclKey::encode,
                    new AclKey(1, MAILBOX),
                    "02 00000001 00000002 01 00000007"),
            fixed(
                    "reserved id key",
                    ReservedIdKey::decode,
                    ReservedIdKey::encode,
                    new ReservedIdKey(MAILBOX),
                    "03 00000002 01 00000007"),
            free(
                    "lookup value key",
                    LookupKey::decode,
                    LookupKey::encode,
                    1,
                    new LookupKey(text("bayes")),
                    "04 6261796573"),
            fixed(
                    "index queue key",
                    IndexQueueKey::decode,
                    IndexQueueKey::encode,
                    new IndexQueueKey(-2, 2, 7),
                    "05 fffffffffffffffe 00000002 00000007"),
            fixed(
                    "blob reservation key",
                    BlobReservationKey::decode,
                    BlobReservationKey::encode,
                    new BlobReservationKey(BlobReservationKey.QUEUE, EMPTY, 0x6b038b8eL),
                    "06 fffffffe " + EMPTY_HASH + " 000000006b038b8e"),
            fixed(
                    "blob link key",
                    BlobLinkKey::decode,
                    BlobLinkKey::encode,
                    new BlobLinkKey(EMPTY, MESSAGE),
                    "07 " + EMPTY_HASH + " 01020304 00 fffffff0"),
            fixed(
                    "blob link key",
                    BlobLinkKey::decode,
                    BlobLinkKey::encode,
                    BlobLinkKey.commit(EMPTY),
                    "07 " + EMPTY_HASH + " ffffffff 00 ffffffff"),
            free("setting key", SettingKey::decode, SettingKey::encode, 1, new SettingKey(text("a.b")), "08 612e62"),
            free(
                    "lookup counter expiry key",
                    LookupCounterExpiryKey::decode,
                    LookupCounterExpiryKey::encode,
                    1,
                    new LookupCounterExpiryKey(new byte[] {0, -1}),
                    "0a 00ff"),
            free(
                    "directory key",
                    DirectoryKey::decode,
                    DirectoryKey::encode,
                    1,
                    new DirectoryKey.NameToId(text("sailor0")),
                    "14 7361696c6f7230"),
            free(
                    "directory key",
                    DirectoryKey::decode,
                    DirectoryKey::encode,
                    1,
                    new DirectoryKey.AddressToId(text("a@b.c")),
                    "15 6140622e63"),
            fixed(
                    "directory key",
                    DirectoryKey::decode,
                    DirectoryKey::encode,
                    new DirectoryKey.PrincipalKey(300),
                    "16 ac02"),
            free(
                    "directory key",
                    DirectoryKey::decode,
                    DirectoryKey::encode,
                    1,
                    new DirectoryKey.Domain(text("b.c")),
                    "17 622e63"),
            fixed(
                    "directory key",
                    DirectoryKey::decode,
                    DirectoryKey::encode,
                    new DirectoryKey.MemberOf(1, 3),
                    "19 00000001 00000003"),
            fixed(
                    "directory key",
                    DirectoryKey::decode,
                    DirectoryKey::encode,
                    new DirectoryKey.Members(3, 1),
                    "1a 00000003 00000001"),
            fixed(
                    "queued message key",
                    QueueMessageKey::decode,
                    QueueMessageKey::encode,
                    new QueueMessageKey(0x04bf4be34994f008L),
                    "32 04bf4be34994f008"),
            fixed(
                    "queue event key",
                    QueueEventKey::decode,
                    QueueEventKey::encode,
                    new QueueEventKey(0x6b038b8eL, 0x04bf4be34994f008L),
                    "33 000000006b038b8e 04bf4be34994f008"),
            free(
                    "report to send key",
                    ReportToSendKey::decode,
                    ReportToSendKey::encode,
                    26,
                    new ReportToSendKey(ReportToSendKey.Kind.DMARC_HEADER, 1, text("b.c"), 2, 3),
                    "34 0000000000000001 622e63 0000000000000002 0000000000000003 00"),
            free(
                    "report to send key",
                    ReportToSendKey::decode,
                    ReportToSendKey::encode,
                    26,
                    new ReportToSendKey(ReportToSendKey.Kind.TLS_HEADER, 1, text("b.c"), 2, 3),
                    "34 0000000000000001 622e63 0000000000000002 0000000000000003 01"),
            free(
                    "report to send key",
                    ReportToSendKey::decode,
                    ReportToSendKey::encode,
                    25,
                    new ReportToSendKey(ReportToSendKey.Kind.DMARC_EVENT, 1, text("b.c"), 2, 3),
                    "35 0000000000000001 622e63 0000000000000002 0000000000000003"),
            free(
                    "report to send key",
                    ReportToSendKey::decode,
                    ReportToSendKey::encode,
                    25,
                    new ReportToSendKey(ReportToSendKey.Kind.TLS_EVENT, 1, text("b.c"), 2, 3),
                    "36 0000000000000001 622e63 0000000000000002 0000000000000003"),
            fixed(
                    "received report key",
                    ReceivedReportKey::decode,
                    ReceivedReportKey::encode,
                    new ReceivedReportKey(ReceivedReportKey.Kind.TLS, 1, -1),
                    "3c 0000000000000001 ffffffffffffffff"),
            fixed(
                    "received report key",
                    ReceivedReportKey::decode,
                    ReceivedReportKey::encode,
                    new ReceivedReportKey(ReceivedReportKey.Kind.DMARC, 1, -1),
                    "3d 0000000000000001 ffffffffffffffff"),
            fixed(
                    "received report key",
                    ReceivedReportKey::decode,
                    ReceivedReportKey::encode,
                    new ReceivedReportKey(ReceivedReportKey.Kind.ARF, 1, -1),
                    "3e 0000000000000001 ffffffffffffffff"),
            fixed(
                    "mailbox next UID key",
                    MailboxUidNextKey::decode,
                    MailboxUidNextKey::encode,
                    new MailboxUidNextKey(MAILBOX),
                    "00 00000002 01 54 00000007"),
            free(
                    "lookup counter key",
                    LookupCounterKey::decode,
                    LookupCounterKey::encode,
                    1,
                    new LookupCounterKey(text("n")),
                    "09 6e"),
            fixed("used quota key", UsedQuotaKey::decode, UsedQuotaKey::encode, new UsedQuotaKey(0x80), "18 8001"),
            free(
                    "queue quota key",
                    QueueQuotaKey::decode,
                    QueueQuotaKey::encode,
                    1,
                    new QueueQuotaKey(QueueQuotaKey.Kind.COUNT, text("q")),
                    "37 71"),
            free(
                    "queue quota key",
                    QueueQuotaKey::decode,
                    QueueQuotaKey::encode,
                    1,
                    new QueueQuotaKey(QueueQuotaKey.Kind.SIZE, text("q")),
                    "38 71"),
            free(
                    "index key",
                    IndexKey::decode,
                    IndexKey::encode,
                    10,
                    new IndexKey(MESSAGE, 19, text("x")),
                    "01020304 00 13 78 fffffff0"),
            fixed("log key", LogKey::decode, LogKey::encode, new LogKey(2, 1, 9), "00000002 01 0000000000000009"),
            fixed(
                    "bitmap key",
                    BitmapKey::decode,
                    BitmapKey::encode,
                    new BitmapKey.DocumentIds(0x01020304, 5),
                    "01020304 05 00"),
            fixed(
                    "bitmap key",
                    BitmapKey::decode,
                    BitmapKey::encode,
                    new BitmapKey.TagId(1, 0, 7, 300),
                    "00000001 00 40 07 ac02"),
            free(
                    "bitmap key",
                    BitmapKey::decode,
                    BitmapKey::encode,
                    7,
                    new BitmapKey.TagText(1, 0, 4, text("$label")),
                    "00000001 00 41 04 246c6162656c"),
            fixed(
                    "bitmap key",
                    BitmapKey::decode,
                    BitmapKey::encode,
                    new BitmapKey.TagStatic(1, 0, 4, 0x81),
                    "00000001 00 42 04 81"),
            fixed(
                    "bitmap key",
                    BitmapKey::decode,
                    BitmapKey::encode,
                    new BitmapKey.TextToken(1, 7, 0x8D, 5, text("crew!\0\0\0")),
                    "00000001 07 85 8d 6372657721000000"));

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesALinkWithoutAccountOrWithoutDocumentForACommitMarker() {
        assertThat(BlobLinkKey.commit(EMPTY).isCommit()).isTrue();
        assertThat(new BlobLinkKey(EMPTY, new Document(-1, 3, 5)).isCommit()).isTrue();
        assertThat(new BlobLinkKey(EMPTY, new Document(5, 3, -1)).isCommit()).isTrue();
        assertThat(new BlobLinkKey(EMPTY, new Document(5, 3, 5)).isCommit()).isFalse();
    }

    @Test
    void namesAClassThatBelongsToAnotherKey() {
        assertThatThrownBy(() -> LookupKey.decode(Hex.bytes("08 61")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("malformed lookup value key at byte 0: expected class 4, not 8");
        assertThatThrownBy(() -> BitmapKey.decode(Hex.bytes("00000001 00 43 04")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("malformed bitmap key at byte 5: expected a class that v0.7.3 writes, found class 67");
    }

    @Test
    void refusesAHeaderThatIsNeitherOfDmarcNorOfTls() {
        var key = Hex.bytes("34 0000000000000001 622e63 0000000000000002 0000000000000003 02");

        assertThatThrownBy(() -> ReportToSendKey.decode(key))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("malformed report to send key at byte 28: expected 0 for DMARC or 1 for TLS, not 2");
    }

    @Test
    void readsADirectoryKeyOfAnExportByItsOwnClasses() throws MalformedDataException {
        var key = DirectoryKey.decode(Hex.bytes("05 00000001 00000003"), 0);

        assertThat(key).isEqualTo(new DirectoryKey.MemberOf(1, 3));
        assertThat(key.encode(0)).isEqualTo(Hex.bytes("05 00000001 00000003"));
    }
}
