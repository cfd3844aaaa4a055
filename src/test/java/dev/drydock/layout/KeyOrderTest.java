package dev.drydock.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.QueueEventKey;
import dev.drydock.layout.v080.DocumentIdKey;
import dev.drydock.layout.v080.IndexQueueKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The order of bytes, which every backend keeps, has to be the order of what the bytes mean. */
class KeyOrderTest {

    private static final Comparator<Integer> UNSIGNED = Integer::compareUnsigned;
    private static final Comparator<Document> PLACE = Comparator.comparing(Document::account, UNSIGNED)
            .thenComparing(Document::collection)
            .thenComparing(Document::document, UNSIGNED);

    @Provide
    Arbitrary<Document> documents() {
        // Few values, so that equal fronts and the borders of sign are common.
        var ids = Arbitraries.of(0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF);
        return Combinators.combine(ids, Arbitraries.of(0, 1, 0x7F, 0x80, 0xFF), ids)
                .as(Document::new);
    }

    @Property
    void sortsPropertiesByAccountCollectionFieldAndDocument(
            @ForAll("documents") Document a,
            @ForAll("documents") Document b,
            @ForAll byte fieldA,
            @ForAll byte fieldB) {
        assertOrder(
                new PropertyKey(a, fieldA & 0xFF),
                new PropertyKey(b, fieldB & 0xFF),
                PropertyKey::encode,
                Comparator.<PropertyKey, Integer>comparing(key -> key.document().account(), UNSIGNED)
                        .thenComparing(key -> key.document().collection())
                        .thenComparing(PropertyKey::field)
                        .thenComparing(key -> key.document().document(), UNSIGNED));
    }

    @Property
    void sortsIndexesByAccountCollectionFieldValueAndDocument(
            @ForAll("documents") Document a, @ForAll("documents") Document b, @ForAll int valueA, @ForAll int valueB) {
        // Values of one index have one length, or end in a byte that no other holds; here they have one length.
        assertOrder(
                new IndexKey(a, 1, bigEndian(valueA)),
                new IndexKey(b, 1, bigEndian(valueB)),
                IndexKey::encode,
                Comparator.<IndexKey, Integer>comparing(key -> key.document().account(), UNSIGNED)
                        .thenComparing(key -> key.document().collection())
                        .thenComparing(IndexKey::value, Arrays::compareUnsigned)
                        .thenComparing(key -> key.document().document(), UNSIGNED));
    }

    @Property
    void sortsDocumentsAndBitmapsByAccountAndCollectionFirst(
            @ForAll("documents") Document a, @ForAll("documents") Document b) {
        assertOrder(a, b, document -> new DocumentIdKey(document).encode(), PLACE);
        assertOrder(
                new BitmapKey.DocumentIds(a.account(), a.collection()),
                new BitmapKey.DocumentIds(b.account(), b.collection()),
                BitmapKey::encode,
                Comparator.comparing(BitmapKey::account, UNSIGNED).thenComparing(BitmapKey::collection));
    }

    @Property
    void sortsQueuesByTimeOrSequence(
            @ForAll("documents") Document document,
            @ForAll long a,
            @ForAll long b,
            @ForAll long idA,
            @ForAll long idB) {
        assertOrder(
                new QueueEventKey(a, idA),
                new QueueEventKey(b, idB),
                QueueEventKey::encode,
                Comparator.comparing(QueueEventKey::due, Long::compareUnsigned)
                        .thenComparing(QueueEventKey::id, Long::compareUnsigned));
        var hash = BlobHash.ofContent(new byte[0]);
        assertOrder(
                new IndexQueueKey(a, document, hash),
                new IndexQueueKey(b, document, hash),
                IndexQueueKey::encode,
                Comparator.comparing(IndexQueueKey::seq, Long::compareUnsigned));
    }

    private static <K> void assertOrder(K a, K b, Function<K, byte[]> encoder, Comparator<? super K> order) {
        for (var pair : List.of(List.of(a, b), List.of(b, a), List.of(a, a))) {
            var bytes = Arrays.compareUnsigned(encoder.apply(pair.get(0)), encoder.apply(pair.get(1)));
            assertThat(Integer.signum(bytes)).isEqualTo(Integer.signum(order.compare(pair.get(0), pair.get(1))));
        }
    }

    private static byte[] bigEndian(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }
}
