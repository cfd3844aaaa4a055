package dev.drydock.export;

import dev.drydock.bytes.MalformedDataException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.roaringbitmap.InvalidRoaringFormat;
import org.roaringbitmap.RoaringBitmap;

/** A set of document ids in the portable form of Roaring bitmaps, which every implementation reads. */
final class PortableBitmap {

    private static final String STRUCTURE = "portable bitmap";

    private PortableBitmap() {}

    /** Reads all of {@code bytes}; what is not sorted, not whole or followed by more bytes is refused. */
    static RoaringBitmap parse(byte[] bytes) throws MalformedDataException {
        var bitmap = new RoaringBitmap();
        try {
            bitmap.deserialize(ByteBuffer.wrap(bytes));
        } catch (IOException
                | InvalidRoaringFormat
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | NegativeArraySizeException e) {
            var failure = new MalformedDataException(STRUCTURE, 0, "a set of document ids in " + bytes.length + " bytes");
            failure.addSuppressed(e);
            throw failure;
        }
        if (!bitmap.validate()) {
            throw new MalformedDataException(STRUCTURE, 0, "document ids in order, each once");
        }
        var length = bitmap.serializedSizeInBytes();
        if (length != bytes.length) {
            throw new MalformedDataException(
                    STRUCTURE, length, "the end after " + length + " bytes, found " + bytes.length + " bytes");
        }
        return bitmap;
    }

    /** The set in portable form, its containers as they are. */
    static byte[] serialize(RoaringBitmap documents) {
        var bytes = ByteBuffer.allocate(documents.serializedSizeInBytes());
        documents.serialize(bytes);
        return bytes.array();
    }
}
