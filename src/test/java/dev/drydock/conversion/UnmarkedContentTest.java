package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.OfficialProfile;
import dev.drydock.translate.Profile;
import dev.drydock.translate.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents without their marker, and markers without their contents. */
class UnmarkedContentTest {

    private static final byte[] CONTENT = "Subject: held\n\nbut not marked\n".getBytes(StandardCharsets.UTF_8);
    private static final BlobHash HASH = BlobHash.ofContent(CONTENT);
    private static final byte[] MARKER =
            dev.drydock.layout.v080.BlobLinkKey.commit(HASH).encode();

    @TempDir
    private Path directory;

    private Ledger ledger(String scheme, Profile profile, Fill fill) throws Exception {
        var driver = Stores.driver(scheme);
        try (var writer = driver.at(directory.resolve("old")).createSource()) {
            fill.into(writer);
            writer.commit();
        }
        try (var source = new StoreRecords(driver.at(directory.resolve("old")).openSource());
                var sink = driver.at(directory.resolve("new")).createTarget()) {
            return new Conversion(source, profile, sink, new KeptInMemory(), Progress.NONE).run();
        }
    }

    private byte @Nullable [] converted(String scheme, Letter letter, byte[] key) throws Exception {
        try (var target = Stores.driver(scheme).at(directory.resolve("new")).openTarget()) {
            return target.get(letter, key);
        }
    }

    @FunctionalInterface
    private interface Fill {
        void into(SourceWriter writer) throws Exception;
    }

    private static Profile lossless() {
        return LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
    }

    private static void link(SourceWriter writer, BlobHash hash) throws StoreException {
        var message = new Document(1, Collection.EMAIL.code(), 5);
        writer.put(Space.VALUES, new BlobLinkKey(hash, message).encode(), new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void isCarriedWithAMarkerWhereItIsHeldAndMatchesItsName(String scheme) throws Exception {
        var ledger = ledger(scheme, lossless(), writer -> {
            link(writer, HASH);
            writer.put(Space.BLOBS, HASH.toByteArray(), CONTENT);
        });

        assertThat(ledger.noteCounts()).isEqualTo(Map.of("content-without-marker", 1L));
        assertThat(converted(scheme, Letter.BLOB, HASH.toByteArray())).isEqualTo(CONTENT);
        assertThat(converted(scheme, Letter.BLOB_LINK, MARKER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void isLeftOutWhereNothingHoldsIt(String scheme) throws Exception {
        var ledger = ledger(scheme, lossless(), writer -> writer.put(Space.BLOBS, HASH.toByteArray(), CONTENT));

        assertThat(ledger.lines().get(Family.BLOB).notCarried()).isEqualTo(Map.of(Reason.UNCOMMITTED, 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void isALossWhereItDoesNotMatchItsName(String scheme) throws Exception {
        var ledger = ledger(scheme, lossless(), writer -> {
            link(writer, HASH);
            writer.put(Space.BLOBS, HASH.toByteArray(), new byte[] {1, 2, 3});
        });

        assertThat(ledger.lines().get(Family.BLOB).notCarried()).isEqualTo(Map.of(Reason.LINKED_UNCOMMITTED, 1L));
        assertThat(Reason.LINKED_UNCOMMITTED.weight()).isEqualTo(Reason.Weight.LOSS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void isALossOnTheOfficialWay(String scheme) throws Exception {
        var ledger = ledger(scheme, OfficialProfile.create(BlobForm.AS_STORED), writer -> {
            link(writer, HASH);
            writer.put(Space.BLOBS, HASH.toByteArray(), CONTENT);
        });

        assertThat(ledger.lines().get(Family.BLOB).notCarried()).isEqualTo(Map.of(Reason.LINKED_UNCOMMITTED, 1L));
        assertThat(converted(scheme, Letter.BLOB, HASH.toByteArray())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void markersAreCarriedWhereAllContentsLiveInAnotherStore(String scheme) throws Exception {
        var ledger = ledger(scheme, lossless(), writer -> {
            link(writer, HASH);
            writer.put(Space.VALUES, BlobLinkKey.commit(HASH).encode(), new byte[0]);
            // A bundle that the server keeps for itself is no content.
            writer.put(Space.BLOBS, "STALWART_WEBADMIN.ZIP".getBytes(StandardCharsets.UTF_8), CONTENT);
        });

        assertThat(ledger.lines().get(Family.BLOB_LINK).notCarried()).isEmpty();
        assertThat(converted(scheme, Letter.BLOB_LINK, MARKER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void markerOfAMissingContentAmongOthersIsNotCarried(String scheme) throws Exception {
        var other = BlobHash.ofContent(new byte[0]);
        var ledger = ledger(scheme, lossless(), writer -> {
            writer.put(Space.VALUES, BlobLinkKey.commit(HASH).encode(), new byte[0]);
            writer.put(Space.BLOBS, other.toByteArray(), new byte[0]);
        });

        assertThat(ledger.lines().get(Family.BLOB_LINK).notCarried()).isEqualTo(Map.of(Reason.CONTENT_MISSING, 1L));
        assertThat(converted(scheme, Letter.BLOB_LINK, MARKER)).isNull();
    }
}
