package dev.drydock.real;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.Space;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Takes the messages of a generated store out of all mailboxes: their descriptions are noise, so no server could show
 * them. All records but the few of what is in which mailbox are there, and as large.
 */
record WithoutMailboxes(SourceWriter writer) implements SourceWriter {

    private static final int PROPERTY = 0;
    private static final int EMAIL = 0;
    private static final int MAILBOXES = 7;

    @Override
    public void put(Space space, byte[] key, byte[] value) throws StoreException {
        writer.put(space, key, space == Space.VALUES && isMailboxes(key) ? new byte[] {0} : value);
    }

    /** A class, an account of 4 bytes, a collection and a field come before the message. */
    private static boolean isMailboxes(byte[] key) {
        return key.length > 6 && key[0] == PROPERTY && key[5] == EMAIL && key[6] == MAILBOXES;
    }

    private static boolean isMailbox(byte[] key) throws StoreException {
        try {
            return BitmapKey.decode(key) instanceof BitmapKey.TagId tag
                    && tag.collection() == EMAIL
                    && tag.field() == MAILBOXES;
        } catch (MalformedDataException e) {
            throw new StoreException("A generated key is none", "See what made it", e);
        }
    }

    @Override
    public void add(byte[] key, long value) throws StoreException {
        writer.add(key, value);
    }

    @Override
    public void bitmap(byte[] key, RoaringBitmap documents) throws StoreException {
        if (!isMailbox(key)) {
            writer.bitmap(key, documents);
        }
    }

    @Override
    public void bitmapOperands(byte[] key, List<byte[]> operands) throws StoreException {
        if (!isMailbox(key)) {
            writer.bitmapOperands(key, operands);
        }
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
