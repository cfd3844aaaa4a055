package dev.drydock.layout;

/**
 * The answer of one host.
 *
 * @param <H> how the host is told: its name, or the {@link ErrorDetails} of a failure
 */
public record HostResponse<H>(H host, SmtpResponse response) {}
