package dev.drydock.store.foundationdb;

import dev.drydock.bytes.KeyRange;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.StoreVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose keys a cluster holds: the server puts every record of it under a letter, the first byte of the key. */
public final class ClusterContents {

    private static final Set<Character> OLD =
            Arrays.stream(Space.values()).map(Space::letter).collect(Collectors.toUnmodifiableSet());

    /** All of v0.7.3 are among those of v0.8.0, with other records behind them. */
    private static final List<Character> LETTERS = Stream.concat(
                    OLD.stream(), Arrays.stream(Letter.values()).map(Letter::letter))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .toList();

    /** Where v0.7.3 keeps its settings; where v0.8.0 has words of account numbers that no server has. */
    private static final KeyRange OLD_SETTINGS = KeyRange.startingWith((byte) Space.VALUES.letter(), (byte) 8);

    private final KeySpace keys;

    /** A key that no mail server has written. */
    public record ForeignKey(byte[] key) {

        /** As fdbcli prints it. */
        @Override
        public String toString() {
            return FdbText.printed(key);
        }
    }

    public ClusterContents(KeySpace keys) {
        this.keys = keys;
    }

    /** The letters of both versions, in order. */
    public static List<Character> letters() {
        return LETTERS;
    }

    /** The keys under a letter. */
    static KeyRange under(char letter) {
        return KeyRange.startingWith((byte) letter);
    }

    /**
     * Which server's keys these are: blank where there is none; foreign where there are only others; v0.8.0 with a letter
     * that only that has; both with such a letter beside settings of v0.7.3. Keys of others beside are no matter here: see
     * {@link #foreign}.
     */
    public StoreVersion detect() throws StoreException, InterruptedException {
        var ranges = new ArrayList<KeyRange>();
        LETTERS.forEach(letter -> ranges.add(under(letter)));
        ranges.add(OLD_SETTINGS);
        ranges.add(KeySpace.ALL);
        var first = keys.firstKeys(ranges);
        var found = new ArrayList<Character>();
        for (var i = 0; i < LETTERS.size(); i++) {
            if (first.get(i).isPresent()) {
                found.add(LETTERS.get(i));
            }
        }
        var setting = first.get(LETTERS.size());
        if (found.isEmpty()) {
            return first.get(LETTERS.size() + 1).isPresent() ? StoreVersion.FOREIGN : StoreVersion.BLANK;
        }
        if (OLD.containsAll(found)) {
            return StoreVersion.V0_7_3;
        }
        return setting.filter(ClusterContents::isSetting).isPresent() ? StoreVersion.BOTH : StoreVersion.V0_8_0;
    }

    /** Whether a key behind letter and class is the name of a setting. */
    private static boolean isSetting(byte[] key) {
        for (var i = 2; i < key.length; i++) {
            if (key[i] < ' ' || key[i] > '~') {
                return false;
            }
        }
        return key.length > 2;
    }

    /** The first keys that are under no letter of either version, at most {@code limit}. */
    public List<ForeignKey> foreign(int limit) throws StoreException, InterruptedException {
        var found = new ArrayList<ForeignKey>();
        for (var between :
                KeyRange.allBut(LETTERS.stream().map(ClusterContents::under).toList())) {
            if (found.size() < limit) {
                keys.keys(between, limit - found.size()).forEach(key -> found.add(new ForeignKey(key)));
            }
        }
        return found;
    }

    /**
     * How many keys each letter of either version has, in the order of the letters; empty where they are more than
     * {@code limit}. A large value has several keys.
     */
    public Map<Character, OptionalLong> counts(long limit) throws StoreException, InterruptedException {
        return counts(LETTERS, limit);
    }

    /** The same for some letters, in their order. */
    public Map<Character, OptionalLong> counts(List<Character> letters, long limit)
            throws StoreException, InterruptedException {
        var found = keys.counts(letters.stream().map(ClusterContents::under).toList(), limit);
        var counts = new LinkedHashMap<Character, OptionalLong>();
        for (var i = 0; i < letters.size(); i++) {
            counts.put(letters.get(i), found.get(i));
        }
        return counts;
    }
}
