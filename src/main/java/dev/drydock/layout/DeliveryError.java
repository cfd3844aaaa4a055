package dev.drydock.layout;

/** Why a domain could not be delivered to; the number in queued messages is the place in the order here. */
public sealed interface DeliveryError {

    record DnsError(String message) implements DeliveryError {}

    record UnexpectedResponse(HostResponse<ErrorDetails> answer) implements DeliveryError {}

    record ConnectionError(ErrorDetails details) implements DeliveryError {}

    record TlsError(ErrorDetails details) implements DeliveryError {}

    record DaneError(ErrorDetails details) implements DeliveryError {}

    record MtaStsError(String message) implements DeliveryError {}

    record RateLimited() implements DeliveryError {}

    record ConcurrencyLimited() implements DeliveryError {}

    record InputOutputError(String message) implements DeliveryError {}
}
