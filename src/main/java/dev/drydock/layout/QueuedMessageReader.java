package dev.drydock.layout;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the plain form of a queued message: its fields one after the other without names, little-endian, lengths u64,
 * variants u32, options u8 (the form called bincode).
 */
public final class QueuedMessageReader {

    static final String STRUCTURE = "queued message";

    private static final int LEAST_STRING = 8;
    private static final int LEAST_RECIPIENT = 8 + 2 * LEAST_STRING + 4 + 8 + 1;
    private static final int LEAST_DOMAIN = LEAST_STRING + 12 + 12 + 8 + 4;
    private static final int LEAST_QUOTA_KEY = 4 + LEAST_STRING + 8;

    private final ByteReader reader;
    private final boolean withDisableTls;

    private QueuedMessageReader(byte[] plain, boolean withDisableTls) {
        this.reader = new ByteReader(STRUCTURE, plain);
        this.withDisableTls = withDisableTls;
    }

    /**
     * Reads a value of the queue.
     *
     * @param value an {@link Lz4Block} of the plain form
     * @param withDisableTls that every domain ends in the byte {@code disable_tls}, as in v0.7.3
     */
    public static QueuedMessage read(byte[] value, boolean withDisableTls) throws MalformedDataException {
        var plain = Lz4Block.decompress(STRUCTURE, value, 0, value.length);
        return new QueuedMessageReader(plain, withDisableTls).message();
    }

    private QueuedMessage message() throws MalformedDataException {
        var message = new QueuedMessage(
                reader.u64le("queue id"),
                reader.u64le("time of creation"),
                BlobHash.of(reader.bytes(BlobHash.LENGTH, "blob hash")),
                string("return path"),
                string("return path in lower case"),
                string("domain of the return path"),
                list(LEAST_RECIPIENT, "recipients", this::recipient),
                list(LEAST_DOMAIN, "domains", this::domain),
                reader.u64le("flags"),
                option("envelope id"),
                (short) reader.u16le("priority"),
                reader.u64le("size"),
                list(LEAST_QUOTA_KEY, "quota keys", this::quotaKey));
        // The server ignores what follows; a message that was read as one of the other version ends up here.
        reader.end();
        return message;
    }

    private Recipient recipient() throws MalformedDataException {
        return new Recipient(
                reader.u64le("domain of a recipient"),
                string("address"),
                string("address in lower case"),
                recipientStatus(),
                reader.u64le("flags of a recipient"),
                option("original recipient"));
    }

    private RecipientStatus recipientStatus() throws MalformedDataException {
        return switch (variant(4, "recipient status")) {
            case 0 -> new RecipientStatus.Scheduled();
            case 1 -> new RecipientStatus.Completed(new HostResponse<>(string("host"), response()));
            case 2 -> new RecipientStatus.TemporaryFailure(failedResponse());
            default -> new RecipientStatus.PermanentFailure(failedResponse());
        };
    }

    private QueuedDomain domain() throws MalformedDataException {
        return new QueuedDomain(
                string("domain"),
                schedule("retry"),
                schedule("notification"),
                reader.u64le("expiry"),
                domainStatus(),
                withDisableTls && flag("disable_tls"));
    }

    private QueuedDomain.Schedule schedule(String what) throws MalformedDataException {
        return new QueuedDomain.Schedule(reader.u64le("time of next " + what), reader.u32le("count of " + what));
    }

    private DomainStatus domainStatus() throws MalformedDataException {
        return switch (variant(4, "domain status")) {
            case 0 -> new DomainStatus.Scheduled();
            case 1 -> new DomainStatus.Completed();
            case 2 -> new DomainStatus.TemporaryFailure(error());
            default -> new DomainStatus.PermanentFailure(error());
        };
    }

    private DeliveryError error() throws MalformedDataException {
        return switch (variant(9, "delivery error")) {
            case 0 -> new DeliveryError.DnsError(string("DNS error"));
            case 1 -> new DeliveryError.UnexpectedResponse(failedResponse());
            case 2 -> new DeliveryError.ConnectionError(details());
            case 3 -> new DeliveryError.TlsError(details());
            case 4 -> new DeliveryError.DaneError(details());
            case 5 -> new DeliveryError.MtaStsError(string("MTA-STS error"));
            case 6 -> new DeliveryError.RateLimited();
            case 7 -> new DeliveryError.ConcurrencyLimited();
            default -> new DeliveryError.InputOutputError(string("input/output error"));
        };
    }

    private HostResponse<ErrorDetails> failedResponse() throws MalformedDataException {
        return new HostResponse<>(details(), response());
    }

    private ErrorDetails details() throws MalformedDataException {
        return new ErrorDetails(string("entity"), string("details"));
    }

    private SmtpResponse response() throws MalformedDataException {
        return new SmtpResponse(
                reader.u16le("response code"),
                reader.u8("enhanced code"),
                reader.u8("enhanced code"),
                reader.u8("enhanced code"),
                string("response"));
    }

    private QuotaKey quotaKey() throws MalformedDataException {
        var kind = variant(2, "quota key") == 0 ? QuotaKey.Kind.SIZE : QuotaKey.Kind.COUNT;
        return new QuotaKey(
                kind, reader.bytes(reader.u64le("length of quota key"), "quota key"), reader.u64le("quota id"));
    }

    private String string(String what) throws MalformedDataException {
        return reader.utf8(reader.u64le("length of " + what), what);
    }

    private Optional<String> option(String what) throws MalformedDataException {
        return flag("presence of " + what) ? Optional.of(string(what)) : Optional.empty();
    }

    private boolean flag(String what) throws MalformedDataException {
        var at = reader.offset();
        var value = reader.u8(what);
        if (value > 1) {
            throw new MalformedDataException(STRUCTURE, at, what + " as 0 or 1, not " + value);
        }
        return value == 1;
    }

    private int variant(int variants, String what) throws MalformedDataException {
        var at = reader.offset();
        var value = reader.u32le(what);
        if (value < 0 || value >= variants) {
            throw new MalformedDataException(
                    STRUCTURE, at, what + " from 0 to " + (variants - 1) + ", not " + Integer.toUnsignedString(value));
        }
        return value;
    }

    private <T> List<T> list(int leastBytes, String what, Element<T> element) throws MalformedDataException {
        var count = reader.count(reader.u64le("number of " + what), leastBytes, what);
        var list = new ArrayList<T>(count);
        for (var i = 0; i < count; i++) {
            list.add(element.read());
        }
        return list;
    }

    @FunctionalInterface
    private interface Element<T> {
        T read() throws MalformedDataException;
    }
}
