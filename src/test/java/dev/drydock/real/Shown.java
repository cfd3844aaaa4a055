package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * All that a running server shows of a store to the people of the fixtures and to its administrator, so that two servers
 * can be compared.
 *
 * @param mailboxes by account, then by name: what an IMAP client sees
 * @param found by account, then by search criteria: the UIDs in INBOX that match
 * @param queue the queued messages, in the order of their ids
 * @param reports the received reports by kind and id
 * @param principals names of all accounts, groups and lists
 */
record Shown(
        Map<String, SortedMap<String, MailboxState>> mailboxes,
        Map<String, SortedMap<String, List<Long>>> found,
        List<QueuedMail> queue,
        SortedMap<String, JsonNode> reports,
        List<String> principals) {

    static final List<String> ACCOUNTS = List.of("sailor0", "sailor1", "sailor2");

    private static final List<String> CRITERIA = List.of(
            "UNSEEN", "FLAGGED", "LARGER 2000", "SINCE 2-Jan-2024", "FROM sailor1", "SUBJECT wharf", "TEXT lighthouse");

    /** Asks a server on a store of the fixtures for everything. */
    static Shown by(RealServer server) throws Exception {
        return by(server.configuration());
    }

    /** Asks whatever server runs with this configuration. */
    static Shown by(ServerConfiguration server) throws Exception {
        var mailboxes = new TreeMap<String, SortedMap<String, MailboxState>>();
        var found = new TreeMap<String, SortedMap<String, List<Long>>>();
        for (var account : ACCOUNTS) {
            try (var imap = server.imap(account)) {
                mailboxes.put(account, imap.mailboxes());
                var results = new TreeMap<String, List<Long>>();
                for (var criteria : CRITERIA) {
                    results.put(criteria, imap.search("INBOX", criteria));
                }
                found.put(account, results);
            }
        }
        var api = server.api();
        var queue = new ArrayList<QueuedMail>();
        for (var id : api.queuedMessageIds()) {
            api.queuedMessage(id).ifPresent(queue::add);
        }
        var reports = new TreeMap<String, JsonNode>();
        for (var kind : List.of("dmarc", "arf")) {
            for (var id : api.receivedReports(kind)) {
                api.receivedReport(kind, id).ifPresent(report -> reports.put(kind + " " + id, report));
            }
        }
        return new Shown(mailboxes, found, queue, reports, api.principals());
    }

    /** Requires that all of it is as it was before. */
    void requireSameAs(Shown before) {
        assertThat(mailboxes).isEqualTo(before.mailboxes);
        assertThat(queue).isEqualTo(before.queue);
        assertThat(reports).isEqualTo(before.reports);
        assertThat(principals).isEqualTo(before.principals);
    }

    /** How many messages all accounts see together. */
    int messages() {
        return mailboxes.values().stream()
                .flatMap(all -> all.values().stream())
                .mapToInt(mailbox -> mailbox.content().size())
                .sum();
    }
}
