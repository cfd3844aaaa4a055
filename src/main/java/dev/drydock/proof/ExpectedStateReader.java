package dev.drydock.proof;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.BitmapCursor;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.Space;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Walks over properties, bitmaps and counters at the same time, all of them in the order of the accounts. */
final class ExpectedStateReader {

    private static final int STEP = 4096;
    /** Classes of bitmaps: document ids, and documents tagged with a number. */
    private static final int DOCUMENT_IDS = 0;

    private static final int TAG_ID = 0x40;

    private final RecordSource source;
    private final Progress progress;
    private final OldDirectory directory;
    private final List<Found> found = new ArrayList<>();
    private long rows;

    private record Found(int id, long offset, AccountRecords.Written written) {}

    ExpectedStateReader(RecordSource source, ExpectedState.Options options, Progress progress) {
        this.source = source;
        this.progress = progress;
        this.directory = new OldDirectory(options.lowerCaseNames());
    }

    ExpectedState read(Path file) throws StoreException, MalformedDataException, IOException {
        try {
            write(file);
        } catch (StoreException | MalformedDataException | IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        var entries = found.stream().map(this::entry).toList();
        return new ExpectedState(file, entries, directory.principals());
    }

    private AccountEntry entry(Found account) {
        return new AccountEntry(
                account.id(),
                directory.name(account.id()),
                directory.knows(account.id()),
                directory.quota(account.id()),
                directory.used(account.id()),
                account.written().mailboxes(),
                account.written().messages(),
                account.written().scripts(),
                account.offset());
    }

    private void write(Path file) throws StoreException, MalformedDataException, IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
                var values = source.scan(Space.VALUES);
                var bitmaps = new Bitmaps(source.bitmaps());
                var counters = new Counters(source.scan(Space.COUNTERS))) {
            AccountRecords account = null;
            while (values.next()) {
                count();
                var key = values.key();
                try {
                    var family = Family.of(Space.VALUES, key);
                    if (family != Family.PROPERTY) {
                        if (account != null) {
                            finish(account, bitmaps, counters, out, channel);
                            account = null;
                        }
                        if (family == Family.DIRECTORY) {
                            directory.entry(key, values.value());
                        }
                        continue;
                    }
                    var property = PropertyKey.decode(key);
                    var document = property.document();
                    if (account == null || account.account() != document.account()) {
                        if (account != null) {
                            finish(account, bitmaps, counters, out, channel);
                        }
                        account = new AccountRecords(document.account());
                    }
                    account.property(document, property.field(), values::value);
                } catch (MalformedDataException e) {
                    throw e.in(
                            source.name() + ", space v, key " + HexFormat.of().formatHex(key));
                }
            }
            if (account != null) {
                finish(account, bitmaps, counters, out, channel);
            }
            counters.quotas(directory);
        }
        progress.at("expected mailboxes", rows, OptionalLong.of(rows), Progress.Unit.RECORDS);
    }

    private void finish(
            AccountRecords account, Bitmaps bitmaps, Counters counters, DataOutputStream out, FileChannel file)
            throws StoreException, MalformedDataException, IOException {
        bitmaps.into(account);
        counters.into(account);
        out.flush();
        var offset = file.position();
        var written = account.write(out, new ScriptTexts(source));
        if (written.mailboxes() > 0 || written.scripts() > 0) {
            found.add(new Found(account.account(), offset, written));
        }
    }

    private void count() {
        if (rows++ % STEP == 0) {
            progress.at("expected mailboxes", rows, OptionalLong.empty(), Progress.Unit.RECORDS);
        }
    }

    /** The bitmaps that matter here, account by account. */
    private static final class Bitmaps implements AutoCloseable {
        private final BitmapCursor cursor;
        private byte @Nullable [] key;

        Bitmaps(BitmapCursor cursor) throws StoreException, MalformedDataException {
            this.cursor = cursor;
            advance();
        }

        void into(AccountRecords account) throws StoreException, MalformedDataException {
            while (key != null && Integer.compareUnsigned(BigEndian.u32(key, 0), account.account()) <= 0) {
                if (BigEndian.u32(key, 0) == account.account() && matters(key)) {
                    var decoded = BitmapKey.decode(key);
                    if (decoded instanceof BitmapKey.TagId tag && tag.field() == AccountRecords.MAILBOX_IDS) {
                        account.tagged(tag.id(), cursor.documents());
                    } else if (decoded instanceof BitmapKey.DocumentIds ids) {
                        account.documents(ids.collection(), cursor.documents());
                    }
                }
                advance();
            }
        }

        private static boolean matters(byte[] key) {
            var collection = key[4] & 0xFF;
            var kind = key[5] & 0xFF;
            return collection == Collection.EMAIL.code()
                    ? kind == TAG_ID
                    : kind == DOCUMENT_IDS
                            && (collection == Collection.MAILBOX.code()
                                    || collection == Collection.SIEVE_SCRIPT.code());
        }

        private void advance() throws StoreException, MalformedDataException {
            key = cursor.next() ? cursor.key() : null;
            if (key != null && key.length < BitmapKey.HEADER) {
                throw new MalformedDataException("bitmap key", key.length, "at least " + BitmapKey.HEADER + " bytes");
            }
        }

        @Override
        public void close() throws StoreException {
            cursor.close();
        }
    }

    /** The counters that matter here: next UIDs account by account, then used quotas. */
    private static final class Counters implements AutoCloseable {
        private final RecordCursor cursor;
        private byte @Nullable [] key;

        Counters(RecordCursor cursor) throws StoreException {
            this.cursor = cursor;
            advance();
        }

        void into(AccountRecords account) throws StoreException, MalformedDataException {
            while (key != null && Family.of(Space.COUNTERS, key) == Family.MAILBOX_UID_NEXT) {
                Document mailbox = MailboxUidNextKey.decode(key).document();
                if (Integer.compareUnsigned(mailbox.account(), account.account()) > 0) {
                    return;
                }
                if (mailbox.account() == account.account()) {
                    account.lastUid(mailbox.document(), CounterValue.decode(cursor.value()));
                }
                advance();
            }
        }

        void quotas(OldDirectory directory) throws StoreException, MalformedDataException {
            for (; key != null; advance()) {
                if (Family.of(Space.COUNTERS, key) == Family.USED_QUOTA) {
                    directory.used(key, CounterValue.decode(cursor.value()));
                }
            }
        }

        private void advance() throws StoreException {
            key = cursor.next() ? cursor.key() : null;
        }

        @Override
        public void close() throws StoreException {
            cursor.close();
        }
    }
}
