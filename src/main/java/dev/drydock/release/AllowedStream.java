package dev.drydock.release;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hands on no more than was allowed. A reader of archives keeps names and attributes in memory, however long an archive
 * says that they are.
 */
final class AllowedStream extends FilterInputStream {

    /** More was asked for than is allowed. */
    static final class ExceededException extends IOException {
        private static final long serialVersionUID = 1L;

        ExceededException() {
            super("more is read than is allowed");
        }
    }

    private long left;

    AllowedStream(InputStream in) {
        super(in);
    }

    /** Allows so many bytes from now on. */
    void allow(long bytes) {
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        require();
        var one = super.read();
        left -= one < 0 ? 0 : 1;
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        require();
        var read = super.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(read, 0);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        require();
        var skipped = super.skip(Math.min(bytes, left));
        left -= skipped;
        return skipped;
    }

    private void require() throws ExceededException {
        if (left <= 0) {
            throw new ExceededException();
        }
    }
}
