package dev.drydock.layout.v073;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.RecordSource;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Hex;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.StoredBlob;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of the real stores is read, and written back the same. */
class RealStoreTest {

    private static final Map<String, FileStoreDriver> DRIVERS =
            Map.of("sqlite", new SqliteStoreDriver(), "rocksdb", new RocksDbStoreDriver());

    /** What no fixture happens to hold. */
    private static final Set<Family> ABSENT = EnumSet.of(
            Family.RESERVED_ID,
            Family.INDEX_QUEUE,
            Family.LOOKUP_COUNTER_EXPIRY,
            Family.REPORT_TO_SEND,
            Family.RECEIVED_REPORT,
            Family.QUEUE_QUOTA);

    @TempDir
    Path directory;

    static Iterable<Fixture> fixtures() {
        return Fixture.withStore();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void writesEveryKeyBackByteForByte(Fixture fixture) throws Exception {
        var counts = new EnumMap<Family, Long>(Family.class);
        try (var source = open(fixture)) {
            for (var space : EnumSet.complementOf(EnumSet.of(Space.BITMAPS))) {
                try (var records = source.scan(space)) {
                    while (records.next()) {
                        var family = Family.of(space, records.key());
                        assertThat(Hex.of(rewrite(family, records.key())))
                                .as(family.title())
                                .isEqualTo(Hex.of(records.key()));
                        counts.merge(family, 1L, Long::sum);
                    }
                }
            }
            try (var bitmaps = source.bitmaps()) {
                while (bitmaps.next()) {
                    assertThat(Hex.of(BitmapKey.decode(bitmaps.key()).encode())).isEqualTo(Hex.of(bitmaps.key()));
                    counts.merge(Family.BITMAP, 1L, Long::sum);
                }
            }
        }
        assertThat(counts.keySet()).containsAll(EnumSet.complementOf(EnumSet.copyOf(ABSENT)));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void findsEveryBlobIntactAndEveryCounterWhole(Fixture fixture) throws Exception {
        try (var source = open(fixture)) {
            try (var blobs = source.scan(Space.BLOBS)) {
                while (blobs.next()) {
                    if (blobs.key().length == BlobHash.LENGTH) {
                        var blob = StoredBlob.of(BlobHash.of(blobs.key()), blobs.value());
                        assertThat(blob.intact())
                                .as("blob " + Hex.of(blobs.key()))
                                .isTrue();
                    } else {
                        assertThat(new String(blobs.key(), StandardCharsets.UTF_8))
                                .startsWith("STALWART_WEBADMIN");
                    }
                }
            }
            try (var counters = source.scan(Space.COUNTERS)) {
                while (counters.next()) {
                    var value = counters.value();
                    assertThat(CounterValue.encode(CounterValue.decode(value))).isEqualTo(value);
                }
            }
        }
    }

    private RecordSource open(Fixture fixture) throws Exception {
        return DRIVERS.get(fixture.scheme()).at(fixture.unpackStore(directory)).openSource();
    }

    private static byte[] rewrite(Family family, byte[] key) throws MalformedDataException {
        return switch (family) {
            case PROPERTY -> PropertyKey.decode(key).encode();
            case TERM_INDEX -> TermIndexKey.decode(key).encode();
            case ACL -> AclKey.decode(key).encode();
            case RESERVED_ID -> ReservedIdKey.decode(key).encode();
            case LOOKUP_VALUE -> LookupKey.decode(key).encode();
            case INDEX_QUEUE -> IndexQueueKey.decode(key).encode();
            case BLOB_RESERVATION -> BlobReservationKey.decode(key).encode();
            case BLOB_LINK -> BlobLinkKey.decode(key).encode();
            case SETTING -> SettingKey.decode(key).encode();
            case LOOKUP_COUNTER_EXPIRY -> LookupCounterExpiryKey.decode(key).encode();
            case DIRECTORY -> DirectoryKey.decode(key).encode();
            case QUEUE_MESSAGE -> QueueMessageKey.decode(key).encode();
            case QUEUE_EVENT -> QueueEventKey.decode(key).encode();
            case REPORT_TO_SEND -> ReportToSendKey.decode(key).encode();
            case RECEIVED_REPORT -> ReceivedReportKey.decode(key).encode();
            case MAILBOX_UID_NEXT -> MailboxUidNextKey.decode(key).encode();
            case LOOKUP_COUNTER -> LookupCounterKey.decode(key).encode();
            case USED_QUOTA -> UsedQuotaKey.decode(key).encode();
            case QUEUE_QUOTA -> QueueQuotaKey.decode(key).encode();
            case BITMAP -> BitmapKey.decode(key).encode();
            case INDEX -> IndexKey.decode(key).encode();
            case LOG -> LogKey.decode(key).encode();
            case BLOB -> key;
        };
    }
}
