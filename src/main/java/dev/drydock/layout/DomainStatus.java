package dev.drydock.layout;

/** How far the delivery to a domain is; the number in queued messages is the place in the order here. */
public sealed interface DomainStatus {

    record Scheduled() implements DomainStatus {}

    record Completed() implements DomainStatus {}

    record TemporaryFailure(DeliveryError error) implements DomainStatus {}

    record PermanentFailure(DeliveryError error) implements DomainStatus {}
}
