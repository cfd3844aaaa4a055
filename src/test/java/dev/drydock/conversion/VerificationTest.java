package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.export.ExportRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    private final SqliteStoreDriver sqlite = new SqliteStoreDriver();

    @TempDir
    private Path directory;

    private Path store;
    private Path target;

    @BeforeEach
    void convertAFixture() throws Exception {
        store = Fixture.SQLITE.unpackStore(directory);
        target = directory.resolve("new.sqlite3");
        try (var source = new StoreRecords(sqlite.at(store).openSource());
                var sink = sqlite.at(target).createTarget()) {
            new Conversion(source, official(), sink, new KeptInMemory(), Progress.NONE).run();
        }
    }

    @Test
    void findsNoDifferenceWhereThereIsNone() throws Exception {
        var comparison = verify(VerificationTest::official);

        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison.lines().get(Letter.BLOB).found()).isPositive();
        assertThat(comparison.lines().get(Letter.PROPERTY).expected())
                .isEqualTo(comparison.lines().get(Letter.PROPERTY).found())
                .isPositive();
    }

    @Test
    void findsWhatTheOfficialWayLoses() throws Exception {
        var comparison = verify(VerificationTest::lossless);

        assertThat(comparison.lines().get(Letter.REPORT_OUT).missing()).isOne();
        assertThat(comparison.lines().get(Letter.QUEUE_MESSAGE).changed()).isEqualTo(3);
        assertThat(comparison.lines().get(Letter.BLOB_LINK).missing()).isEqualTo(3);
        assertThat(comparison.lines().get(Letter.PROPERTY).differences()).isZero();
        assertThat(comparison.differences())
                .extracting(Difference::description)
                .anyMatch(words -> words.startsWith("hold of queued message "))
                .anyMatch(words -> words.startsWith("queued message "));
    }

    @Test
    void namesAMissingMessageByAccountNumberAndSubject() throws Exception {
        execute("DELETE FROM b WHERE k = (SELECT k FROM b WHERE substr(k, 5, 1) = x'00' LIMIT 1)");

        var difference = onlyDifference();

        assertThat(difference.kind()).isEqualTo(Difference.Kind.MISSING);
        assertThat(difference.description()).matches("message \\d+ \".+\" of sailor0");
    }

    @Test
    void namesAMissingMailboxMembership() throws Exception {
        execute("DELETE FROM c WHERE k ="
                + " (SELECT k FROM c WHERE substr(k, 5, 2) = x'0007' AND substr(k, 7, 1) > x'04' LIMIT 1)");

        assertThat(onlyDifference().description())
                .matches("message \\d+ \".+\" of sailor0 being in mailbox \"[^\"]+\" of sailor0");
    }

    @Test
    void namesAChangedMailbox() throws Exception {
        execute("UPDATE p SET v = CAST(v || x'00' AS BLOB) WHERE k ="
                + " (SELECT k FROM p WHERE substr(k, 5, 2) = x'0132' LIMIT 1)");

        var difference = onlyDifference();

        assertThat(difference.kind()).isEqualTo(Difference.Kind.CHANGED);
        assertThat(difference.description()).matches("property 50 of mailbox \"[^\"]+\" of sailor0");
    }

    @Test
    void findsAnAddedSetting() throws Exception {
        execute("INSERT INTO s (k, v) VALUES (CAST('added.setting' AS BLOB), x'31')");

        var difference = onlyDifference();

        assertThat(difference.kind()).isEqualTo(Difference.Kind.ADDED);
        assertThat(difference.description()).isEqualTo("setting \"added.setting\"");
        assertThat(difference.keyHex()).isEqualTo("61646465642e73657474696e67");
    }

    @Test
    void findsACounterDoubled() throws Exception {
        execute("UPDATE u SET v = v * 2 WHERE k = (SELECT k FROM u LIMIT 1)");

        var difference = onlyDifference();

        assertThat(difference.found()).isEqualTo(2 * difference.expected()).isPositive();
        assertThat(difference.description()).isEqualTo("used quota of sailor0");
    }

    @Test
    void recognisesAnImportRunTwice() throws Exception {
        execute("UPDATE n SET v = v * 2");
        execute("UPDATE u SET v = v * 2");

        var comparison = verify(VerificationTest::official);

        assertThat(comparison.lines().get(Letter.COUNTER).changed())
                .isEqualTo(comparison.lines().get(Letter.COUNTER).expected());
        assertThat(comparison.hints()).singleElement().asString().contains("twice");
        assertThat(comparison.differences())
                .extracting(Difference::description)
                .anyMatch(words -> words.matches("next UID of mailbox \"[^\"]+\" of sailor\\d"));
    }

    @Test
    void findsAnAlteredContent() throws Exception {
        execute(
                "UPDATE t SET v = CAST(x'41' || substr(v, 2) AS BLOB) WHERE k = (SELECT k FROM t ORDER BY length(v) LIMIT 1)");

        var comparison = verify(VerificationTest::official);

        assertThat(comparison.damagedCount()).isOne();
        assertThat(comparison.isEqual()).isFalse();
        assertThat(comparison.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Difference.Kind.CHANGED);
            assertThat(difference.description()).startsWith("content ").contains(" of ");
        });
    }

    @Test
    void comparesTheLettersThatItSeesAndSaysOfWhichItKnowsNothing() throws Exception {
        var seen = EnumSet.complementOf(EnumSet.of(Letter.INDEX_QUEUE, Letter.REPORT_OUT));
        execute("DELETE FROM f");
        execute("INSERT INTO h (k, v) VALUES (x'00', x'00')");

        var comparison = verify(VerificationTest::official, seen);

        assertThat(comparison.isEqual()).isTrue();
        assertThat(comparison.notCompared()).containsExactly(Letter.INDEX_QUEUE, Letter.REPORT_OUT);
        assertThat(comparison.lines()).containsOnlyKeys(seen);
        assertThat(verify(VerificationTest::official).isEqual()).isFalse();
        assertThat(verify(VerificationTest::official).notCompared()).isEmpty();

        execute("DELETE FROM a");
        var different = verify(VerificationTest::official, seen);
        assertThat(different.isEqual()).isFalse();
        assertThat(different.notCompared()).containsExactly(Letter.INDEX_QUEUE, Letter.REPORT_OUT);
        assertThat(different.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.letter()).isEqualTo(Letter.ACL);
            assertThat(difference.description()).startsWith("access of ");
        });
    }

    @Test
    void countsWhatItDoesNotKeep() throws Exception {
        execute("DELETE FROM s");

        var comparison = verify(VerificationTest::official);

        assertThat(comparison.differenceCount()).isEqualTo(7889);
        assertThat(comparison.differences()).hasSize(Comparer.KEPT);
    }

    @Test
    void findsTheVendorsExportEqualToTheStore() throws Exception {
        for (var fixture : Fixture.withStore()) {
            try (var source = Stores.store(fixture, directory.resolve(fixture + "-store"));
                    var export = Stores.export(fixture, directory.resolve(fixture + "-export"))) {
                var comparison = new Verification(source, directory, Progress.NONE).export(export);
                assertThat(comparison.differences()).as(fixture.name()).isEmpty();
                assertThat(comparison.isEqual()).isTrue();
            }
        }
    }

    @Test
    void findsAnExportCutAtAnOperation() throws Exception {
        var export = Fixture.SQLITE.unpackExport(directory);
        var lookup = export.resolve("acl");
        // Header, family, and nothing more: a file that reads as complete.
        Files.write(lookup, new byte[] {0x7B, 1, 0, 2});

        try (var source = new StoreRecords(sqlite.at(store).openSource());
                var records = ExportRecords.open(export)) {
            var comparison = new Verification(source, directory, Progress.NONE).export(records);
            assertThat(comparison.lines().get(Letter.ACL).missing()).isOne();
            assertThat(comparison.differences())
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.description())
                            .matches("access of .+ to mailbox \".+\" of sailor\\d"));
        }
    }

    @Test
    void refusesAnExportCutInsideAnOperation() throws Exception {
        var export = Fixture.SQLITE.unpackExport(directory);
        var property = export.resolve("property");
        var bytes = Files.readAllBytes(property);
        Files.write(property, Arrays.copyOf(bytes, bytes.length - 3));

        try (var source = new StoreRecords(sqlite.at(store).openSource());
                var records = ExportRecords.open(export)) {
            var verification = new Verification(source, directory, Progress.NONE);
            assertThatThrownBy(() -> verification.export(records))
                    .isInstanceOfAny(MalformedDataException.class, StoreException.class)
                    .hasMessageContaining("property");
        }
    }

    private static Profile official() {
        return OfficialProfile.create(BlobForm.AS_STORED);
    }

    private static Profile lossless() {
        return LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
    }

    private Difference onlyDifference() throws Exception {
        var comparison = verify(VerificationTest::official);
        assertThat(comparison.isEqual()).isFalse();
        assertThat(comparison.differenceCount()).isOne();
        return comparison.differences().get(0);
    }

    private Comparison verify(Supplier<Profile> profile) throws Exception {
        try (var source = new StoreRecords(sqlite.at(store).openSource());
                var found = sqlite.at(target).openTarget()) {
            return new Verification(source, directory, Progress.NONE).target(found, profile);
        }
    }

    private Comparison verify(Supplier<Profile> profile, Set<Letter> seen) throws Exception {
        try (var source = new StoreRecords(sqlite.at(store).openSource());
                var found = sqlite.at(target).openTarget()) {
            return new Verification(source, directory, Progress.NONE).targetOf(seen, found, profile);
        }
    }

    private void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + target);
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        }
    }
}
