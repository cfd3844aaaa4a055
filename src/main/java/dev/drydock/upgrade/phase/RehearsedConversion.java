package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.conversion.TargetStore;
import dev.drydock.conversion.Verification;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.Note;
import dev.drydock.upgrade.blueprint.Rehearsal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One conversion that is made to be measured and looked at. */
final class RehearsedConversion {

    private static final int NAMED = 10;

    private final Yard yard;
    private final RehearsalLimits limits;
    private final List<String> damagedNames = new ArrayList<>();
    private @Nullable Ledger ledger;
    private double convertSeconds;
    private double compareSeconds;
    private long contents;
    private long contentBytes;
    private long damaged;

    RehearsedConversion(Yard yard, RehearsalLimits limits) {
        this.yard = yard;
        this.limits = limits;
    }

    /** Builds the new store. */
    void convert(RecordSource old, SuccessorSink sink) throws StoreException, MalformedDataException {
        var began = System.nanoTime();
        try (var nowhere = new SavedNowhere()) {
            ledger = new Conversion(
                            yard.records(old).takenOverBy(sink),
                            ConvertTables.profiles(yard).get(),
                            sink,
                            nowhere,
                            limits)
                    .run();
        }
        convertSeconds = seconds(began);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /**
     * Compares what was made, and holds every content against its name.
     *
     * @param shared null where contents are compared with all else
     * @param written bytes that the new store takes
     */
    Rehearsal compare(RecordSource old, TargetStore made, StoreSite.@Nullable KeysInCommon shared, long written)
            throws StoreException, MalformedDataException, IOException, InterruptedException {
        var began = System.nanoTime();
        var comparison = compare(old, made, shared);
        compareSeconds = seconds(began);
        if (shared != null) {
            hash(old);
        } else {
            damaged = comparison.damagedCount();
            damagedNames.addAll(
                    comparison.damagedContents().stream().limit(NAMED).toList());
            var line = comparison.lines().get(Letter.BLOB);
            contents = line == null ? 0 : line.found();
        }
        var examples = Stream.concat(
                        comparison.differences().stream().limit(NAMED).map(Object::toString),
                        damagedNames.stream().map(name -> "Content " + name + " does not match its name"))
                .toList();
        return new Rehearsal(
                yard.clock().instant(),
                convertSeconds,
                compareSeconds,
                ImportProof.records(comparison),
                comparison.differenceCount(),
                contents,
                contentBytes,
                damaged,
                written,
                notes(),
                examples);
    }

    private Comparison compare(RecordSource old, TargetStore made, StoreSite.@Nullable KeysInCommon shared)
            throws StoreException, MalformedDataException, IOException {
        try (var scratch = yard.scratch()) {
            var records = yard.records(old);
            return shared == null
                    ? new Verification(records, scratch.path(), limits).target(made, ConvertTables.profiles(yard))
                    : new Verification(
                                    records.withContentsKnownBy(() -> shared.open(old, made)), scratch.path(), limits)
                            .targetButContents(made, ConvertTables.profiles(yard));
        }
    }

    private void hash(RecordSource old) throws StoreException, MalformedDataException, InterruptedException {
        var total = old.estimatedRows(Space.BLOBS);
        try (var cursor = old.scan(Space.BLOBS)) {
            while (cursor.next()) {
                var key = cursor.key();
                if (key.length != BlobHash.LENGTH) {
                    continue;
                }
                var known = total.isPresent() && total.getAsLong() >= contents;
                limits.at("contents", contents, known ? total : OptionalLong.empty(), Progress.Unit.RECORDS);
                var value = cursor.value();
                limits.read(value.length);
                contents++;
                contentBytes += value.length;
                var hash = BlobHash.of(key);
                if (!StoredBlob.of(hash, value).intact() && ++damaged <= NAMED) {
                    damagedNames.add(hash.toString());
                }
            }
        }
    }

    private List<String> notes() {
        return ledger == null
                ? List.of()
                : ledger.notes().stream().map(Note::text).toList();
    }
}
