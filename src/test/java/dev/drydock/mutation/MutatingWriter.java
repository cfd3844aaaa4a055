package dev.drydock.mutation;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.Space;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.roaringbitmap.RoaringBitmap;

/** Passes records on and damages the key or the value of one, of a family and place drawn at random. */
final class MutatingWriter implements SourceWriter {

    private final SourceWriter writer;
    private final SplittableRandom random;
    private final Family family;
    private int left;
    private String done = "nothing";

    MutatingWriter(SourceWriter writer, SplittableRandom random) {
        this.writer = writer;
        this.random = random;
        var families = Family.values();
        this.family = families[random.nextInt(families.length)];
        // Some families have one record only, others thousands.
        this.left = random.nextInt(3) > 0 ? 0 : random.nextInt(40);
    }

    /** What was damaged, and how. */
    @Override
    public String toString() {
        return done;
    }

    @Override
    public void put(Space space, byte[] key, byte[] value) throws StoreException {
        if (!isTurn(space, key)) {
            writer.put(space, key, value);
        } else if (value.length == 0 || random.nextBoolean()) {
            writer.put(space, damaged("key", key), value);
        } else {
            writer.put(space, key, damaged("value", value));
        }
    }

    @Override
    public void add(byte[] key, long value) throws StoreException {
        if (!isTurn(Space.COUNTERS, key)) {
            writer.add(key, value);
        } else if (random.nextBoolean()) {
            writer.add(damaged("key", key), value);
        } else {
            done = family + " value negative";
            writer.add(key, -value);
        }
    }

    @Override
    public void bitmap(byte[] key, RoaringBitmap documents) throws StoreException {
        writer.bitmap(isTurn(Space.BITMAPS, key) ? damaged("key", key) : key, documents);
    }

    @Override
    public void bitmapOperands(byte[] key, List<byte[]> operands) throws StoreException {
        if (!isTurn(Space.BITMAPS, key)) {
            writer.bitmapOperands(key, operands);
            return;
        }
        var changed = operands.toArray(byte[][]::new);
        var at = random.nextInt(changed.length);
        changed[at] = damaged("operand " + at, changed[at]);
        writer.bitmapOperands(key, Arrays.asList(changed));
    }

    private boolean isTurn(Space space, byte[] key) {
        try {
            return Family.of(space, key) == family && left-- == 0;
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("the generator writes sound keys", e);
        }
    }

    private byte[] damaged(String what, byte[] bytes) {
        var at = random.nextInt(bytes.length);
        var kind = random.nextInt(4);
        done = family + " " + what + ", kind " + kind + " at " + at;
        return switch (kind) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
            case 2 -> {
                var changed = bytes.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
            default -> {
                // Makes of a length the largest there is.
                var changed = bytes.clone();
                Arrays.fill(changed, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) 0xFF);
                yield changed;
            }
        };
    }

    @Override
    public void commit() throws StoreException {
        writer.commit();
    }

    @Override
    public void close() throws StoreException {
        writer.close();
    }
}
