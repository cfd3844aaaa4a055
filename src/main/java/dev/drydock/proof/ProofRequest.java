package dev.drydock.proof;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is to be asked of a server. What is empty is not asked, and told as such.
 *
 * @param endpoints where the server should listen
 * @param accounts how every mailbox can be entered
 * @param administrator for the administration calls
 * @param expected what the old store holds
 * @param certificates that were shown before
 * @param serverNames for which certificates are asked
 * @param version that the server should be of, such as {@code 0.8.0}
 * @param queuedMessages how many messages should be in the queue
 */
public record ProofRequest(
        List<Endpoint> endpoints,
        Optional<AccountLogins> accounts,
        Optional<Login> administrator,
        Optional<ExpectedState> expected,
        Optional<Certificates> certificates,
        List<String> serverNames,
        String version,
        OptionalLong queuedMessages,
        Limits limits) {

    /** How the mailbox of an account is entered. */
    @FunctionalInterface
    public interface AccountLogins {
        Login of(String account);
    }

    public ProofRequest {
        endpoints = List.copyOf(endpoints);
        serverNames = List.copyOf(serverNames);
    }

    /** Asks only what needs no password and no old store. */
    public static ProofRequest of(List<Endpoint> endpoints, String version) {
        return new ProofRequest(
                endpoints,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                version,
                OptionalLong.empty(),
                Limits.DEFAULT);
    }

    /**
     * Asks the administration calls, and enters mailboxes too.
     *
     * @param login the administrator of a configuration with {@code authentication.fallback-admin.enable-master}
     */
    public ProofRequest withMaster(Login login) {
        return withAccounts(login::into).withAdministrator(login);
    }

    /** Enters mailboxes. */
    public ProofRequest withAccounts(AccountLogins logins) {
        return new ProofRequest(
                endpoints,
                Optional.of(logins),
                administrator,
                expected,
                certificates,
                serverNames,
                version,
                queuedMessages,
                limits);
    }

    /** Asks the administration calls. */
    public ProofRequest withAdministrator(Login login) {
        return new ProofRequest(
                endpoints,
                accounts,
                Optional.of(login),
                expected,
                certificates,
                serverNames,
                version,
                queuedMessages,
                limits);
    }

    /** Holds the answers against an old store. */
    public ProofRequest withExpected(ExpectedState state) {
        return new ProofRequest(
                endpoints,
                accounts,
                administrator,
                Optional.of(state),
                certificates,
                serverNames,
                version,
                queuedMessages,
                limits);
    }

    /** Holds the certificates against those from before, for the same names. */
    public ProofRequest withCertificates(Certificates before, List<String> names) {
        return new ProofRequest(
                endpoints,
                accounts,
                administrator,
                expected,
                Optional.of(before),
                names,
                version,
                queuedMessages,
                limits);
    }

    /** Counts the queue. */
    public ProofRequest withQueuedMessages(long count) {
        return new ProofRequest(
                endpoints,
                accounts,
                administrator,
                expected,
                certificates,
                serverNames,
                version,
                OptionalLong.of(count),
                limits);
    }

    public ProofRequest withLimits(Limits other) {
        return new ProofRequest(
                endpoints,
                accounts,
                administrator,
                expected,
                certificates,
                serverNames,
                version,
                queuedMessages,
                other);
    }
}
