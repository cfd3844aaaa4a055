package dev.drydock.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Enters the mailboxes of the accounts, some at the same time. */
final class AccountProofs {

    private static final String NO_MASTER =
            "Nobody's mailbox could be entered: that takes the trial, whose configuration lets us in everywhere.";

    private final ProofRequest request;
    private final ServerProof.AccountProgress progress;
    private final BooleanSupplier cancelled;
    private final RefusedLogins refused;
    private final HttpProofs http;
    private final Optional<Endpoint> imap;
    private final Optional<Endpoint> sieve;
    private final Comparison comparison = new Comparison();

    AccountProofs(
            ProofRequest request, HttpProofs http, ServerProof.AccountProgress progress, BooleanSupplier cancelled) {
        this.request = request;
        this.http = http;
        this.progress = progress;
        this.cancelled = cancelled;
        this.refused = new RefusedLogins(cancelled);
        this.imap = securest(Endpoint.Protocol.IMAP);
        this.sieve = securest(Endpoint.Protocol.MANAGESIEVE);
    }

    /** Passwords go where TLS is, if it is anywhere. */
    private Optional<Endpoint> securest(Endpoint.Protocol protocol) {
        return request.endpoints().stream()
                .filter(endpoint -> endpoint.protocol() == protocol)
                .max(Comparator.comparing(Endpoint::tls));
    }

    ProofReport run(List<Proof> before) {
        var proofs = new ArrayList<>(before);
        if (request.expected().isEmpty()) {
            proofs.add(Proof.skipped(
                    "accounts",
                    "accounts",
                    "They were not compared with the old store here; that needs a password for them."));
            return new ProofReport(proofs, Coverage.NONE);
        }
        var expected = request.expected().get();
        if (request.accounts().isEmpty() || imap.isEmpty()) {
            comparison.notAsked(
                    request.accounts().isEmpty() ? "no password for all mailboxes" : "no listener speaks IMAP",
                    expected.accountCount());
            quotas(expected);
        } else {
            ask(expected, request.accounts().get(), imap.get());
        }
        var why = request.accounts().isEmpty() ? NO_MASTER : "Nothing was there to be asked for, or nobody to ask.";
        proofs.addAll(comparison.proofs(expected, why));
        return new ProofReport(proofs, comparison.coverage(expected));
    }

    /** Each thread takes the next account when it is done with one, so that only as many are in memory. */
    private void ask(ExpectedState expected, ProofRequest.AccountLogins logins, Endpoint endpoint) {
        var deadline = System.nanoTime() + request.limits().time().toNanos();
        var next = new AtomicInteger();
        var done = new AtomicInteger();
        Runnable asking = () -> {
            for (var at = next.getAndIncrement(); at < expected.accountCount(); at = next.getAndIncrement()) {
                var account = expected.accounts().get(at);
                var reason = reasonNotToAsk(account, at, deadline);
                if (reason.isPresent()) {
                    comparison.notAsked(reason.get(), 1);
                } else {
                    ask(expected, account, logins.of(account.title()), endpoint, deadline);
                }
                progress.at(done.incrementAndGet(), expected.accountCount());
            }
        };
        var workers = new ArrayList<CompletableFuture<Void>>();
        var threads = Executors.newFixedThreadPool(request.limits().atOnce());
        try {
            for (var i = 0; i < request.limits().atOnce(); i++) {
                workers.add(CompletableFuture.runAsync(asking, threads));
            }
            workers.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
    }

    private Optional<String> reasonNotToAsk(AccountEntry account, int before, long deadline) {
        if (account.name().isEmpty()) {
            return Optional.of("the directory has no name for them, so nobody can log in");
        }
        if (cancelled.getAsBoolean()) {
            return Optional.of("it was cancelled");
        }
        if (before >= request.limits().accounts()) {
            return Optional.of("no more than " + request.limits().accounts() + " accounts were to be asked");
        }
        if (System.nanoTime() > deadline) {
            return Optional.of("the time for it was over");
        }
        if (refused.exhausted()) {
            return Optional.of("too many logins were refused; more would make the server lock this machine out");
        }
        return Optional.empty();
    }

    private void ask(ExpectedState expected, AccountEntry account, Login login, Endpoint endpoint, long deadline) {
        try {
            refused.await(deadline);
            var state = expected.read(account);
            // An account without mailboxes is given some by its first login: it is left as it is.
            if (account.mailboxes() > 0) {
                try (var session = ImapSession.open(endpoint, request.limits().answer())) {
                    if (!session.login(login)) {
                        refused(account);
                        return;
                    }
                    new AccountProof(account.title(), session, comparison).compare(state.mailboxes());
                }
            }
            scripts(account, state.scripts(), login);
            quota(account);
        } catch (IOException e) {
            comparison.failed(account.title(), String.valueOf(e.getMessage()));
        }
    }

    private void refused(AccountEntry account) {
        refused.refused();
        if (account.known()) {
            comparison.failed(account.title(), "the server refuses the login");
        } else {
            comparison.notAsked("the server refuses the login, and only the external directory knows them", 1);
        }
    }

    private void scripts(AccountEntry account, List<ExpectedScript> expected, Login login) throws IOException {
        if (sieve.isEmpty() || expected.isEmpty()) {
            return;
        }
        try (var session = SieveSession.open(sieve.get(), request.limits().answer())) {
            if (session.login(login)) {
                new ScriptProof(account.title(), session, comparison).compare(expected);
            } else {
                refused(account);
            }
        }
    }

    /** Whether nobody else uses the server, so that what is used is what was. */
    private boolean isQuiet() {
        return request.accounts().isPresent();
    }

    /** Without the mailboxes: the administrator is told the quotas of all. */
    private void quotas(ExpectedState expected) {
        var deadline = System.nanoTime() + request.limits().time().toNanos();
        for (var account : expected.accounts()) {
            if (cancelled.getAsBoolean() || System.nanoTime() > deadline) {
                return;
            }
            try {
                quota(account);
            } catch (IOException e) {
                comparison.failed(account.title(), String.valueOf(e.getMessage()));
            }
        }
    }

    private void quota(AccountEntry account) throws IOException {
        if (!http.canAskQuotas() || account.quota().isEmpty()) {
            return;
        }
        comparison.asked(Topic.Kind.QUOTA, 1);
        var found = http.quota(account.title());
        var limit = account.quota().getAsLong();
        if (found.isEmpty()) {
            comparison.wrong(Topic.Kind.QUOTA, account.title() + " is not known to the administration");
        } else if ((isQuiet() && found.get().used() != account.used())
                || found.get().limit() != limit) {
            comparison.wrong(
                    Topic.Kind.QUOTA,
                    account.title() + ": " + found.get().used() + " of "
                            + found.get().limit() + " bytes are used, " + account.used() + " of " + limit + " were");
        }
    }
}
