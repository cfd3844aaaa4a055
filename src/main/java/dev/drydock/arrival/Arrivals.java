package dev.drydock.arrival;

import dev.drydock.arrival.Arrival.Kind;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.TargetStore;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.MailboxName;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.PropertyKey;
import dev.drydock.layout.v080.QueueMessageKey;
import dev.drydock.layout.v080.QueuedMessageCodec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in a v0.8.0 store since it was made of an old one, for whoever goes back to the old one.
 *
 * <p>Keys of links, properties and queued messages are the same in both versions but for a class byte, so both stores are
 * walked through in key order, each record being looked up in the other: nothing is sorted and nothing held.
 */
public final class Arrivals {

    private static final int PROPERTY_CLASS = 0;
    private static final int LINK_CLASS = 7;
    private static final int QUEUED_CLASS = 50;
    private static final int STEP = 1024;

    private final RecordSource old;
    private final TargetStore now;
    private final Progress progress;
    private final StoreNames names;
    private long done;

    /** Receives one change after the other. */
    @FunctionalInterface
    public interface Receiver {
        void accept(Arrival arrival) throws StoreException, MalformedDataException;
    }

    /**
     * @param old the store from before the upgrade
     * @param now the store that v0.8.0 has run on, stopped
     */
    public Arrivals(RecordSource old, TargetStore now, Progress progress) {
        this.old = old;
        this.now = now;
        this.progress = progress;
        this.names = new StoreNames(now);
    }

    /** Feeds all changes. */
    public void read(Receiver receiver) throws StoreException, MalformedDataException {
        done = 0;
        newLinks(receiver);
        changedProperties(receiver);
        newQueued(receiver);
        gone(receiver);
    }

    /**
     * Saves new messages, queued ones and scripts as files, with a list of all changes, to a directory that appears
     * whole or not at all; see {@link ArrivalFiles}.
     *
     * @param directory a new one, in one that exists
     */
    public ArrivalFiles.Saved save(Path directory) throws StoreException, MalformedDataException {
        try (var files = ArrivalFiles.begin(directory, now)) {
            read(files::add);
            return files.commit();
        }
    }

    private void step(String activity) {
        if (done++ % STEP == 0) {
            progress.at(activity, done, OptionalLong.empty(), Progress.Unit.RECORDS);
        }
    }

    private static byte[] oldKey(int keyClass, byte[] key) {
        var prefixed = new byte[1 + key.length];
        prefixed[0] = (byte) keyClass;
        System.arraycopy(key, 0, prefixed, 1, key.length);
        return prefixed;
    }

    private byte @Nullable [] before(int keyClass, byte[] key) throws StoreException {
        return old.get(Space.VALUES, oldKey(keyClass, key));
    }

    private byte @Nullable [] property(Document document, int field) throws StoreException {
        return now.get(Letter.PROPERTY, new PropertyKey(document, field).encode());
    }

    /** Every message and every script holds its content, which tells it from another under the same number. */
    private void newLinks(Receiver receiver) throws StoreException, MalformedDataException {
        try (var links = now.scan(Letter.BLOB_LINK)) {
            while (links.next()) {
                step("contents");
                var link = BlobLinkKey.decode(links.key());
                if (link.isCommit() || link.isById() || before(LINK_CLASS, links.key()) != null) {
                    continue;
                }
                if (link.document().isMessage()) {
                    receiver.accept(message(Kind.MESSAGE_NEW, link.document(), link.hash()));
                } else if (link.document().collection() == Collection.SIEVE_SCRIPT.code()) {
                    var known = before(PROPERTY_CLASS, new PropertyKey(link.document(), MailboxName.FIELD).encode());
                    receiver.accept(document(
                            known == null ? Kind.SCRIPT_NEW : Kind.SCRIPT_CHANGED,
                            link.document(),
                            known == null ? "new Sieve script" : "changed Sieve script",
                            Optional.of(link.hash())));
                }
            }
        }
    }

    private Arrival message(Kind kind, Document document, BlobHash hash) throws StoreException, MalformedDataException {
        var uids = MessageState.mailboxes(property(document, MessageState.MAILBOXES));
        var flags = MessageState.flags(property(document, MessageState.FLAGS));
        var account = names.account(document.account());
        if (uids.isEmpty()) {
            return new Arrival(kind, account, document, "", -1, 0, flags, "new message", Optional.of(hash));
        }
        var folder = uids.firstKey();
        return new Arrival(
                kind,
                account,
                document,
                names.folder(document.account(), folder),
                folder,
                uids.getOrDefault(folder, 0L),
                flags,
                "new message in " + folders(document.account(), uids.keySet()),
                Optional.of(hash));
    }

    private String folders(int account, Iterable<Integer> ids) throws StoreException {
        var words = new StringBuilder();
        for (var id : ids) {
            words.append(words.isEmpty() ? "" : ", ").append(names.folder(account, id));
        }
        return words.isEmpty() ? "no folder" : words.toString();
    }

    private Arrival document(Kind kind, Document document, String words, Optional<BlobHash> content)
            throws StoreException {
        return new Arrival(kind, names.account(document.account()), document, "", -1, 0, List.of(), words, content);
    }

    private void changedProperties(Receiver receiver) throws StoreException, MalformedDataException {
        try (var properties = now.scan(Letter.PROPERTY)) {
            while (properties.next()) {
                step("messages and folders");
                var key = PropertyKey.decode(properties.key());
                if (!isOfInterest(key)) {
                    continue;
                }
                var before = before(PROPERTY_CLASS, properties.key());
                var value = properties.value();
                if (Arrays.equals(before, value)) {
                    continue;
                }
                if (key.document().isMessage()) {
                    changedMessage(key, before, value, receiver);
                } else {
                    folder(key.document(), before, value, receiver);
                }
            }
        }
    }

    private static boolean isOfInterest(PropertyKey key) {
        return key.document().isMessage()
                ? key.field() == MessageState.MAILBOXES || key.field() == MessageState.FLAGS
                : key.document().collection() == Collection.MAILBOX.code() && key.field() == MailboxName.FIELD;
    }

    private void changedMessage(PropertyKey key, byte @Nullable [] before, byte @Nullable [] after, Receiver receiver)
            throws StoreException, MalformedDataException {
        var document = key.document();
        var place = new PropertyKey(document, MessageState.MAILBOXES).encode();
        var oldPlace = before(PROPERTY_CLASS, place);
        if (oldPlace == null || now.get(Letter.PROPERTY, place) == null) {
            return; // new or deleted, which its link tells
        }
        if (key.field() == MessageState.FLAGS) {
            var had = MessageState.flags(before);
            var has = MessageState.flags(after);
            if (!had.equals(has)) {
                receiver.accept(
                        at(Kind.MESSAGE_FLAGS, document, has, "flags " + words(has) + ", before " + words(had)));
            }
            return;
        }
        var was = MessageState.mailboxes(before).keySet();
        var is = MessageState.mailboxes(after).keySet();
        // UIDs are given when a folder is first opened: that alone is no change.
        if (!was.equals(is)) {
            receiver.accept(at(
                    Kind.MESSAGE_MOVED,
                    document,
                    List.of(),
                    "now in " + folders(document.account(), is) + ", before in " + folders(document.account(), was)));
        }
    }

    private static String words(List<String> flags) {
        return flags.isEmpty() ? "none" : String.join(" ", flags);
    }

    /** A message that both stores have. */
    private Arrival at(Kind kind, Document document, List<String> flags, String words)
            throws StoreException, MalformedDataException {
        var one = message(kind, document, BlobHash.ofContent(new byte[0]));
        return new Arrival(
                kind, one.account(), document, one.folder(), one.folderId(), one.uid(), flags, words, Optional.empty());
    }

    private void folder(Document document, byte @Nullable [] before, byte[] after, Receiver receiver)
            throws StoreException, MalformedDataException {
        var name = MailboxName.of(after).orElse(Integer.toUnsignedString(document.document()));
        var account = names.account(document.account());
        var words = before == null
                ? "new folder"
                : "folder renamed, moved or shared; its name was "
                        + MailboxName.of(before).orElse("unreadable");
        receiver.accept(new Arrival(
                before == null ? Kind.FOLDER_NEW : Kind.FOLDER_CHANGED,
                account,
                document,
                name,
                document.document(),
                0,
                List.of(),
                words,
                Optional.empty()));
    }

    private void newQueued(Receiver receiver) throws StoreException, MalformedDataException {
        try (var queued = now.scan(Letter.QUEUE_MESSAGE)) {
            while (queued.next()) {
                step("queued messages");
                if (before(QUEUED_CLASS, queued.key()) != null) {
                    continue;
                }
                var id = QueueMessageKey.decode(queued.key()).id();
                Optional<BlobHash> content;
                String words;
                try {
                    var message = QueuedMessageCodec.decode(queued.value());
                    content = Optional.of(message.blobHash());
                    words = "new queued message from <" + message.returnPath() + ">, "
                            + message.recipients().size() + " recipients";
                } catch (MalformedDataException e) {
                    content = Optional.empty();
                    words = "new queued message that cannot be read";
                }
                receiver.accept(queued(Kind.QUEUED_NEW, id, words, content));
            }
        }
    }

    private static Arrival queued(Kind kind, long id, String words, Optional<BlobHash> content) {
        var document = new Document((int) (id >>> 32), 0xFF, (int) id);
        return new Arrival(kind, "", document, "", -1, 0, List.of(), words, content);
    }

    /** What the old store has and the new one has no more, in the order of the old one. */
    private void gone(Receiver receiver) throws StoreException, MalformedDataException {
        try (var values = old.scan(Space.VALUES)) {
            while (values.next()) {
                step("what is gone");
                var key = values.key();
                var rest = key.length == 0 ? key : Arrays.copyOfRange(key, 1, key.length);
                var keyClass = key.length == 0 ? -1 : key[0];
                if (keyClass == PROPERTY_CLASS) {
                    goneProperty(rest, values.value(), receiver);
                } else if (keyClass == LINK_CLASS) {
                    var link = BlobLinkKey.decode(rest);
                    if (link.document().isMessage() && !link.isCommit() && now.get(Letter.BLOB_LINK, rest) == null) {
                        receiver.accept(
                                document(Kind.MESSAGE_DELETED, link.document(), "message deleted", Optional.empty()));
                    }
                } else if (keyClass == QUEUED_CLASS && now.get(Letter.QUEUE_MESSAGE, rest) == null) {
                    receiver.accept(queued(
                            Kind.QUEUED_GONE,
                            QueueMessageKey.decode(rest).id(),
                            "queued message delivered, returned or removed: going back sends it again",
                            Optional.empty()));
                }
            }
        }
    }

    private void goneProperty(byte[] rest, byte[] value, Receiver receiver)
            throws StoreException, MalformedDataException {
        var key = PropertyKey.decode(rest);
        var document = key.document();
        var isScript = document.collection() == Collection.SIEVE_SCRIPT.code() && key.field() == MailboxName.FIELD;
        if (!(isOfInterest(key) || isScript) || now.get(Letter.PROPERTY, rest) != null) {
            return;
        }
        if (isScript) {
            receiver.accept(document(Kind.SCRIPT_DELETED, document, "Sieve script deleted", Optional.empty()));
        } else if (document.isMessage()) {
            if (key.field() == MessageState.FLAGS) {
                changedMessage(key, value, null, receiver);
            }
        } else {
            receiver.accept(document(
                    Kind.FOLDER_DELETED,
                    document,
                    "folder " + MailboxName.of(value).orElse("without readable name") + " deleted",
                    Optional.empty()));
        }
    }
}
