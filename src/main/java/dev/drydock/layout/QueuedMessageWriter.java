package dev.drydock.layout;

import dev.drydock.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the form that {@link QueuedMessageReader} describes. */
public final class QueuedMessageWriter {

    private final ByteWriter writer = new ByteWriter(1024);
    private final boolean withDisableTls;

    private QueuedMessageWriter(boolean withDisableTls) {
        this.withDisableTls = withDisableTls;
    }

    /**
     * Makes a value of the queue.
     *
     * @param withDisableTls that every domain is to end in the byte {@code disable_tls}, as in v0.7.3
     */
    public static byte[] write(QueuedMessage message, boolean withDisableTls) {
        var plain = new QueuedMessageWriter(withDisableTls);
        plain.message(message);
        return Lz4Block.compress(plain.writer.toByteArray());
    }

    private void message(QueuedMessage message) {
        writer.u64le(message.id())
                .u64le(message.created())
                .bytes(message.blobHash().toByteArray());
        string(message.returnPath());
        string(message.lowerCaseReturnPath());
        string(message.returnPathDomain());
        list(message.recipients(), this::recipient);
        list(message.domains(), this::domain);
        writer.u64le(message.flags());
        option(message.envelopeId());
        writer.u16le(message.priority()).u64le(message.size());
        list(message.quotaKeys(), this::quotaKey);
    }

    private void recipient(Recipient recipient) {
        writer.u64le(recipient.domain());
        string(recipient.address());
        string(recipient.lowerCaseAddress());
        status(recipient.status());
        writer.u64le(recipient.flags());
        option(recipient.originalRecipient());
    }

    private void status(RecipientStatus status) {
        if (status instanceof RecipientStatus.Scheduled) {
            writer.u32le(0);
        } else if (status instanceof RecipientStatus.Completed completed) {
            writer.u32le(1);
            string(completed.answer().host());
            response(completed.answer().response());
        } else if (status instanceof RecipientStatus.TemporaryFailure failure) {
            writer.u32le(2);
            answer(failure.answer());
        } else if (status instanceof RecipientStatus.PermanentFailure failure) {
            writer.u32le(3);
            answer(failure.answer());
        }
    }

    private void domain(QueuedDomain domain) {
        string(domain.domain());
        writer.u64le(domain.retry().due()).u32le(domain.retry().count());
        writer.u64le(domain.notice().due()).u32le(domain.notice().count());
        writer.u64le(domain.expires());
        status(domain.status());
        if (withDisableTls) {
            writer.u8(domain.disableTls() ? 1 : 0);
        }
    }

    private void status(DomainStatus status) {
        if (status instanceof DomainStatus.Scheduled) {
            writer.u32le(0);
        } else if (status instanceof DomainStatus.Completed) {
            writer.u32le(1);
        } else if (status instanceof DomainStatus.TemporaryFailure failure) {
            writer.u32le(2);
            error(failure.error());
        } else if (status instanceof DomainStatus.PermanentFailure failure) {
            writer.u32le(3);
            error(failure.error());
        }
    }

    private void error(DeliveryError error) {
        if (error instanceof DeliveryError.DnsError dns) {
            writer.u32le(0);
            string(dns.message());
        } else if (error instanceof DeliveryError.UnexpectedResponse unexpected) {
            writer.u32le(1);
            answer(unexpected.answer());
        } else if (error instanceof DeliveryError.ConnectionError connection) {
            writer.u32le(2);
            details(connection.details());
        } else if (error instanceof DeliveryError.TlsError tls) {
            writer.u32le(3);
            details(tls.details());
        } else if (error instanceof DeliveryError.DaneError dane) {
            writer.u32le(4);
            details(dane.details());
        } else if (error instanceof DeliveryError.MtaStsError policy) {
            writer.u32le(5);
            string(policy.message());
        } else if (error instanceof DeliveryError.RateLimited) {
            writer.u32le(6);
        } else if (error instanceof DeliveryError.ConcurrencyLimited) {
            writer.u32le(7);
        } else if (error instanceof DeliveryError.InputOutputError io) {
            writer.u32le(8);
            string(io.message());
        }
    }

    private void answer(HostResponse<ErrorDetails> answer) {
        details(answer.host());
        response(answer.response());
    }

    private void details(ErrorDetails details) {
        string(details.entity());
        string(details.details());
    }

    private void response(SmtpResponse response) {
        writer.u16le(response.code())
                .u8(response.enhancedClass())
                .u8(response.enhancedSubject())
                .u8(response.enhancedDetail());
        string(response.message());
    }

    private void quotaKey(QuotaKey quota) {
        writer.u32le(quota.kind().code()).u64le(quota.key().length).bytes(quota.key());
        writer.u64le(quota.id());
    }

    private void string(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        writer.u64le(bytes.length).bytes(bytes);
    }

    private void option(Optional<String> value) {
        writer.u8(value.isPresent() ? 1 : 0);
        value.ifPresent(this::string);
    }

    private <T> void list(List<T> values, Consumer<T> element) {
        writer.u64le(values.size());
        values.forEach(element);
    }
}
