package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.function.Executable;

/** How to damage a file; places count as parts of 65536 of the file, so that they suit any. */
sealed interface FileDamage {

    /** Nothing that is read of a damaged file may take longer. */
    Duration LONGEST = Duration.ofSeconds(60);

    byte[] to(byte[] bytes);

    record Overwrite(int place, byte[] with) implements FileDamage {
        @Override
        public byte[] to(byte[] bytes) {
            var damaged = bytes.clone();
            var at = at(place, bytes);
            System.arraycopy(with, 0, damaged, at, Math.min(with.length, damaged.length - at));
            return damaged;
        }
    }

    record Insert(int place, byte[] what) implements FileDamage {
        @Override
        public byte[] to(byte[] bytes) {
            var at = at(place, bytes);
            var damaged = Arrays.copyOf(bytes, bytes.length + what.length);
            System.arraycopy(what, 0, damaged, at, what.length);
            System.arraycopy(bytes, at, damaged, at + what.length, bytes.length - at);
            return damaged;
        }
    }

    record Remove(int place, int count) implements FileDamage {
        @Override
        public byte[] to(byte[] bytes) {
            var from = at(place, bytes);
            var to = Math.min(bytes.length, from + count);
            var damaged = Arrays.copyOf(bytes, bytes.length - (to - from));
            System.arraycopy(bytes, to, damaged, from, bytes.length - to);
            return damaged;
        }
    }

    record Cut(int place) implements FileDamage {
        @Override
        public byte[] to(byte[] bytes) {
            return Arrays.copyOf(bytes, at(place, bytes));
        }
    }

    private static int at(int place, byte[] bytes) {
        return (int) (((long) place * bytes.length) >>> 16);
    }

    /** Does something while a file is damaged; afterwards the file is whole again. */
    static void whileDamaged(Path file, List<FileDamage> damages, Executable work) throws IOException {
        var whole = Files.readAllBytes(file);
        var damaged = whole;
        for (var damage : damages) {
            damaged = damage.to(damaged);
        }
        Files.write(file, damaged);
        try {
            assertTimeoutPreemptively(LONGEST, work);
        } finally {
            Files.write(file, whole);
        }
    }

    /** One to four at once. */
    static Arbitrary<List<FileDamage>> damages() {
        var place = Arbitraries.integers().between(0, 65536);
        var bytes = Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(8);
        var length = Arbitraries.of(
                hex("00000000"), hex("00000001"), hex("000000ff"), hex("7ffffff0"), hex("80000000"), hex("ffffffff"));
        var operation = Arbitraries.of(
                hex("00 00"),
                hex("00 0a"),
                hex("00 0c"),
                hex("02 00000001 61"),
                hex("03 ffffffff"),
                hex("04 00"),
                hex("04 ff"),
                hex("05 ffffffff"),
                hex("06"));
        Arbitrary<FileDamage> damage = Arbitraries.oneOf(
                Combinators.combine(place, bytes).as(Overwrite::new),
                Combinators.combine(place, length).as(Overwrite::new),
                Combinators.combine(place, bytes).as(Insert::new),
                Combinators.combine(place, operation).as(Insert::new),
                Combinators.combine(place, Arbitraries.integers().between(1, 64))
                        .as(Remove::new),
                place.map(Cut::new));
        return damage.list().ofMinSize(1).ofMaxSize(4);
    }
}
