package dev.drydock.real;

import dev.drydock.fixture.Fixture;
import dev.drydock.real.ServerConfiguration.Options;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The store of a fixture in which the real v0.7.3 has then put what the fixtures lack: DMARC and TLS reports to send,
 * received reports of all kinds, queue quotas, and queued messages to several domains that count for them.
 *
 * @param shown what v0.7.3 showed of it at the end
 * @param reportsToSend content of the reports to send, by id, as v0.7.3 would have sent them at the end
 */
record BusyStore(StorePath store, Shown shown, SortedMap<String, JsonNode> reportsToSend) {

    /** Queue quotas for each sender and each domain of recipients; the reports go out a week after they are begun. */
    static final String SETTINGS = """

            [queue.quota.sender]
            match = "sender_domain == 'example.org'"
            key = ["sender"]
            messages = 1000
            size = 100000000
            [queue.quota.domain]
            match = "rcpt_domain == 'port0.example.com'"
            key = ["rcpt_domain"]
            messages = 1000
            size = 100000000
            [queue.outbound.tls]
            mta-sts = [ { if = "rcpt_domain == 'port7.example.com'", then = "require" }, { else = "optional" } ]
            [session.rcpt]
            relay = true
            [auth.dmarc]
            verify = "relaxed"
            [auth.spf.verify]
            ehlo = "relaxed"
            mail-from = "relaxed"
            [report.analysis]
            addresses = ["sailor2@example.org"]
            [report.dmarc.aggregate]
            send = "weekly"
            sign = false
            [report.tls.aggregate]
            send = "weekly"
            sign = false
            """;

    private static final String STRANGER = "far@port9.example.com";
    private static final List<String> MESSAGES = List.of("hello", "again");
    private static final List<String> REPORTS = List.of(ReportMails.arf(), ReportMails.tls(), ReportMails.dmarc());

    private static final Map<String, String> NAMES = Map.of(
            "_dmarc.port9.example.com", "v=DMARC1; p=none; rua=mailto:dmarc@port9.example.com",
            "port9.example.com", "v=spf1 -all",
            "_smtp._tls.port7.example.com", "v=TLSRPTv1; rua=mailto:tls@port7.example.com");

    /** Knows the names that the records of such a store refer to. */
    static NameServer names() throws Exception {
        return new NameServer(NAMES);
    }

    /** Unpacks a fixture below {@code directory} and lets the real v0.7.3 add to it. */
    static BusyStore make(Fixture fixture, Path directory, Options options) throws Exception {
        var store = FixtureStore.unpack(fixture, directory, Instant.now());
        try (var names = names();
                var server = RealServer.start(
                        RealProgram.V0_7_3,
                        ServerConfiguration.write(
                                directory.resolve("maker"),
                                store,
                                options.withNameServer(names.port()).with(SETTINGS)))) {
            var expected = Map.of(
                    "sailor1", inbox(server, "sailor1") + MESSAGES.size() + 1, // the refusal of port7 comes back
                    "sailor2", inbox(server, "sailor2") + REPORTS.size());
            var queued = server.api().queuedMessageIds().size() + 1;
            send(server);
            for (var account : expected.keySet()) {
                Await.until("delivery to " + account, () -> inbox(server, account) == expected.get(account));
            }
            Await.until(
                    "an empty way out but for " + queued,
                    () -> server.api().queuedMessageIds().size() == queued);
            awaitReports(server.api());
            return new BusyStore(store, Shown.by(server), reportsToSend(server.api()));
        }
    }

    private static int inbox(RealServer server, String account) throws Exception {
        try (var imap = server.imap(account)) {
            return imap.search("INBOX", "ALL").size();
        }
    }

    private static void send(RealServer server) throws Exception {
        try (var smtp = new SmtpClient(server.smtpPort())) {
            for (var subject : MESSAGES) {
                smtp.send(STRANGER, List.of("sailor1@example.org"), message(STRANGER, subject));
            }
            for (var report : REPORTS) {
                smtp.send(STRANGER, List.of("sailor2@example.org"), report);
            }
            smtp.send(
                    "sailor1@example.org",
                    List.of(
                            "far0@port0.example.com",
                            "far7@port7.example.com",
                            "near@port0.example.com",
                            "far2@port2.example.com"),
                    message("sailor1@example.org", "to several domains"));
        }
    }

    private static void awaitReports(ManagementApi api) throws Exception {
        for (var kind : List.of("arf", "tls", "dmarc")) {
            Await.until(
                    "arrival of a report: " + kind,
                    () -> !api.receivedReports(kind).isEmpty());
        }
        Await.until("two reports to send", () -> api.reportsToSend().size() == 2);
        // Every message of the stranger is one more of the same record in the report on DMARC.
        var records = "\"count\":" + (MESSAGES.size() + REPORTS.size());
        Await.until(
                "all records of the report", () -> reportsToSend(api).toString().contains(records));
    }

    /** Content of the reports to send, by id. */
    static SortedMap<String, JsonNode> reportsToSend(ManagementApi api) throws Exception {
        var reports = new TreeMap<String, JsonNode>();
        for (var id : api.reportsToSend()) {
            reports.put(id, api.reportToSend(id).orElseThrow(() -> new AssertionError("cannot be read: " + id)));
        }
        return reports;
    }

    private static String message(String from, String subject) {
        return "From: " + from + "\nTo: sailor1@example.org\nSubject: " + subject + "\n\nhello\n";
    }
}
