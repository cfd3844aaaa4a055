package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.fixture.Fixture;
import dev.drydock.host.TreeSnapshot;
import dev.drydock.layout.BlobHash;
import dev.drydock.translate.SourceRecord;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.Upgrades;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The upgrade by the real programs where the contents of messages lie beside the store, and stay there. */
@WithRealPrograms
class ContentsElsewhereIT {

    private static final String LOCAL =
            "From: far@example.com\nTo: sailor0@example.org\nSubject: beside\n\nkept in a file of its own\n";

    @ParameterizedTest
    @CsvSource({"SQLITE,blobs", "SQLITE,data/blobs", "ROCKSDB,data/blobs"})
    void areReadInPlaceByTheNewServerAndKeptByItsPurge(Fixture fixture, String place, @TempDir Path directory)
            throws Exception {
        var files = directory.resolve(place);
        var installation = RealInstallation.withContentsIn(files, fixture, directory, Instant.now());
        var before = beforehand(installation);
        var program = installation.snapshot();
        var contents = TreeSnapshot.of(files, true);
        var settings = ConsoleSettings.of(directory.resolve("home"), "test").withCommands(installation.commands());
        try (var upgrades = Upgrades.open(settings)) {
            var upgrade = upgrades.plan(installation.request());

            upgrades.run(upgrade, null);
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            Observed.note("contents in " + place + ", " + fixture + ": "
                    + contents.entries().size() + " files and directories, " + before.queue() + " queued; blob file of"
                    + " the export: "
                    + Files.size(upgrade.blueprint().exportDirectory().resolve("blob")) + " bytes");
            assertThat(lost(contents, files)).isEmpty();
            var api = new ManagementApi(installation.configuration().httpPort());
            for (var when : List.of("at first", "after a purge")) {
                assertThat(mailboxes(installation)).as(when).isEqualTo(before.mailboxes());
                for (var queued : before.queue()) {
                    assertThat(api.queuedContent(queued))
                            .as("content of queued message " + queued + " " + when)
                            .isPresent();
                }
                api.purge();
            }
            assertThat(held(upgrade, installation))
                    .as("held contents that the purge has left")
                    .isNotEmpty()
                    .isSubsetOf(plain(files));
            var purged = lost(contents, files);
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(program.differences(installation.snapshot())).isEmpty();
            assertThat(lost(contents, files)).as("after going back").isEqualTo(purged);
        }
        try (var old = RealServer.start(RealProgram.V0_7_3, installation.configuration())) {
            assertThat(mailboxes(installation)).isEqualTo(before.mailboxes());
            assertThat(old.errors()).isEmpty();
        }
    }

    /** What the old server shows. */
    private record Before(Map<String, SortedMap<String, MailboxState>> mailboxes, List<String> queue) {}

    private static Before beforehand(RealInstallation installation) throws Exception {
        try (var old = RealServer.start(RealProgram.V0_7_3, installation.configuration())) {
            try (var smtp = new SmtpClient(old.smtpPort())) {
                smtp.send("far@example.com", List.of("sailor0@example.org"), LOCAL);
            }
            try (var imap = old.imap("sailor0")) {
                Await.until(
                        "delivery",
                        () -> !imap.search("INBOX", "SUBJECT beside").isEmpty());
            }
            return new Before(mailboxes(installation), old.api().queuedMessageIds());
        }
    }

    private static Map<String, SortedMap<String, MailboxState>> mailboxes(RealInstallation installation)
            throws Exception {
        var all = new TreeMap<String, SortedMap<String, MailboxState>>();
        for (var account : Shown.ACCOUNTS) {
            try (var imap = new ImapClient(installation.configuration().imapPort(), account, "secret-" + account)) {
                all.put(account, imap.mailboxes());
            }
        }
        return all;
    }

    /** What documents of the old store hold. */
    private static Set<BlobHash> held(Upgrade upgrade, RealInstallation installation) throws Exception {
        var held = new HashSet<BlobHash>();
        var driver = installation.store().driver();
        try (var old = new StoreRecords(
                driver.at(upgrade.blueprint().store().onDisk().oldPath()).openSource())) {
            old.read(
                    record -> {
                        if (record instanceof SourceRecord.BlobLink link) {
                            held.add(link.hash());
                        }
                    },
                    Progress.NONE);
        }
        return held;
    }

    /** The contents of all files, which are not compressed. */
    private static Set<BlobHash> plain(Path files) throws Exception {
        var all = new HashSet<BlobHash>();
        try (var paths = Files.walk(files)) {
            for (var path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                var bytes = Files.readAllBytes(path);
                all.add(BlobHash.ofContent(bytes));
            }
        }
        return all;
    }

    /** Files that are not there any more, or are others. What a server adds is of no interest. */
    private static List<Path> lost(TreeSnapshot before, Path files) throws Exception {
        var now = TreeSnapshot.of(files, true).entries();
        return before.entries().entrySet().stream()
                .filter(entry -> Files.isRegularFile(files.resolve(entry.getKey())) || !now.containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(now.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static RunState state(Upgrade upgrade) {
        return upgrade.run().read(RunRecord::state);
    }

    private static String log(Upgrades upgrades, Upgrade upgrade) {
        return upgrades.events(upgrade.id(), 0, 10_000).stream()
                .map(event -> event.at() + " " + event.level() + " " + event.step() + ": " + event.text())
                .collect(Collectors.joining("\n"));
    }
}
