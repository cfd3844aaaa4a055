package dev.drydock.conversion;

import dev.drydock.bytes.BigEndian;
import dev.drydock.translate.TargetRecord;
import java.util.Arrays;
import java.util.Iterator;
import org.roaringbitmap.PeekableIntIterator;

/** The keys that a set of documents stands for, one at a time and in ascending order. */
record DocumentKeys(TargetRecord.Documents set) implements Iterable<byte[]> {

    @Override
    public Iterator<byte[]> iterator() {
        var documents = set.documents().getIntIterator();
        return new KeyIterator(set.prefix(), documents);
    }

    private record KeyIterator(byte[] prefix, PeekableIntIterator documents) implements Iterator<byte[]> {

        @Override
        public boolean hasNext() {
            return documents.hasNext();
        }

        @Override
        public byte[] next() {
            var key = Arrays.copyOf(prefix, prefix.length + 4);
            BigEndian.putU32(key, prefix.length, documents.next());
            return key;
        }
    }
}
