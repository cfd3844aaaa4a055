package dev.drydock.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file of an export, readable by its owner only: account, collection and document where they change, each
 * family of the file at least once even where it has no records.
 */
final class ExportFileWriter implements EntryWriter {

    private static final int BUFFER = 64 * 1024;
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    private final ExportFormat format;
    private final ExportFile file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final Set<ExportFamily> named = EnumSet.noneOf(ExportFamily.class);

    private @Nullable ExportFamily family;
    private int account;
    private int collection;
    private int document;
    private boolean accountSet;
    private boolean collectionSet;
    private boolean documentSet;
    private long flushed;
    private long collectionAt;

    private ExportFileWriter(ExportFormat format, ExportFile file, FileChannel channel) {
        this.format = format;
        this.file = file;
        this.channel = channel;
    }

    /** Creates a file in {@code directory}, which must not have it yet. */
    static ExportFileWriter create(Path directory, ExportFormat format, ExportFile file) throws IOException {
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var writer = new ExportFileWriter(
                format, file, FileChannel.open(directory.resolve(file.fileName()), NEW, permissions));
        writer.buffer.put((byte) ExportFileReader.MAGIC).put((byte) format.version());
        return writer;
    }

    /** Appends an entry; its offset does not matter. */
    @Override
    public void write(ExportEntry entry) throws IOException {
        nameFamily(entry.family());
        var scope = entry.family().scope();
        if (scope.account && (!accountSet || account != entry.account())) {
            u8(ExportFileReader.OP_ACCOUNT);
            u32(entry.account());
            account = entry.account();
            accountSet = true;
        }
        // Every scope that has an account has a collection, though that of a blob's content means nothing.
        if (scope.account && (!collectionSet || collection != entry.collection())) {
            u8(ExportFileReader.OP_COLLECTION);
            room(1);
            collectionAt = flushed + buffer.position();
            u8(entry.collection());
            collection = entry.collection();
            collectionSet = true;
        }
        if (scope.document && (!documentSet || document != entry.document())) {
            u8(ExportFileReader.OP_DOCUMENT);
            u32(entry.document());
            document = entry.document();
            documentSet = true;
        }
        var hasValue = entry.value().length != 0;
        u8(hasValue ? ExportFileReader.OP_KEY_VALUE : ExportFileReader.OP_KEY);
        sized(entry.key());
        if (hasValue) {
            sized(entry.value());
        }
    }

    /** Where the last collection was written, from the start of the file. */
    long collectionAt() {
        return collectionAt;
    }

    /** Lets the next entry name its collection even where it is that of the last one. */
    void nameCollectionAgain() {
        collectionSet = false;
    }

    /** Replaces one byte that has been written. */
    void patch(long position, int value) throws IOException {
        flush();
        channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), position);
    }

    @Override
    public void finish() throws IOException {
        for (var mine : format.families(file)) {
            if (!named.contains(mine)) {
                nameFamily(mine);
            }
        }
        flush();
        channel.force(true);
    }

    private void nameFamily(ExportFamily next) throws IOException {
        if (family != next) {
            u8(ExportFileReader.OP_FAMILY);
            u8(next.code());
            family = next;
            named.add(next);
        }
    }

    private void sized(byte[] bytes) throws IOException {
        u32(bytes.length);
        for (var at = 0; at < bytes.length; ) {
            room(1);
            var piece = Math.min(buffer.remaining(), bytes.length - at);
            buffer.put(bytes, at, piece);
            at += piece;
        }
    }

    private void u8(int value) throws IOException {
        room(1);
        buffer.put((byte) value);
    }

    private void u32(int value) throws IOException {
        room(4);
        buffer.putInt(value);
    }

    private void room(int count) throws IOException {
        if (buffer.remaining() < count) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        flushed += buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
