package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.QueuedDomain.Schedule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both codecs of queued messages, which differ in one byte per domain. */
class QueuedMessageCodecTest {

    private static final String STRUCTURE = "queued message";
    private static final String EMPTY_HASH = "af1349b9f5f9a1a6a0404dea36dcc949 9bcb25c9adc112b7cc9a93cae41f3262";

    /** The plain form, with {@code tls} after each of its two domains. */
    private static byte[] laidByHand(String tls) {
        return Hex.bytes(
                "08f09449e34bbf04", // queue id
                "168b036b00000000", // created
                EMPTY_HASH,
                "0500000000000000 4140622e63", // return path A@b.c
                "0500000000000000 6140622e63", // in lower case
                "0300000000000000 622e63", // its domain
                "0400000000000000", // 4 recipients:
                "0100000000000000 0100000000000000 78 0100000000000000 79", // domain 1, x, y
                "00000000 0000000001000000 00", // scheduled, flags, no ORCPT
                "0000000000000000 0000000000000000 0000000000000000", // domain 0, no address
                "01000000 0200000000000000 6d78 fa00 020105 0200000000000000 4f4b", // done by mx: 250 2.1.5 OK
                "0000000000000000 01 0100000000000000 7a", // no flags, ORCPT z
                "0000000000000000 0000000000000000 0000000000000000",
                "02000000 0200000000000000 6d78 0000000000000000 c201 040701 0000000000000000", // 450 4.7.1
                "0000000000000000 00",
                "0000000000000000 0000000000000000 0000000000000000",
                "03000000 0000000000000000 0200000000000000 6e6f 2602 050101 0000000000000000", // 550 5.1.1
                "0000000000000000 00",
                "0200000000000000", // 2 domains:
                "0300000000000000 622e63 0a00000000000000 02000000 0b00000000000000 ffffffff 0c00000000000000",
                "00000000", // scheduled
                tls,
                "0000000000000000 0000000000000000 00000000 0000000000000000 00000000 0000000000000000",
                "02000000 02000000 0100000000000000 68 0100000000000000 64", // failed for now to connect to h: d
                tls,
                "0700000000000000", // flags
                "01 0300000000000000 656e76", // ENVID env
                "fdff", // priority -3
                "0904000000000000", // size
                "0200000000000000", // 2 quota keys:
                "00000000 0200000000000000 00ff 0100000000000000", // size, for recipient 1
                "01000000 0000000000000000 0000000001000000"); // count, for domain 1
    }

    private static QueuedMessage read(boolean disableTls) {
        var none = new Schedule(0, 0);
        return new QueuedMessage(
                0x04bf4be34994f008L,
                0x6b038b16L,
                BlobHash.ofContent(new byte[0]),
                "A@b.c",
                "a@b.c",
                "b.c",
                List.of(
                        new Recipient(1, "x", "y", new RecipientStatus.Scheduled(), 1L << 32, Optional.empty()),
                        new Recipient(
                                0,
                                "",
                                "",
                                new RecipientStatus.Completed(
                                        new HostResponse<>("mx", new SmtpResponse(250, 2, 1, 5, "OK"))),
                                0,
                                Optional.of("z")),
                        new Recipient(
                                0,
                                "",
                                "",
                                new RecipientStatus.TemporaryFailure(new HostResponse<>(
                                        new ErrorDetails("mx", ""), new SmtpResponse(450, 4, 7, 1, ""))),
                                0,
                                Optional.empty()),
                        new Recipient(
                                0,
                                "",
                                "",
                                new RecipientStatus.PermanentFailure(new HostResponse<>(
                                        new ErrorDetails("", "no"), new SmtpResponse(550, 5, 1, 1, ""))),
                                0,
                                Optional.empty())),
                List.of(
                        new QueuedDomain(
                                "b.c",
                                new Schedule(10, 2),
                                new Schedule(11, -1),
                                12,
                                new DomainStatus.Scheduled(),
                                disableTls),
                        new QueuedDomain(
                                "",
                                none,
                                none,
                                0,
                                new DomainStatus.TemporaryFailure(
                                        new DeliveryError.ConnectionError(new ErrorDetails("h", "d"))),
                                disableTls)),
                7,
                Optional.of("env"),
                (short) -3,
                0x409,
                List.of(
                        new QuotaKey(QuotaKey.Kind.SIZE, new byte[] {0, -1}, 1),
                        new QuotaKey(QuotaKey.Kind.COUNT, new byte[0], 1L << 32)));
    }

    static Iterable<Fixture> fixtures() {
        return Fixture.available();
    }

    @Provide
    Arbitrary<QueuedMessage> ofV073() {
        return QueuedMessages.any(true, false);
    }

    @Provide
    Arbitrary<QueuedMessage> ofV080() {
        return QueuedMessages.any(false);
    }

    @Test
    void readsEveryFieldOfBothVersions() throws MalformedDataException {
        assertThat(decode073(laidByHand("00"))).isEqualTo(read(false));
        assertThat(decode073(laidByHand("01"))).isEqualTo(read(true));
        assertThat(decode080(laidByHand(""))).isEqualTo(read(false));
    }

    @Test
    void writesEveryFieldOfBothVersions() throws MalformedDataException {
        var ofV073 = dev.drydock.layout.v073.QueuedMessageCodec.encode(read(true));
        var ofV080 = dev.drydock.layout.v080.QueuedMessageCodec.encode(read(true));

        assertThat(Hex.of(QueuedMessages.plain(ofV073))).isEqualTo(Hex.of(laidByHand("01")));
        assertThat(Hex.of(QueuedMessages.plain(ofV080))).isEqualTo(Hex.of(laidByHand("")));
    }

    @Test
    void refusesTheOtherVersionsForm() {
        Refusal.assertRefused(STRUCTURE, 800, () -> decode080(laidByHand("00")));
        Refusal.assertRefused(STRUCTURE, 800, () -> decode073(laidByHand("")));
    }

    @Test
    void refusesEveryCutAndEveryTail() {
        var plain = laidByHand("00");
        for (var length = 0; length < plain.length; length++) {
            var cut = Arrays.copyOf(plain, length);
            Refusal.assertRefused(STRUCTURE, length, () -> decode073(cut));
        }
        Refusal.assertRefused(STRUCTURE, plain.length + 1, () -> decode073(Arrays.copyOf(plain, plain.length + 1)));
    }

    @Test
    void refusesCountsAndLengthsBeyondTheEndWithoutAllocatingForThem() {
        // The length of the return path, the count of recipients, and the length of the last quota key.
        var plain = laidByHand("00");
        for (var at : new int[] {48, 48 + 13 + 13 + 11, plain.length - 16}) {
            for (var count : new String[] {"ffffffffffffffff", "ffffff7f00000000", "0000010000000000"}) {
                var bytes = plain.clone();
                System.arraycopy(Hex.bytes(count), 0, bytes, at, 8);
                Refusal.assertRefused(STRUCTURE, bytes.length, () -> decode073(bytes));
                assertThat(Refusal.allocatedBy(() -> decode073(bytes))).isLessThan(64 * 1024);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void writesRealMessagesBackByteForByte(Fixture fixture, @TempDir Path directory) throws Exception {
        var values = realMessages(fixture, directory);
        for (var value : values) {
            var message = dev.drydock.layout.v073.QueuedMessageCodec.decode(value);

            assertThat(message.returnPath()).isEqualTo("sailor0@example.org");
            assertThat(message.recipients()).isNotEmpty();
            assertThat(message.domains()).isNotEmpty();
            assertThat(message.size()).isPositive();
            var written = dev.drydock.layout.v073.QueuedMessageCodec.encode(message);
            assertThat(Hex.of(QueuedMessages.plain(written))).isEqualTo(Hex.of(QueuedMessages.plain(value)));
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void losesNothingOfRealMessagesInTheFormOfV080(Fixture fixture, @TempDir Path directory) throws Exception {
        for (var value : realMessages(fixture, directory)) {
            var message = dev.drydock.layout.v073.QueuedMessageCodec.decode(value);
            var rewritten = dev.drydock.layout.v080.QueuedMessageCodec.encode(message);

            // No domain of the fixtures has disable_tls set, so nothing at all may differ.
            assertThat(dev.drydock.layout.v080.QueuedMessageCodec.decode(rewritten))
                    .isEqualTo(message);
            assertThat(QueuedMessages.plain(rewritten))
                    .hasSize(QueuedMessages.plain(value).length
                            - message.domains().size());
            Refusal.assertRefused(STRUCTURE, 10_000, () -> dev.drydock.layout.v080.QueuedMessageCodec.decode(value));
        }
    }

    private static List<byte[]> realMessages(Fixture fixture, Path directory) throws Exception {
        var values = ExportedRecord.readAll(fixture.unpackExport(directory).resolve("queue")).stream()
                .filter(record -> record.key()[0] == 0)
                .map(ExportedRecord::value)
                .toList();
        assertThat(values).isNotEmpty();
        return values;
    }

    @Property
    void readsBackWhatItWroteForV073(@ForAll("ofV073") QueuedMessage message) throws MalformedDataException {
        var value = dev.drydock.layout.v073.QueuedMessageCodec.encode(message);

        assertThat(dev.drydock.layout.v073.QueuedMessageCodec.decode(value)).isEqualTo(message);
    }

    @Property
    void readsBackWhatItWroteForV080(@ForAll("ofV080") QueuedMessage message) throws MalformedDataException {
        var value = dev.drydock.layout.v080.QueuedMessageCodec.encode(message);

        assertThat(dev.drydock.layout.v080.QueuedMessageCodec.decode(value)).isEqualTo(message);
    }

    @Property
    void refusesADamagedMessageOrWritesItBackTheSame(@ForAll int place, @ForAll byte with) {
        var plain = laidByHand("00");
        plain[Math.floorMod(place, plain.length)] = with;
        try {
            var written = dev.drydock.layout.v073.QueuedMessageCodec.encode(decode073(plain));
            assertThat(Hex.of(QueuedMessages.plain(written))).isEqualTo(Hex.of(plain));
        } catch (MalformedDataException e) {
            assertThat(e.structure()).isEqualTo(STRUCTURE);
        }
        assertThat(Refusal.allocatedBy(() -> decode073(plain))).isLessThan(64 * 1024);
    }

    @Property
    void refusesAnyBytes(@ForAll @Size(max = 80) byte[] bytes) {
        Refusal.assertRefused(STRUCTURE, bytes.length, () -> decode073(bytes));
        Refusal.assertRefused(
                STRUCTURE, bytes.length + 8, () -> dev.drydock.layout.v073.QueuedMessageCodec.decode(bytes));
    }

    private static QueuedMessage decode073(byte[] plain) throws MalformedDataException {
        return dev.drydock.layout.v073.QueuedMessageCodec.decode(QueuedMessages.uncompressed(plain));
    }

    private static QueuedMessage decode080(byte[] plain) throws MalformedDataException {
        return dev.drydock.layout.v080.QueuedMessageCodec.decode(QueuedMessages.uncompressed(plain));
    }
}
