package dev.drydock.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Listing;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.Reconstruction;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.export.ExportChecker;
import dev.drydock.export.ExportComparison;
import dev.drydock.export.ExportFileReader;
import dev.drydock.export.ExportFormat;
import dev.drydock.export.ExportRecords;
import dev.drydock.export.Finding;
import dev.drydock.export.NewExport;
import dev.drydock.export.NewExportRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.OfficialProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A store that is seen only through the exports of the real servers, before and after, proven as one that can be opened.
 */
@WithRealPrograms
class NewExportIT {

    private static final String LOCAL =
            "From: far@example.com\nTo: sailor0@example.org\nSubject: export\n\nfloating words for the index\n";

    /** A queue quota, and mail that cannot leave, so that it has something to count. */
    private static final String QUOTA = """
            [session.rcpt]
            relay = true
            [queue.quota.sender]
            match = "sender_domain == 'example.org'"
            key = ["sender"]
            messages = 1000
            size = 100000000
            """;

    @TempDir
    private Path directory;

    private Path scratch;

    @BeforeEach
    void makeScratch() throws Exception {
        scratch = Files.createDirectory(directory.resolve("scratch"));
    }

    static Stream<Arguments> storesAndTargets() {
        return Fixture.withStore().stream()
                .flatMap(fixture -> Stream.of("sqlite", "rocksdb").map(target -> Arguments.of(fixture, target)));
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void provesTheOfficialUpgradeByTheTwoExportsAlone(Fixture fixture, String scheme) throws Exception {
        var before = fixture.unpackExport(directory);
        var imported = new StorePath(scheme, directory.resolve("imported"));
        var configuration = ServerConfiguration.write(directory.resolve("new"), imported, Options.DEFAULT.withLz4());
        RealServer.restore(RealProgram.V0_8_0, configuration, before);

        var after = directory.resolve("after");
        var output = RealServer.export(RealProgram.V0_8_0, configuration, after);

        assertThat(listing(imported)).as("untouched by the export").isEqualTo(fixture.listing());
        requireSound(after, output);
        var laidOut = layOut(after);
        var seen = listing(laidOut);
        assertThat(seen).isEqualTo(carried(fixture.listing()));
        var old = reconstruct(before);
        try (var records = new StoreRecords(old.driver().at(old.path()).openSource());
                var export = ExportRecords.open(before);
                var target = laidOut.driver().at(laidOut.path()).openTarget()) {
            var comparison = new Verification(records, scratch, Progress.NONE)
                    .targetOf(NewExportRecords.CARRIED, target, () -> OfficialProfile.create(BlobForm.AS_STORED));
            assertThat(comparison.differences()).isEmpty();
            assertThat(comparison.isEqual()).isTrue();
            assertThat(comparison.notCompared())
                    .containsExactlyInAnyOrder(
                            Letter.INDEX_QUEUE, Letter.REPORT_OUT, Letter.REPORT_IN, Letter.BLOB_RESERVATION);
            assertThat(comparison.lines()).containsOnlyKeys(NewExportRecords.CARRIED);
            assertThat(ExportComparison.of(export, records, scratch, Progress.NONE)
                            .isSame())
                    .isTrue();
            Observed.note("export by v0.8.0, " + fixture + " in " + scheme + ": "
                    + seen.lines().count() + " records, as in the fixture and as must become of the export by v0.7.3");
        }
    }

    @ParameterizedTest
    @MethodSource("storesAndTargets")
    void writesAndReadsWhatTheServerExportsAfterItHasServed(Fixture fixture, String scheme) throws Exception {
        var served = new StorePath(scheme, directory.resolve("served"));
        var options = Options.DEFAULT.withLz4().with(QUOTA);
        var configuration = ServerConfiguration.write(directory.resolve("new"), served, options);
        RealServer.restore(RealProgram.V0_8_0, configuration, fixture.unpackExport(directory));
        try (var server = RealServer.start(RealProgram.V0_8_0, configuration)) {
            try (var smtp = new SmtpClient(server.smtpPort())) {
                smtp.send("far@example.com", List.of("sailor0@example.org"), LOCAL);
                smtp.send("sailor0@example.org", List.of("far@example.com"), LOCAL);
            }
            Await.until("all being indexed", () -> isIndexed(served));
        }

        var theirs = directory.resolve("theirs");
        var ours = directory.resolve("ours");
        var output = RealServer.export(RealProgram.V0_8_0, configuration, theirs);
        try (var store = served.driver().at(served.path()).openTarget()) {
            NewExport.write(store, ours, Progress.NONE);
        }

        requireSound(theirs, output);
        requireSound(ours, "");
        assertThat(entries(ours)).isEqualTo(entries(theirs));
        var seen = listing(layOut(theirs));
        assertThat(seen).isEqualTo(carried(listing(served)));
        assertThat(listing(served).lines().filter(NewExportIT::isQueueQuota))
                .as("queue quotas, which are not carried")
                .isNotEmpty();
        assertThat(seen.lines().filter(line -> line.startsWith("g\t")))
                .as("full-text index")
                .isNotEmpty();
        var again = new StorePath(scheme, directory.resolve("again"));
        RealServer.restore(
                RealProgram.V0_8_0, ServerConfiguration.write(directory.resolve("other"), again, options), ours);
        assertThat(listing(again)).as("what it imports of ours").isEqualTo(seen);
        Observed.note("export by v0.8.0 after it has served, " + fixture + " in " + scheme + ": "
                + seen.lines().count() + " records");
    }

    /** Sound, and nothing in it that would surprise. */
    private void requireSound(Path export, String output) throws Exception {
        Files.setPosixFilePermissions(export, PosixFilePermissions.fromString("rwx------"));
        var report =
                ExportChecker.check(export, ExportFormat.V0_8_0, ExportChecker.Contents.INSIDE, scratch, Progress.NONE);
        assertThat(report.findings())
                .as(output)
                .filteredOn(finding -> finding.grade() != Finding.Grade.NOTICE)
                .isEmpty();
        assertThat(report.isSound()).isTrue();
    }

    private StorePath layOut(Path export) throws Exception {
        var store = new StorePath("rocksdb", directory.resolve("laid-out-" + export.getFileName()));
        try (var sink = store.driver().at(store.path()).createTarget()) {
            NewExportRecords.open(export).layOut(sink, Progress.NONE);
        }
        return store;
    }

    private StorePath reconstruct(Path export) throws Exception {
        var store = new StorePath("rocksdb", directory.resolve("reconstructed"));
        try (var records = ExportRecords.open(export);
                var writer = store.driver().at(store.path()).createSource()) {
            new Reconstruction(records, writer, Progress.NONE).run();
        }
        return store;
    }

    private static boolean isIndexed(StorePath store) {
        try {
            return store.driver().at(store.path()).indexRowsLeft() == 0;
        } catch (StoreException e) {
            // The server was changing its files at that very moment.
            return false;
        }
    }

    private static String listing(StorePath store) throws Exception {
        try (var target = store.driver().at(store.path()).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(target);
            return listing.toString();
        }
    }

    /** The lines of a listing that an export by v0.8.0 accounts for. */
    private static String carried(String listing) {
        return listing.lines()
                .filter(line -> NewExportRecords.CARRIED.contains(
                        Letter.of(line.charAt(0)).orElseThrow()))
                .filter(line -> !isQueueQuota(line) && !isZero(line) && !isBundle(line))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static boolean isQueueQuota(String line) {
        return line.startsWith("u\t00") || line.startsWith("u\t01");
    }

    /** The pages of the server, a content without a marker: STALWART_W... */
    private static boolean isBundle(String line) {
        return line.startsWith("t\t5354414c574152545f57");
    }

    private static boolean isZero(String line) {
        return line.endsWith("\t0");
    }

    /** Every entry with all that is set when it comes, in an order of its own. */
    private static List<String> entries(Path export) throws Exception {
        var lines = new ArrayList<String>();
        for (var file : ExportFormat.V0_8_0.files()) {
            try (var reader = ExportFileReader.open(export.resolve(file.fileName()), ExportFormat.V0_8_0)) {
                for (var entry = reader.next(); entry != null; entry = reader.next()) {
                    lines.add(entry.family() + " " + entry.account() + " " + entry.collection() + " "
                            + entry.document() + " " + HexFormat.of().formatHex(entry.key()) + " "
                            + HexFormat.of().formatHex(entry.value()));
                }
            }
        }
        Collections.sort(lines);
        return lines;
    }
}
