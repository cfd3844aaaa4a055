package dev.drydock.translate;

import static dev.drydock.layout.v073.Family.*;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.LogKey;
import dev.drydock.layout.v073.AclKey;
import dev.drydock.layout.v073.BitmapKey;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.LookupKey;
import dev.drydock.layout.v073.MailboxUidNextKey;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.QueueEventKey;
import dev.drydock.layout.v073.QueueMessageKey;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.UsedQuotaKey;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.CounterKey;
import dev.drydock.layout.v080.DocumentIdKey;
import dev.drydock.layout.v080.IndexQueueKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.QuotaKey;
import dev.drydock.layout.v080.TagKey;
import dev.drydock.layout.v080.TextTokenKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Exactly what the server's own export from v0.7.3 and import into v0.8.0 yield together, losses included; found in the
 * public source at both tags and held to what the real programs made of the fixtures.
 */
public final class OfficialProfile {

    private static final int FIRST_DIRECTORY_CLASS = 20;

    private OfficialProfile() {}

    /** A fresh profile, for one run. */
    public static Profile create(BlobForm form) {
        return new Profile("official", rules(form));
    }

    static List<Rule> rules(BlobForm form) {
        return List.of(
                moved("properties", Letter.PROPERTY, PROPERTY, PropertyKey::decode),
                moved("access control", Letter.ACL, ACL, AclKey::decode),
                moved("lookup values", Letter.LOOKUP_VALUE, LOOKUP_VALUE, LookupKey::decode),
                moved("settings", Letter.SETTING, SETTING, SettingKey::decode),
                directory(),
                moved("queued messages", Letter.QUEUE_MESSAGE, QUEUE_MESSAGE, QueueMessageKey::decode),
                moved("queue events", Letter.QUEUE_EVENT, QUEUE_EVENT, QueueEventKey::decode),
                unchanged("indexes", Letter.INDEX, INDEX, IndexKey::decode),
                unchanged("change log", Letter.LOG, LOG, LogKey::decode),
                new BlobLinkRule(false),
                contents(form),
                Rule.of("mailbox next UIDs", SourceRecord.Counter.class, OfficialProfile::uidNext, MAILBOX_UID_NEXT),
                Rule.of("lookup counters", SourceRecord.Counter.class, OfficialProfile::lookup, LOOKUP_COUNTER),
                Rule.of("used quotas", SourceRecord.Counter.class, OfficialProfile::usedQuota, USED_QUOTA),
                Rule.of("bitmaps", SourceRecord.Bitmap.class, OfficialProfile::bitmap, BITMAP),
                Rule.drop("term indexes", Reason.BUILT_ANEW, TERM_INDEX, INDEX_QUEUE),
                Rule.drop("reserved ids", Reason.SHORT_LIVED, RESERVED_ID, BLOB_RESERVATION, LOOKUP_COUNTER_EXPIRY),
                Rule.drop("reports to send", Reason.NOT_EXPORTED, REPORT_TO_SEND),
                Rule.drop("received reports", Reason.NOT_EXPORTED, RECEIVED_REPORT),
                Rule.drop("queue quotas", Reason.NOT_EXPORTED, QUEUE_QUOTA));
    }

    /** Reads a key for no other purpose than to refuse one that does not fit its family. */
    @FunctionalInterface
    private interface KeyCheck {
        Object decode(byte[] key) throws MalformedDataException;
    }

    /** Key without its class byte, value byte for byte. */
    private static Rule moved(String name, Letter letter, Family family, KeyCheck check) {
        return entry(name, letter, family, key -> {
            check.decode(key);
            return withoutClass(key);
        });
    }

    private static Rule unchanged(String name, Letter letter, Family family, KeyCheck check) {
        return entry(name, letter, family, key -> {
            check.decode(key);
            return key;
        });
    }

    @FunctionalInterface
    private interface KeyMove {
        byte[] of(byte[] key) throws MalformedDataException;
    }

    private static Rule entry(String name, Letter letter, Family family, KeyMove move) {
        return Rule.of(
                name,
                SourceRecord.Entry.class,
                r -> Outcome.carried(new TargetRecord.Value(letter, move.of(r.key()), r.value())),
                family);
    }

    private static Rule directory() {
        return entry("directory", Letter.DIRECTORY, DIRECTORY, OfficialProfile::directoryKey);
    }

    /** v0.8.0 counts its directory classes from 0, v0.7.3 from 20. */
    static byte[] directoryKey(byte[] key) throws MalformedDataException {
        DirectoryKey.decode(key);
        var moved = key.clone();
        moved[0] = (byte) (key[0] - FIRST_DIRECTORY_CLASS);
        return moved;
    }

    private static Rule contents(BlobForm form) {
        return Rule.of(
                "contents",
                SourceRecord.BlobContent.class,
                r -> r.committed()
                        ? Outcome.carried(contentWithMarker(r, form))
                        : Outcome.notCarried(r.linked() ? Reason.LINKED_UNCOMMITTED : Reason.UNCOMMITTED),
                BLOB);
    }

    /** The content and its commit marker, which stand or fall together. */
    static TargetRecord[] contentWithMarker(SourceRecord.BlobContent r, BlobForm form) throws MalformedDataException {
        return new TargetRecord[] {
            new TargetRecord.Value(Letter.BLOB, r.key(), form.of(r.key(), r.stored())), marker(BlobHash.of(r.key()))
        };
    }

    private static TargetRecord marker(BlobHash hash) {
        return new TargetRecord.Value(Letter.BLOB_LINK, BlobLinkKey.commit(hash).encode(), new byte[0]);
    }

    private static Outcome uidNext(SourceRecord.Counter r) throws MalformedDataException {
        var mailbox = MailboxUidNextKey.decode(r.key()).document();
        return counter(r, Letter.COUNTER, CounterKey.mailboxUidNext(mailbox));
    }

    private static Outcome lookup(SourceRecord.Counter r) {
        return r.owned() ? counter(r, Letter.COUNTER, withoutClass(r.key())) : Outcome.notCarried(Reason.EXPIRING);
    }

    private static Outcome usedQuota(SourceRecord.Counter r) throws MalformedDataException {
        return counter(
                r, Letter.QUOTA, QuotaKey.usedQuota(UsedQuotaKey.decode(r.key()).principal()));
    }

    private static Outcome counter(SourceRecord.Counter r, Letter letter, byte[] key) {
        if (!r.owned()) {
            return Outcome.notCarried(Reason.OWNER_GONE);
        }
        return r.value() == 0
                ? Outcome.notCarried(Reason.ZERO)
                : Outcome.carried(new TargetRecord.Count(letter, key, r.value()));
    }

    private static Outcome bitmap(SourceRecord.Bitmap r) {
        var key = r.key();
        var first = new Document(key.account(), key.collection(), 0);
        if (key instanceof BitmapKey.TextToken && first.isMessage()) {
            return Outcome.notCarried(Reason.BUILT_ANEW);
        }
        var documents = r.documents();
        if (key instanceof BitmapKey.DocumentIds) {
            return documents(Letter.DOCUMENT_IDS, new DocumentIdKey(first).encode(), documents);
        }
        if (key instanceof BitmapKey.TagId tag) {
            return documents(Letter.TAGS, new TagKey.Id(first, tag.field(), tag.id()).encode(), documents);
        }
        if (key instanceof BitmapKey.TagStatic tag) {
            return documents(Letter.TAGS, new TagKey.Id(first, tag.field(), tag.id()).encode(), documents);
        }
        if (key instanceof BitmapKey.TagText tag) {
            return documents(Letter.TAGS, new TagKey.Text(first, tag.field(), tag.text()).encode(), documents);
        }
        var token = (BitmapKey.TextToken) key;
        var tokenKey = new TextTokenKey(first, token.field(), token.length(), token.hash8());
        return documents(Letter.TEXT_TOKENS, tokenKey.encode(), documents);
    }

    private static Outcome documents(Letter letter, byte[] keyOfDocumentZero, RoaringBitmap documents) {
        var prefix = Arrays.copyOf(keyOfDocumentZero, keyOfDocumentZero.length - 4);
        return Outcome.carried(new TargetRecord.Documents(letter, prefix, documents));
    }

    static byte[] withoutClass(byte[] key) {
        return Arrays.copyOfRange(key, 1, key.length);
    }

    /** Links as they are, and for each message one piece of work for the full-text index, numbered from 0. */
    static final class BlobLinkRule implements Rule {

        private final boolean trustsOtherStores;
        private long sequence;

        /** @param trustsOtherStores carries the markers of contents that all live in another store */
        BlobLinkRule(boolean trustsOtherStores) {
            this.trustsOtherStores = trustsOtherStores;
        }

        @Override
        public String name() {
            return "blob links";
        }

        @Override
        public Set<Family> families() {
            return Set.of(BLOB_LINK);
        }

        @Override
        public Outcome apply(SourceRecord record) {
            if (record instanceof SourceRecord.BlobCommit commit) {
                if (commit.elsewhere() && trustsOtherStores) {
                    return Outcome.carried(marker(commit.hash()));
                }
                // The marker itself is written with the content, so that none stands for a content that is missing.
                return commit.present() ? Outcome.carried() : Outcome.notCarried(Reason.CONTENT_MISSING);
            }
            var link = (SourceRecord.BlobLink) record;
            var linked = new TargetRecord.Value(
                    Letter.BLOB_LINK, new BlobLinkKey(link.hash(), link.document()).encode(), new byte[0]);
            if (link.document().collection() != Collection.EMAIL.code()) {
                return Outcome.carried(linked);
            }
            var work = new IndexQueueKey(sequence++, link.document(), link.hash());
            return Outcome.carried(
                    linked, new TargetRecord.Value(Letter.INDEX_QUEUE, work.encode(), IndexQueueKey.value()));
        }
    }
}
