package dev.drydock.bench;

import dev.drydock.bytes.BigEndian;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.sorting.ExternalSorter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Contents with their links and commit markers, in the order of their hashes: every content is made twice, once for its
 * hash, which is sorted on disk, and once to be written.
 */
final class ContentRecords {

    private static final byte[] NOTHING = {};
    private static final int QUEUED = -1;

    private final StoreShape shape;
    private final SourceWriter writer;
    private final MessageContents contents;
    private final Path work;
    private long bytes;

    ContentRecords(StoreShape shape, SourceWriter writer, MessageContents contents, Path work) {
        this.shape = shape;
        this.writer = writer;
        this.contents = contents;
        this.work = work;
    }

    /** Bytes of all contents, plain. */
    long bytes() {
        return bytes;
    }

    void write() throws StoreException {
        try (var sorter = new ExternalSorter(work)) {
            for (var account = 0; account < shape.accounts(); account++) {
                var before = shape.messagesBefore(account);
                for (var message = 0; message < shape.messagesOf(account); message++) {
                    add(sorter, before + message, account, message);
                }
            }
            for (var queued = 0; queued < shape.queued(); queued++) {
                add(sorter, shape.messages() + queued, QUEUED, QUEUED);
            }
            try (var sorted = sorter.sorted()) {
                while (sorted.next()) {
                    write(sorted.key(), sorted.value());
                }
            }
        } catch (IOException e) {
            throw new StoreException("The hashes cannot be sorted in " + work, "Free some space there", e);
        }
    }

    private void add(ExternalSorter sorter, int number, int account, int message) throws IOException {
        var place = new byte[12];
        BigEndian.putU32(place, 0, number);
        BigEndian.putU32(place, 4, account);
        BigEndian.putU32(place, 8, message);
        sorter.add(BlobHash.ofContent(contents.of(number)).toByteArray(), place);
    }

    private void write(byte[] key, byte[] place) throws StoreException {
        var hash = StoreGenerator.hash(key);
        var account = BigEndian.u32(place, 4);
        if (account != QUEUED) {
            var document = new Document(account, 0, BigEndian.u32(place, 8));
            writer.put(Space.VALUES, new BlobLinkKey(hash, document).encode(), NOTHING);
        }
        writer.put(Space.VALUES, BlobLinkKey.commit(hash).encode(), NOTHING);
        var content = contents.of(BigEndian.u32(place, 0));
        bytes += content.length;
        writer.put(Space.BLOBS, key, shape.compressed() ? StoredBlob.compressed(content) : content);
    }
}
