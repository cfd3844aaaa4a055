package dev.drydock.conversion;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.TargetReport.Size;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Principal;
import dev.drydock.layout.PrincipalId;
import dev.drydock.layout.v073.CounterValue;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v080.Letter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a v0.8.0 store once and reports what is in it. Memory grows with the number of accounts only. */
public final class TargetInspection {

    private static final int USED_QUOTA = 4;
    private static final int DOCUMENT_ID_KEY = 9;

    private final TargetStore store;
    private final Progress progress;
    private final EnumMap<Letter, long[]> sizes = new EnumMap<>(Letter.class);
    private final TreeMap<Integer, Found> accounts = new TreeMap<>(Integer::compareUnsigned);
    private long misreadQueuedMessages;
    private long unreadableQueuedMessages;

    private static final class Found {
        private @Nullable String name;
        private @Nullable String type;
        private long used;
        private long messages;
        private long mailboxes;
    }

    public TargetInspection(TargetStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    /** Reads everything; once. */
    public TargetReport run() throws StoreException, MalformedDataException {
        new StoredRecords(store).read(this::see, progress);
        var letters = new LinkedHashMap<Letter, Size>();
        sizes.forEach((letter, size) -> letters.put(letter, new Size(size[0], size[1])));
        return new TargetReport(
                store.name(),
                letters,
                accounts(),
                records(Letter.QUEUE_MESSAGE),
                misreadQueuedMessages,
                unreadableQueuedMessages,
                records(Letter.INDEX_QUEUE));
    }

    private long records(Letter letter) {
        var size = sizes.get(letter);
        return size == null ? 0 : size[0];
    }

    private void see(Letter letter, byte[] key, byte[] value) throws MalformedDataException {
        var size = sizes.computeIfAbsent(letter, added -> new long[2]);
        size[0]++;
        size[1] += (long) key.length + value.length;
        try {
            switch (letter) {
                case DOCUMENT_IDS -> document(key);
                case DIRECTORY -> directory(key, value);
                case QUOTA -> quota(key, value);
                case QUEUE_MESSAGE -> queued(value);
                default -> {}
            }
        } catch (MalformedDataException e) {
            throw e.in(store.name() + ", letter " + letter.letter());
        }
    }

    private Found account(int id) {
        return accounts.computeIfAbsent(id, added -> new Found());
    }

    private void document(byte[] key) throws MalformedDataException {
        if (key.length != DOCUMENT_ID_KEY) {
            throw new MalformedDataException(
                    "document id key", key.length, "a length of " + DOCUMENT_ID_KEY + " bytes");
        }
        if (key[4] == Collection.EMAIL.code()) {
            account(BigEndian.u32(key, 0)).messages++;
        } else if (key[4] == Collection.MAILBOX.code()) {
            account(BigEndian.u32(key, 0)).mailboxes++;
        }
    }

    private void directory(byte[] key, byte[] value) throws MalformedDataException {
        var decoded = DirectoryKey.decode(key, 0);
        if (decoded instanceof DirectoryKey.PrincipalKey) {
            var principal = Principal.decode(value);
            var account = account(principal.id());
            account.name = principal.name();
            account.type = AccountSurvey.type(principal.type());
        } else if (decoded instanceof DirectoryKey.NameToId name) {
            var account = account(PrincipalId.decode(value).id());
            account.name = account.name == null ? new String(name.name(), StandardCharsets.UTF_8) : account.name;
        }
    }

    private void quota(byte[] key, byte[] value) throws MalformedDataException {
        var reader = new ByteReader("quota key", key);
        if (reader.u8("class") == USED_QUOTA) {
            account(reader.leb32("principal")).used = CounterValue.decode(value);
        }
    }

    private void queued(byte[] value) {
        switch (NewQueueReading.of(value, null)) {
            case RIGHT -> {}
            case WRONG -> misreadQueuedMessages++;
            case NONE -> unreadableQueuedMessages++;
        }
    }

    private List<TargetReport.Account> accounts() {
        var list = new ArrayList<TargetReport.Account>(accounts.size());
        accounts.forEach((id, found) -> {
            if (found.name != null || found.messages > 0 || found.mailboxes > 0) {
                list.add(new TargetReport.Account(
                        id,
                        Optional.ofNullable(found.name),
                        found.type == null ? "unknown" : found.type,
                        found.used,
                        found.messages,
                        found.mailboxes));
            }
        });
        return list;
    }
}
