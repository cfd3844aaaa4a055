package dev.drydock.demo;

import dev.drydock.demo.HttpSession.Answer;
import dev.drydock.layout.Principal;
import dev.drydock.layout.QueuedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the management API says of principals, queue and reports; both versions say it in the same shape. */
record ManagementAnswers(MailStore store) {

    private static final List<String> TYPES =
            List.of("individual", "group", "resource", "location", "superuser", "list", "other");

    /** @param path what follows {@code /api}, in parts, of which the first is empty */
    Answer answer(String[] path) {
        var call = String.join("/", List.of(path).subList(Math.min(1, path.length), Math.min(3, path.length)));
        if (path.length == 2 && call.equals("principal")) {
            return items(JsonText.strings(store.names()), store.names().size());
        }
        if (path.length == 3 && path[1].equals("principal")) {
            return Optional.ofNullable(store.principal(path[2]))
                    .map(this::principal)
                    .orElseGet(ManagementAnswers::missing);
        }
        if (path.length == 3 && path[1].equals("reports")) {
            var ids = store.receivedReports(path[2]);
            return items(JsonText.strings(ids), ids.size());
        }
        if (path.length == 3 && call.equals("queue/messages")) {
            return queue();
        }
        if (path.length == 3 && call.equals("queue/reports")) {
            return items(
                    JsonText.strings(store.reportsToSend()),
                    store.reportsToSend().size());
        }
        if (path.length == 4 && call.equals("queue/messages")) {
            return queued(path[3]);
        }
        return missing();
    }

    /** Ids up to the first message that cannot be read: there the real server ends its list too. */
    private Answer queue() {
        var ids = new ArrayList<String>();
        for (var entry : store.queue().entrySet()) {
            if (entry.getValue().isEmpty()) {
                break;
            }
            ids.add(Long.toUnsignedString(entry.getKey()));
        }
        return items(JsonText.array(ids), ids.size());
    }

    private Answer queued(String id) {
        for (var entry : store.queue().entrySet()) {
            if (Long.toUnsignedString(entry.getKey()).equals(id)
                    && entry.getValue().isPresent()) {
                return Answer.json(200, "{\"data\":" + message(entry.getValue().get()) + "}");
            }
        }
        return missing();
    }

    private static String message(QueuedMessage message) {
        var domains = new ArrayList<String>();
        for (var i = 0; i < message.domains().size(); i++) {
            var place = i;
            var domain = message.domains().get(i);
            var recipients = message.recipients().stream()
                    .filter(recipient -> recipient.domain() == place)
                    .map(recipient -> "{\"address\":" + JsonText.of(recipient.address()) + "}")
                    .toList();
            domains.add("{\"name\":" + JsonText.of(domain.domain()) + ",\"recipients\":" + JsonText.array(recipients)
                    + ",\"retry_num\":" + domain.retry().count() + ",\"next_retry\":"
                    + time(domain.retry().due()) + ",\"expires\":" + time(domain.expires()) + "}");
        }
        return "{\"id\":" + Long.toUnsignedString(message.id()) + ",\"return_path\":"
                + JsonText.of(message.returnPath()) + ",\"domains\":" + JsonText.array(domains) + ",\"created\":"
                + time(message.created()) + ",\"size\":" + message.size() + "}";
    }

    private static String time(long seconds) {
        return JsonText.of(Instant.ofEpochSecond(seconds).toString());
    }

    private Answer principal(Principal principal) {
        var type = principal.type() < TYPES.size() ? TYPES.get(principal.type()) : "other";
        return Answer.json(
                200,
                "{\"data\":{\"id\":" + Integer.toUnsignedString(principal.id()) + ",\"type\":" + JsonText.of(type)
                        + ",\"quota\":" + Long.toUnsignedString(principal.quota()) + ",\"usedQuota\":"
                        + store.usedQuota(principal.id()) + ",\"name\":" + JsonText.of(principal.name())
                        + ",\"emails\":" + JsonText.strings(principal.emails()) + ",\"secrets\":"
                        + JsonText.strings(principal.secrets()) + ",\"memberOf\":"
                        + JsonText.strings(names(store.groups(principal.id()))) + ",\"members\":"
                        + JsonText.strings(names(store.members(principal.id()))) + ",\"description\":"
                        + JsonText.of(principal.description()) + "}}");
    }

    private List<String> names(List<Integer> ids) {
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(store.principal(id)).stream())
                .map(Principal::name)
                .toList();
    }

    private static Answer items(String array, int total) {
        return Answer.json(200, "{\"data\":{\"items\":" + array + ",\"total\":" + total + "}}");
    }

    private static Answer missing() {
        return Answer.problem(404, "Not Found", "There is no such thing on this server.");
    }
}
