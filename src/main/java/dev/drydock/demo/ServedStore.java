package dev.drydock.demo;

import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.QueueEventKey;
import dev.drydock.layout.v080.QueueMessageKey;
import dev.drydock.layout.v080.QueuedMessageCodec;
import dev.drydock.translate.BlobForm;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A store of v0.8.0 in the hands of its server, which holds its lock. Like the real one it works the queue of the
 * full-text index off; it queues mail and makes no index, because a stand-in finds nothing.
 */
final class ServedStore implements StoreKeeping {

    private static final byte[] NOTHING = {};

    private final StoreEditor editor;
    private final BlobForm form;
    private final PrintWriter out;
    private final ScheduledExecutorService indexing = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "indexing");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> work;

    /** @param form how contents are written */
    ServedStore(StoreEditor editor, BlobForm form, PrintWriter out) {
        this.editor = editor;
        this.form = form;
        this.out = out;
    }

    /**
     * Begins with the index.
     *
     * @param queue keys that wait for it
     * @param perSecond how many are worked off in each second; none where it is 0
     */
    synchronized void index(List<byte[]> queue, int perSecond) {
        if (perSecond > 0) {
            var left = queue.iterator();
            work = indexing.scheduleAtFixedRate(() -> index(left, perSecond), 1, 1, TimeUnit.SECONDS);
        }
    }

    private synchronized void index(Iterator<byte[]> left, int count) {
        try {
            for (var i = 0; i < count && left.hasNext(); i++) {
                editor.delete(Letter.INDEX_QUEUE, left.next());
            }
            editor.commit();
            if (!left.hasNext()) {
                indexing.shutdown();
            }
        } catch (StoreException e) {
            out.println("ERROR The index cannot be made: " + e.getMessage());
            out.flush();
            indexing.shutdown();
        }
    }

    /** Puts a message into the queue, its content first, and the event that it is due at last. */
    synchronized void queue(QueuedMessage message, byte[] content) throws StoreException {
        var hash = message.blobHash();
        editor.put(Letter.BLOB, hash.toByteArray(), form == BlobForm.LZ4 ? StoredBlob.compressed(content) : content);
        editor.put(Letter.BLOB_LINK, BlobLinkKey.commit(hash).encode(), NOTHING);
        editor.put(Letter.BLOB_LINK, BlobLinkKey.byId(hash, message.id()).encode(), NOTHING);
        editor.put(
                Letter.QUEUE_MESSAGE, new QueueMessageKey(message.id()).encode(), QueuedMessageCodec.encode(message));
        editor.put(
                Letter.QUEUE_EVENT, new QueueEventKey(message.created(), message.id()).encode(), new byte[Long.BYTES]);
        editor.commit();
    }

    @Override
    public synchronized void close() throws StoreException {
        if (work != null) {
            work.cancel(false);
        }
        indexing.shutdownNow();
        editor.close();
    }
}
