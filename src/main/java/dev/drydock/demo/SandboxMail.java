package dev.drydock.demo;

import dev.drydock.bytes.ByteWriter;
import dev.drydock.conversion.SourceWriter;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.MailboxName;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v073.UsedQuotaKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** The mail of one account: mailboxes, messages, an identity, a Sieve script and the counters that go with them. */
final class SandboxMail {

    /** Ids of changes rise by time; those of mailboxes come first. */
    static final long FIRST_CHANGE = 0x04BF_4BDB_7ACB_A000L;

    private static final Instant FIRST_DAY = Instant.parse("2024-03-04T07:30:00Z");
    private static final Duration BETWEEN = Duration.ofMinutes(437);
    private static final int NAME = 13;
    private static final int BLOB = 70;
    private static final int EMAIL = 82;
    private static final int IS_ACTIVE = 0;

    /** How many messages are in each mailbox, by its id. */
    private static final int[] MESSAGES = {14, 2, 2, 1, 5, 2, 3, 1, 1};

    private static final String SCRIPT = """
            require ["fileinto"];
            if header :contains "subject" "Tide table" {
                fileinto "Projects";
            }
            """.replace("\n", "\r\n");

    private final SourceWriter writer;
    private final SandboxBlobs blobs;
    private final SandboxContent.Account account;
    private final SandboxMessages messages;

    SandboxMail(SourceWriter writer, SandboxBlobs blobs, SandboxContent.Account account) {
        this.writer = writer;
        this.blobs = blobs;
        this.account = account;
        this.messages = new SandboxMessages(writer, blobs, account.id());
    }

    void write() throws StoreException {
        var neighbour = (account.id() + 1) % SandboxContent.ACCOUNTS.size();
        new SandboxMailboxes(writer, account.id())
                .with(List.of(
                        new SandboxMailboxes.Mailbox(
                                "Projects",
                                Optional.empty(),
                                0,
                                true,
                                account.id() == 0 ? Optional.of(neighbour) : Optional.empty()),
                        new SandboxMailboxes.Mailbox("Refit", Optional.empty(), 6, true, Optional.empty()),
                        new SandboxMailboxes.Mailbox("2024", Optional.empty(), 7, false, Optional.empty()),
                        new SandboxMailboxes.Mailbox("Häfen", Optional.empty(), 0, true, Optional.empty())));
        var number = account.id() * 7;
        for (var mailbox = 0; mailbox < MESSAGES.length; mailbox++) {
            for (var i = 0; i < MESSAGES[mailbox]; i++) {
                messages.add(mailbox, message(mailbox, number), number);
                number++;
            }
        }
        messages.finish();
        for (var mailbox = 0; mailbox < MESSAGES.length; mailbox++) {
            var document = new Document(account.id(), Collection.MAILBOX.code(), mailbox);
            writer.add(new MailboxUidNextKey(document).encode(), messages.lastUid(mailbox));
        }
        identity();
        script();
        writer.add(new UsedQuotaKey(account.id()).encode(), messages.bytes() + utf8(SCRIPT).length);
    }

    private SandboxMessage message(int mailbox, int number) {
        var others = SandboxContent.ACCOUNTS.stream()
                .filter(other -> other.id() != account.id())
                .toList();
        var other = others.get(number % others.size());
        var isOwn = mailbox == 3 || mailbox == 4;
        var from = isOwn ? account : other;
        var to = isOwn ? other : account;
        var id = "%04d.%s@%s".formatted(number, account.name(), SandboxContent.DOMAIN);
        return new SandboxMessage(
                from.person(),
                to.person(),
                SandboxLetters.subject(number),
                FIRST_DAY.plus(BETWEEN.multipliedBy(number)),
                id,
                SandboxLetters.body(number, from.fullName()));
    }

    private void identity() throws StoreException {
        object(
                Collection.IDENTITY,
                new ObjectWriter().text(NAME, account.fullName()).text(EMAIL, account.address()));
    }

    private void script() throws StoreException {
        var name = "tides";
        var document = new Document(account.id(), Collection.SIEVE_SCRIPT.code(), 0);
        var content = utf8(SCRIPT);
        var hash = blobs.store(content);
        blobs.link(hash, document);
        messages.index(document, IS_ACTIVE, new ByteWriter(4).u32(1).toByteArray());
        messages.index(document, NAME, utf8(name));
        object(
                Collection.SIEVE_SCRIPT,
                new ObjectWriter().text(NAME, name).yes(IS_ACTIVE).blob(BLOB, hash, document, content.length));
    }

    private void object(Collection collection, ObjectWriter object) throws StoreException {
        var document = new Document(account.id(), collection.code(), 0);
        writer.put(Space.VALUES, new PropertyKey(document, MailboxName.FIELD).encode(), object.toByteArray());
        writer.bitmap(new BitmapKey.DocumentIds(account.id(), collection.code()).encode(), RoaringBitmap.bitmapOf(0));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
