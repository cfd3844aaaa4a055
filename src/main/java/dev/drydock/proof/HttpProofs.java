package dev.drydock.proof;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the web administration and its calls. */
final class HttpProofs {

    static final int MOST_PAGE = 4 << 20;

    private static final int UNREAD = 0;
    private static final int MOST_ANSWER = 16 << 20;
    private static final int PAGE = 1000;
    private static final int MOST_EXAMPLES = 20;
    private static final Pattern PART = Pattern.compile("(?:src|href)=[\"']?(/[^\"'\\s>]+\\.(?:js|wasm|css))");
    private static final JsonMapper JSON = new JsonMapper();

    private final ProofRequest request;
    private final Optional<Endpoint> http;
    private boolean loggedIn;

    HttpProofs(ProofRequest request) {
        this.request = request;
        this.http = request.endpoints().stream()
                .filter(endpoint -> endpoint.protocol() == Endpoint.Protocol.HTTP)
                .findFirst();
    }

    List<Proof> run() {
        if (http.isEmpty()) {
            return List.of(Proof.skipped("webadmin", "web administration", "No listener speaks HTTP."));
        }
        var proofs = new ArrayList<Proof>();
        proofs.add(attempt("webadmin", "web administration", this::page));
        if (request.administrator().isEmpty()) {
            proofs.add(Proof.skipped("administrator", "administrator", "The administrator's password was not given."));
            return proofs;
        }
        var login = attempt("administrator", "administrator", this::administrator);
        proofs.add(login);
        loggedIn = login.outcome() == Proof.Outcome.PASSED;
        if (loggedIn) {
            proofs.add(attempt("principals", "accounts, groups and lists", this::principals));
            proofs.add(attempt("queue", "queue", this::queue));
        }
        return proofs;
    }

    /** Asks something that can fail. */
    @FunctionalInterface
    private interface Question {
        Proof ask() throws IOException;
    }

    private static Proof attempt(String code, String subject, Question question) {
        try {
            return question.ask();
        } catch (IOException e) {
            return Proof.failed(code, subject, e.getMessage() + ".");
        }
    }

    private Proof page() throws IOException {
        var page = get("/login", false, MOST_PAGE);
        var subject = "web administration";
        if (page.status() != 200 || page.body().length == 0) {
            return Proof.failed(
                    "webadmin",
                    subject,
                    "The page /login is answered with status " + page.status() + " and " + page.body().length
                            + " bytes.");
        }
        var parts = new TreeSet<String>();
        var found = PART.matcher(new String(page.body(), StandardCharsets.UTF_8));
        while (found.find()) {
            parts.add(found.group(1));
        }
        for (var part : parts) {
            var answer = get(part, false, UNREAD);
            if (answer.status() != 200) {
                return Proof.failed(
                        "webadmin",
                        subject,
                        "The page /login is there, but " + part + ", which it needs, is answered with status "
                                + answer.status() + ".");
            }
        }
        return Proof.passed(
                "webadmin",
                subject,
                "The page /login is there"
                        + (parts.isEmpty() ? "; it names no further files." : ", and the files that it needs."));
    }

    private Proof administrator() throws IOException {
        var status = get("/api/principal?page=1&limit=1", true, MOST_ANSWER).status();
        if (status == 200 && request.accounts().isPresent()) {
            return Proof.passed(
                    "administrator",
                    "administrator of the trial",
                    "The administrator made up for the trial can log in.");
        }
        return status == 200
                ? Proof.passed("administrator", "administrator", "The administrator can log in.")
                : Proof.failed(
                        "administrator",
                        "administrator",
                        "The administrator's login is answered with status " + status + ".");
    }

    private Proof principals() throws IOException {
        var subject = "accounts, groups and lists";
        if (request.expected().isEmpty()) {
            return Proof.skipped("principals", subject, "It was not said which there should be.");
        }
        var expected = request.expected().get().principals();
        if (expected.isEmpty()) {
            return Proof.skipped(
                    "principals", subject, "The old store holds none itself: the directory lies elsewhere.");
        }
        var missing = new TreeSet<>(expected);
        var added = new ArrayList<String>();
        // More pages than there can be names would be a server that does not turn them.
        for (var page = 1; page <= expected.size() / PAGE + 2; page++) {
            var items = data("/api/principal?page=" + page + "&limit=" + PAGE).path("items");
            for (var item : items) {
                var name = item.asString("");
                if (!missing.remove(name) && !expected.contains(name)) {
                    added.add(name);
                }
            }
            if (items.size() < PAGE) {
                break;
            }
        }
        if (!missing.isEmpty() || !added.isEmpty()) {
            var lines = new ArrayList<String>();
            missing.stream().limit(MOST_EXAMPLES).forEach(name -> lines.add(name + " is missing"));
            added.stream().limit(MOST_EXAMPLES).forEach(name -> lines.add(name + " is not in the old store"));
            return Proof.failed(
                            "principals",
                            subject,
                            missing.size() + " of " + expected.size() + " are missing, " + added.size()
                                    + " are not in the old store.")
                    .with(lines);
        }
        return Proof.passed("principals", subject, "All " + expected.size() + " are there.");
    }

    private Proof queue() throws IOException {
        var messages = total("/api/queue/messages");
        var reports = total("/api/queue/reports");
        var text = messages + " messages and " + reports + " reports are waiting to be sent";
        if (request.queuedMessages().isEmpty()) {
            return Proof.skipped("queue", "queue", text + "; it was not said how many there should be.");
        }
        var expected = request.queuedMessages().getAsLong();
        return expected == messages
                ? Proof.passed("queue", "queue", text + ".")
                : Proof.failed("queue", "queue", text + "; there should be " + expected + " messages.");
    }

    private long total(String path) throws IOException {
        var data = data(path);
        return Math.max(data.path("total").asLong(0), data.path("items").size());
    }

    /** Bytes that an account uses, and that it may use; empty where the server does not know the account. */
    Optional<Quota> quota(String account) throws IOException {
        var answer = get("/api/principal/" + encoded(account), true, MOST_ANSWER);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        var data = json(answer, "/api/principal");
        return Optional.of(
                new Quota(data.path("usedQuota").asLong(0), data.path("quota").asLong(0)));
    }

    /** What an account uses, and may use, in bytes. */
    record Quota(long used, long limit) {}

    /** Whether quotas can be asked: known once all else was. */
    boolean canAskQuotas() {
        return loggedIn;
    }

    private JsonNode data(String path) throws IOException {
        return json(get(path, true, MOST_ANSWER), path);
    }

    private static JsonNode json(HttpExchange answer, String path) throws IOException {
        if (answer.status() != 200) {
            throw new AnswerException(path + " is answered with status " + answer.status());
        }
        try {
            return JSON.readTree(answer.body()).path("data");
        } catch (JacksonException e) {
            throw new AnswerException(path + " is answered with something else than JSON");
        }
    }

    private HttpExchange get(String path, boolean asAdministrator, int most) throws IOException {
        return HttpExchange.get(
                http.orElseThrow(),
                path,
                asAdministrator ? request.administrator().orElse(null) : null,
                most,
                request.limits().answer());
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
