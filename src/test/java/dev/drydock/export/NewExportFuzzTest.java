package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Damages exports by v0.8.0 at random: each is laid out, or refused by one of the two exceptions that say why. */
class NewExportFuzzTest {

    private static final RocksDbStoreDriver ROCKSDB = new RocksDbStoreDriver();

    private static Path home;
    private static Path export;
    private static Path scratch;

    @BeforeContainer
    static void layExport() throws Exception {
        home = Files.createTempDirectory("drydock-new-fuzz");
        scratch = Files.createDirectory(home.resolve("scratch"));
        export = ExportFiles.blank(home.resolve("export"), ExportFormat.V0_8_0);
        var set = "00000012 3a300000 01000000 0000 0000 10000000 0500";
        var document = "03 00000001 04 00 05 00000009";
        put(
                ExportFamily.PROPERTY,
                document,
                "01 00000001 32 00000001 aa 04 01 01 00000001 54 00000008 0000000000000003");
        put(ExportFamily.FULL_TEXT_INDEX, document, "01 00000001 61 00000001 aa 02 00000009 010203040506070809");
        put(ExportFamily.ACL, document, "01 00000004 00000007 00000001 03");
        put(ExportFamily.CONFIG, "01 00000001 61 00000001 62");
        put(ExportFamily.LOOKUP_VALUE, "01 00000001 61 00000001 62");
        put(ExportFamily.DIRECTORY, "01 00000003 028001 00000001 aa 01 00000003 048001 00000008 0000000000000003");
        put(ExportFamily.QUEUE, "01 00000009 000000000000000005 00000001 aa");
        put(ExportFamily.INDEX, document, "02 00000003 16c0ff");
        put(ExportFamily.LOG, document, "01 00000008 0000000000000007 00000001 aa");
        put(
                ExportFamily.BITMAP,
                document,
                "01 00000001 00" + set,
                "01 00000006 010c0000012c" + set,
                "01 00000004 020c6869" + set,
                "01 0000000b 040c026869000000000000" + set);
        var hash = BlobHash.ofContent(hex("aa"));
        put(
                ExportFamily.BLOB,
                document,
                "02 00000020" + hash,
                "03 ffffffff 05 ffffffff 01 00000020" + hash + "00000001 aa");
    }

    private static void put(ExportFamily family, String... operations) throws IOException {
        ExportFiles.put(export, ExportFormat.V0_8_0, family, operations);
    }

    @AfterContainer
    static void removeAll() throws IOException {
        delete(home);
    }

    private static void delete(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Provide
    Arbitrary<List<FileDamage>> damages() {
        return FileDamage.damages();
    }

    @Provide
    Arbitrary<ExportFile> files() {
        return Arbitraries.of(ExportFormat.V0_8_0.files());
    }

    @Property
    void readsOrRefuses(@ForAll("files") ExportFile file, @ForAll("damages") List<FileDamage> damages)
            throws Exception {
        FileDamage.whileDamaged(export.resolve(file.fileName()), damages, NewExportFuzzTest::read);
    }

    @Property(tries = 60)
    void laysOutOrLeavesNothing(@ForAll("files") ExportFile file, @ForAll("damages") List<FileDamage> damages)
            throws Exception {
        FileDamage.whileDamaged(export.resolve(file.fileName()), damages, NewExportFuzzTest::layOut);
    }

    /** What the checker calls sound can be read. */
    private static void read() throws Exception {
        var report = check();
        var read = new ArrayList<Object>();
        try {
            NewExportRecords.open(export).read(read::add, Progress.NONE);
        } catch (MalformedDataException | StoreException e) {
            assertThat(report.isSound()).as("%s, but %s", report, e).isFalse();
            assertThat(e).hasMessageContaining(export.toString());
        } finally {
            assertThat(scratch).isEmptyDirectory();
        }
    }

    /** What the checker calls sound is laid out; of all else no store is left. */
    private static void layOut() throws Exception {
        var report = check();
        var stores = Files.createDirectory(home.resolve("stores"));
        try {
            layOut(stores.resolve("new"));
        } catch (MalformedDataException | StoreException e) {
            assertThat(report.isSound()).as("%s, but %s", report, e).isFalse();
            assertThat(stores).isEmptyDirectory();
        } finally {
            delete(stores);
        }
    }

    private static ExportReport check() throws StoreException {
        return ExportChecker.check(export, ExportFormat.V0_8_0, ExportChecker.Contents.INSIDE, scratch, Progress.NONE);
    }

    private static void layOut(Path store) throws Exception {
        try (var sink = ROCKSDB.at(store).createTarget()) {
            NewExportRecords.open(export).layOut(sink, Progress.NONE);
        }
        try (var target = ROCKSDB.at(store).openTarget()) {
            assertThat(target.name()).contains("new");
        }
    }
}
