package dev.drydock.layout;

/** How far the delivery to a recipient is; the number in queued messages is the place in the order here. */
public sealed interface RecipientStatus {

    record Scheduled() implements RecipientStatus {}

    record Completed(HostResponse<String> answer) implements RecipientStatus {}

    record TemporaryFailure(HostResponse<ErrorDetails> answer) implements RecipientStatus {}

    record PermanentFailure(HostResponse<ErrorDetails> answer) implements RecipientStatus {}
}
