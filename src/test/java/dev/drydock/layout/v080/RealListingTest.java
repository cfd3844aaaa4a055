package dev.drydock.layout.v080;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.Hex;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import java.util.EnumMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key that the real import wrote is read, and written back the same. */
class RealListingTest {

    static Iterable<Fixture> fixtures() {
        return Fixture.available();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void writesEveryKeyBackByteForByte(Fixture fixture) throws Exception {
        var counts = new EnumMap<Letter, Long>(Letter.class);
        for (var line : fixture.listing().lines().toList()) {
            var letter = Letter.of(line.charAt(0)).orElseThrow();
            var key = Hex.bytes(line.substring(2, line.indexOf('\t', 2)));
            assertThat(Hex.of(rewrite(letter, key))).as(line).isEqualTo(Hex.of(key));
            counts.merge(letter, 1L, Long::sum);
        }
        assertThat(counts)
                .containsOnlyKeys(
                        Letter.ACL,
                        Letter.DOCUMENT_IDS,
                        Letter.TAGS,
                        Letter.DIRECTORY,
                        Letter.QUEUE_MESSAGE,
                        Letter.INDEX_QUEUE,
                        Letter.INDEX,
                        Letter.BLOB_LINK,
                        Letter.LOG,
                        Letter.LOOKUP_VALUE,
                        Letter.COUNTER,
                        Letter.PROPERTY,
                        Letter.QUEUE_EVENT,
                        Letter.SETTING,
                        Letter.BLOB,
                        Letter.QUOTA,
                        Letter.TEXT_TOKENS);
    }

    private static byte[] rewrite(Letter letter, byte[] key) throws MalformedDataException {
        return switch (letter) {
            case ACL -> AclKey.decode(key).encode();
            case DOCUMENT_IDS -> DocumentIdKey.decode(key).encode();
            case TAGS -> TagKey.recognise(key).orElseThrow().encode();
            case DIRECTORY -> DirectoryKey.encode(DirectoryKey.decode(key));
            case QUEUE_MESSAGE -> QueueMessageKey.decode(key).encode();
            case INDEX_QUEUE -> IndexQueueKey.decode(key).encode();
            case INDEX -> IndexKey.decode(key).encode();
            case BLOB_LINK -> BlobLinkKey.decode(key).encode();
            case BLOB_RESERVATION -> BlobReservationKey.decode(key).encode();
            case LOG -> LogKey.decode(key).encode();
            case COUNTER ->
                CounterKey.recogniseMailbox(key).map(CounterKey::mailboxUidNext).orElse(key);
            case PROPERTY -> PropertyKey.decode(key).encode();
            case QUEUE_EVENT -> QueueEventKey.decode(key).encode();
            case REPORT_OUT -> ReportKey.decode(key).encode();
            case QUOTA -> {
                assertThat(QuotaKey.describe(key)).isPresent();
                yield key;
            }
            case TEXT_TOKENS -> TextTokenKey.decode(key).encode();
            case LOOKUP_VALUE, SETTING, BLOB, FULL_TEXT_INDEX, REPORT_IN -> key;
        };
    }
}
