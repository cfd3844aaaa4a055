package dev.drydock.layout;

import dev.drydock.bytes.MalformedDataException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Queued messages of every shape, and the plain form of a value laid by hand. */
public final class QueuedMessages {

    private QueuedMessages() {}

    /** A value of the queue that holds {@code plain} as it is: an LZ4 block of literals only. */
    public static byte[] uncompressed(byte[] plain) {
        var lengths = new StringBuilder();
        var rest = plain.length - 15;
        for (; rest >= 255; rest -= 255) {
            lengths.append("ff");
        }
        var token =
                plain.length < 15 ? String.format("%x0", plain.length) : "f0" + lengths + String.format("%02x", rest);
        var size = String.format("%08x", Integer.reverseBytes(plain.length));
        return Hex.bytes(size, token, Hex.of(plain));
    }

    /** The plain form in a value of the queue. */
    public static byte[] plain(byte[] value) throws MalformedDataException {
        return Lz4Block.decompress("queued message", value, 0, value.length);
    }

    /**
     * Any message.
     *
     * @param disableTls what the domains may say about TLS
     */
    public static Arbitrary<QueuedMessage> any(Boolean... disableTls) {
        var numbers = Combinators.combine(
                        Arbitraries.longs(), Arbitraries.longs(), Arbitraries.longs(), Arbitraries.longs())
                .as(List::of);
        var hashes = Arbitraries.bytes().array(byte[].class).ofMaxSize(4).map(BlobHash::ofContent);
        return Combinators.combine(
                        numbers,
                        hashes,
                        text(),
                        recipient().list().ofMaxSize(4),
                        domain(disableTls).list().ofMaxSize(4),
                        text().optional(),
                        Arbitraries.shorts(),
                        quotaKey().list().ofMaxSize(3))
                .as((n, hash, from, recipients, domains, envelopeId, priority, quotas) -> new QueuedMessage(
                        n.get(0),
                        n.get(1),
                        hash,
                        from,
                        from.toLowerCase(java.util.Locale.ROOT),
                        "example.org",
                        recipients,
                        domains,
                        n.get(2),
                        envelopeId,
                        priority,
                        n.get(3),
                        quotas));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .withChars("ab@.\0\u007fÄß\ufeff漢")
                .ofMaxLength(12)
                .map(text -> text.length() > 10 ? text + "\uD83D\uDEA2" : text);
    }

    private static Arbitrary<Recipient> recipient() {
        return Combinators.combine(
                        Arbitraries.longs(), text(), text(), recipientStatus(), Arbitraries.longs(), text().optional())
                .as(Recipient::new);
    }

    private static Arbitrary<RecipientStatus> recipientStatus() {
        var failed = Combinators.combine(details(), response()).as(HostResponse<ErrorDetails>::new);
        return Arbitraries.oneOf(
                Arbitraries.just(new RecipientStatus.Scheduled()),
                Combinators.combine(text(), response())
                        .as((host, response) -> new RecipientStatus.Completed(new HostResponse<>(host, response))),
                failed.map(RecipientStatus.TemporaryFailure::new),
                failed.map(RecipientStatus.PermanentFailure::new));
    }

    private static Arbitrary<QueuedDomain> domain(Boolean... disableTls) {
        var schedule =
                Combinators.combine(Arbitraries.longs(), Arbitraries.integers()).as(QueuedDomain.Schedule::new);
        return Combinators.combine(
                        text(), schedule, schedule, Arbitraries.longs(), domainStatus(), Arbitraries.of(disableTls))
                .as(QueuedDomain::new);
    }

    private static Arbitrary<DomainStatus> domainStatus() {
        return Arbitraries.oneOf(
                Arbitraries.just(new DomainStatus.Scheduled()),
                Arbitraries.just(new DomainStatus.Completed()),
                error().map(DomainStatus.TemporaryFailure::new),
                error().map(DomainStatus.PermanentFailure::new));
    }

    private static Arbitrary<DeliveryError> error() {
        return Arbitraries.oneOf(
                text().map(DeliveryError.DnsError::new),
                Combinators.combine(details(), response())
                        .as((at, response) -> new DeliveryError.UnexpectedResponse(new HostResponse<>(at, response))),
                details().map(DeliveryError.ConnectionError::new),
                details().map(DeliveryError.TlsError::new),
                details().map(DeliveryError.DaneError::new),
                text().map(DeliveryError.MtaStsError::new),
                Arbitraries.just(new DeliveryError.RateLimited()),
                Arbitraries.just(new DeliveryError.ConcurrencyLimited()),
                text().map(DeliveryError.InputOutputError::new));
    }

    private static Arbitrary<ErrorDetails> details() {
        return Combinators.combine(text(), text()).as(ErrorDetails::new);
    }

    private static Arbitrary<SmtpResponse> response() {
        var part = Arbitraries.integers().between(0, 255);
        return Combinators.combine(Arbitraries.integers().between(0, 0xFFFF), part, part, part, text())
                .as(SmtpResponse::new);
    }

    private static Arbitrary<QuotaKey> quotaKey() {
        return Combinators.combine(
                        Arbitraries.of(QuotaKey.Kind.class),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(9),
                        Arbitraries.longs())
                .as(QuotaKey::new);
    }
}
