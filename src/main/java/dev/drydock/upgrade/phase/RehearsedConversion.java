package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.Note;
import dev.drydock.upgrade.blueprint.Rehearsal;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One conversion that is made to be measured and looked at. */
final class RehearsedConversion {

    private static final int NAMED = 10;

    private final Yard yard;
    private final RehearsalLimits limits;
    private @Nullable Ledger ledger;
    private double convertSeconds;

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
                            AddExtras.wanted(yard).get(),
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
        var comparison = ConversionProof.compare(yard, old, made, shared, limits);
        var compareSeconds = seconds(began);
        var hashing = shared == null ? hashedWith(comparison) : ContentHashing.of(old, limits::read, limits);
        var examples = Stream.concat(
                        comparison.differences().stream().limit(NAMED).map(Object::toString),
                        hashing.names().stream().map(name -> "Content " + name + " does not match its name"))
                .toList();
        return new Rehearsal(
                yard.clock().instant(),
                convertSeconds,
                compareSeconds,
                ImportProof.records(comparison),
                comparison.differenceCount(),
                hashing.contents(),
                hashing.bytes(),
                hashing.damaged(),
                written,
                notes(),
                examples);
    }

    /** What a comparison that read all contents says of them; their bytes it does not count. */
    private static ContentHashing hashedWith(Comparison comparison) {
        var line = comparison.lines().get(Letter.BLOB);
        return new ContentHashing(
                line == null ? 0 : line.found(),
                0,
                comparison.damagedCount(),
                comparison.damagedContents().stream().limit(NAMED).toList());
    }

    private List<String> notes() {
        return ledger == null
                ? List.of()
                : ledger.notes().stream().map(Note::text).toList();
    }
}
