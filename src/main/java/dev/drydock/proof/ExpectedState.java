package dev.drydock.proof;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * What a server should show of an old store. The accounts are in memory with their names and counts, some 200 bytes each;
 * their mailboxes, messages and scripts lie in a file in a work directory, and are read one account at a time.
 */
public final class ExpectedState implements Closeable {

    /**
     * What the new server is told to make of the old store.
     *
     * @param lowerCaseNames whether it looks names up in lower case, as v0.8.0 does in every external directory
     */
    public record Options(boolean lowerCaseNames) {}

    private final Path file;
    private final List<AccountEntry> accounts;
    private final SortedSet<String> principals;

    ExpectedState(Path file, List<AccountEntry> accounts, SortedSet<String> principals) {
        this.file = file;
        this.accounts = accounts;
        this.principals = principals;
    }

    /**
     * Reads the old store once: its values, bitmaps and counters.
     *
     * @param work an existing directory that only its owner can read, for a file of eight bytes for each message
     */
    public static ExpectedState read(RecordSource source, Options options, Path work, Progress progress)
            throws StoreException, MalformedDataException, IOException {
        return new ExpectedStateReader(source, options, progress).read(Files.createTempFile(work, "expected-", ".bin"));
    }

    /** Accounts that have mailboxes or scripts. */
    public int accountCount() {
        return accounts.size();
    }

    /** Mailboxes of all accounts. */
    public long mailboxCount() {
        return accounts.stream().mapToLong(AccountEntry::mailboxes).sum();
    }

    /** Messages in all mailboxes; one that is in two counts twice. */
    public long messageCount() {
        return accounts.stream().mapToLong(AccountEntry::messages).sum();
    }

    List<AccountEntry> accounts() {
        return accounts;
    }

    /** Names of the accounts, groups and lists that the store itself holds; none with an external directory. */
    SortedSet<String> principals() {
        return principals;
    }

    /** Reads what belongs to an account. */
    ExpectedAccount read(AccountEntry entry) throws IOException {
        try (var random = new RandomAccessFile(file.toFile(), "r")) {
            random.seek(entry.offset());
            return account(new DataInputStream(
                    new BufferedInputStream(Channels.newInputStream(random.getChannel()), 1 << 16)));
        }
    }

    private static ExpectedAccount account(DataInputStream in) throws IOException {
        var flagSets = new ArrayList<String>();
        for (var left = in.readInt(); left > 0; left--) {
            flagSets.add(text(in));
        }
        var nodes = new ArrayList<MailboxTree.Node>();
        var mailboxes = new HashMap<Integer, ExpectedMailbox>();
        for (var left = in.readInt(); left > 0; left--) {
            var id = in.readInt();
            nodes.add(new MailboxTree.Node(id, in.readLong(), text(in)));
            var uidValidity = in.readLong();
            var uidNext = in.readLong();
            var subscribed = in.readBoolean();
            var packed = new long[in.readInt()];
            for (var i = 0; i < packed.length; i++) {
                packed[i] = in.readLong();
            }
            mailboxes.put(
                    id,
                    new ExpectedMailbox(
                            nodes.get(nodes.size() - 1).name(),
                            uidValidity < 0 ? OptionalLong.empty() : OptionalLong.of(uidValidity),
                            uidNext,
                            subscribed,
                            new ExpectedMessages(packed, flagSets)));
        }
        var named = new LinkedHashMap<String, ExpectedMailbox>();
        MailboxTree.own(nodes).forEach((name, id) -> {
            var mailbox = mailboxes.get(id);
            if (mailbox != null) {
                named.put(name, mailbox.named(name));
            }
        });
        var scripts = new ArrayList<ExpectedScript>();
        for (var left = in.readInt(); left > 0; left--) {
            var name = text(in);
            var active = in.readBoolean();
            var hash = text(in);
            scripts.add(new ExpectedScript(name, active, hash.isEmpty() ? Optional.empty() : Optional.of(hash)));
        }
        return new ExpectedAccount(named, scripts);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
