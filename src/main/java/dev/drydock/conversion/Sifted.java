package dev.drydock.conversion;

import dev.drydock.layout.v080.Letter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The differences found by a {@link DifferenceSifter}, still without words. */
final class Sifted {

    static final Sifted NOTHING = new Sifted();

    private final Map<Letter, Map<Difference.Kind, Long>> counts = new EnumMap<>(Letter.class);
    final List<Difference> kept = new ArrayList<>();
    private long countersChanged;
    private long countersDoubled;

    void add(Difference difference) {
        counts.computeIfAbsent(difference.letter(), letter -> new EnumMap<>(Difference.Kind.class))
                .merge(difference.kind(), 1L, Long::sum);
        if (kept.size() < Comparer.KEPT) {
            kept.add(difference);
        }
        if (difference.letter().shape() == Letter.Shape.COUNTER && difference.kind() == Difference.Kind.CHANGED) {
            countersChanged++;
            if (difference.found() == 2 * difference.expected()) {
                countersDoubled++;
            }
        }
    }

    long count(Letter letter, Difference.Kind kind) {
        return counts.getOrDefault(letter, Map.of()).getOrDefault(kind, 0L);
    }

    /** What the pattern of the differences points to. */
    List<String> hints() {
        return countersDoubled > 1 && countersDoubled == countersChanged
                ? List.of("All " + countersDoubled + " counters that differ are exactly doubled: the import was run"
                        + " twice into this store. Blank it and import once")
                : List.of();
    }
}
