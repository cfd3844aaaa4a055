package dev.drydock.demo;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.MailboxName;
import dev.drydock.layout.v073.AclKey;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.Space;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/** Writes the mailboxes of one account or group, with what is indexed of them. */
final class SandboxMailboxes {

    /** A mailbox; the id is its place in the list, and 0 as its parent is none. */
    record Mailbox(String name, Optional<String> role, int parent, boolean subscribed, Optional<Integer> sharedWith) {}

    private static final int ACL = 66;
    private static final int COLLECTION = Collection.MAILBOX.code();
    private static final long FIRST_UID_VALIDITY = 1_700_000_001L;
    /** See mailbox and messages, and lookup by the server: as a mail program shares a folder for reading. */
    private static final long READING = 0x29;

    private static final byte[] NOTHING = {};

    private static final List<Mailbox> STANDARD = List.of(
            standard("Inbox", "inbox"),
            standard("Deleted Items", "trash"),
            standard("Junk Mail", "junk"),
            standard("Drafts", "drafts"),
            standard("Sent Items", "sent"));

    private final SourceWriter writer;
    private final int account;
    private final Map<String, RoaringBitmap> words = new HashMap<>();

    SandboxMailboxes(SourceWriter writer, int account) {
        this.writer = writer;
        this.account = account;
    }

    private static Mailbox standard(String name, String role) {
        return new Mailbox(name, Optional.of(role), 0, false, Optional.empty());
    }

    /** The five that every account has. */
    void standard() throws StoreException {
        write(STANDARD);
    }

    /** The five that every account has, and more behind them. */
    void with(List<Mailbox> more) throws StoreException {
        write(Stream.concat(STANDARD.stream(), more.stream()).toList());
    }

    private void write(List<Mailbox> mailboxes) throws StoreException {
        var all = new RoaringBitmap();
        var withRole = new RoaringBitmap();
        for (var id = 0; id < mailboxes.size(); id++) {
            all.add(id);
            if (mailboxes.get(id).role().isPresent()) {
                withRole.add(id);
            }
            write(id, mailboxes.get(id));
        }
        writer.bitmap(new BitmapKey.DocumentIds(account, COLLECTION).encode(), all);
        writer.bitmap(new BitmapKey.TagText(account, COLLECTION, StoredObject.ROLE, NOTHING).encode(), withRole);
        for (var word : words.entrySet()) {
            var bytes = utf8(word.getKey());
            var key = new BitmapKey.TextToken(
                    account, COLLECTION, StoredObject.NAME, bytes.length, Arrays.copyOf(bytes, Long.BYTES));
            writer.bitmap(key.encode(), word.getValue());
        }
    }

    private void write(int id, Mailbox mailbox) throws StoreException {
        var document = new Document(account, COLLECTION, id);
        var object = new ObjectWriter().text(StoredObject.NAME, mailbox.name());
        mailbox.role().ifPresent(role -> object.text(StoredObject.ROLE, role));
        object.id(StoredObject.PARENT, mailbox.parent());
        object.number(StoredObject.UID_VALIDITY, FIRST_UID_VALIDITY + account * 1000L + id * 7L);
        if (mailbox.subscribed()) {
            object.ids(StoredObject.SUBSCRIBED, account);
            index(document, StoredObject.SUBSCRIBED, number(account));
        }
        if (mailbox.sharedWith().isPresent()) {
            var grantee = mailbox.sharedWith().get();
            object.grant(ACL, grantee, READING);
            writer.put(
                    Space.VALUES,
                    new AclKey(grantee, document).encode(),
                    new ByteWriter(8).u64(READING).toByteArray());
        }
        writer.put(Space.VALUES, new PropertyKey(document, MailboxName.FIELD).encode(), object.toByteArray());
        index(document, StoredObject.NAME, utf8(mailbox.name()));
        index(document, StoredObject.PARENT, number(mailbox.parent()));
        if (mailbox.role().isPresent()) {
            index(document, StoredObject.ROLE, utf8(mailbox.role().get()));
        }
        for (var word : mailbox.name().toLowerCase(Locale.ROOT).split(" ", -1)) {
            words.computeIfAbsent(word, any -> new RoaringBitmap()).add(id);
        }
        var created = new ByteWriter().u8(1).u8(0).u8(0).u8(0).leb32(id).toByteArray();
        writer.put(Space.LOGS, new LogKey(account, COLLECTION, SandboxMail.FIRST_CHANGE + id).encode(), created);
    }

    private void index(Document document, int field, byte[] value) throws StoreException {
        writer.put(Space.INDEXES, new IndexKey(document, field, value).encode(), NOTHING);
    }

    private static byte[] number(int number) {
        return new ByteWriter(4).u32(number).toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
