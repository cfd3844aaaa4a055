package dev.drydock.conversion;

import dev.drydock.bytes.BigEndian;
import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import dev.drydock.layout.MailboxName;
import dev.drydock.layout.Principal;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.DirectoryKey;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.SourceRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the differences of a comparison into words, by one more reading of the source that keeps only the names those
 * differences need: memory does not depend on the store.
 */
final class RecordNames {

    private final SourceRecords source;
    private final List<Difference> differences;
    private final KnownNames names = new KnownNames();
    private final Set<Integer> accounts = new HashSet<>();
    private final Set<Document> messages = new HashSet<>();
    private final Set<BlobHash> contents = new HashSet<>();
    private final Map<BlobHash, Document> subjectsWanted = new HashMap<>();

    RecordNames(SourceRecords source, List<Difference> differences) {
        this.source = source;
        this.differences = differences;
    }

    Comparison name(Comparison comparison) throws StoreException, MalformedDataException {
        differences.forEach(difference -> want(difference.letter(), difference.key()));
        source.read(this::see, Progress.NONE);
        var words = new RecordWords(names);
        var named = differences.stream()
                .map(difference -> difference.described(words.of(difference.letter(), difference.key())))
                .toList();
        return new Comparison(
                comparison.expected(),
                comparison.found(),
                comparison.lines(),
                comparison.notCompared(),
                named,
                comparison.damagedContents(),
                comparison.damagedCount(),
                comparison.hints());
    }

    private void want(Letter letter, byte[] key) {
        var account = RecordAccount.of(letter, key);
        account.ifPresent(accounts::add);
        if (letter == Letter.QUOTA || letter == Letter.DIRECTORY || letter == Letter.ACL) {
            wantPrincipals(letter, key);
        }
        if ((letter == Letter.BLOB || letter == Letter.BLOB_LINK) && key.length >= BlobHash.LENGTH) {
            try {
                contents.add(BlobHash.in(key, 0));
            } catch (MalformedDataException e) {
                throw new IllegalStateException("long enough", e);
            }
        }
        if (account.isPresent()) {
            message(letter, key, account.getAsInt());
        }
    }

    private void wantPrincipals(Letter letter, byte[] key) {
        try {
            if (letter == Letter.ACL) {
                accounts.add(new ByteReader("ACL key", key).u32("grantee"));
            } else if (letter == Letter.QUOTA || key[0] == 2) {
                accounts.add(new ByteReader("key", key, 1, key.length).leb32("principal"));
            } else if (key[0] > 3) {
                accounts.add(new ByteReader("key", key, 1, key.length).u32("principal"));
                accounts.add(new ByteReader("key", key, 5, key.length).u32("principal"));
            }
        } catch (MalformedDataException | IndexOutOfBoundsException e) {
            // A key that is not well formed is described without names.
            return;
        }
    }

    private void message(Letter letter, byte[] key, int account) {
        var at = switch (letter) {
            case PROPERTY, DOCUMENT_IDS, TAGS, INDEX, TEXT_TOKENS -> key.length - 4;
            case INDEX_QUEUE -> 13;
            case BLOB_LINK -> BlobHash.LENGTH + 5;
            default -> -1;
        };
        if (at >= 0 && key.length >= at + 4) {
            messages.add(new Document(account, Collection.EMAIL.code(), BigEndian.u32(key, at)));
        }
    }

    private void see(SourceRecord record) throws MalformedDataException {
        if (record instanceof SourceRecord.Entry entry) {
            if (entry.family() == Family.DIRECTORY) {
                principal(entry);
            } else if (entry.family() == Family.PROPERTY) {
                mailbox(entry);
            }
        } else if (record instanceof SourceRecord.BlobLink link) {
            if (contents.contains(link.hash())) {
                names.owner(link.hash(), link.document());
            }
            if (messages.contains(link.document())
                    || (contents.contains(link.hash()) && link.document().isMessage())) {
                accounts.add(link.document().account());
                subjectsWanted.put(link.hash(), link.document());
            }
        } else if (record instanceof SourceRecord.BlobContent content && content.key().length == BlobHash.LENGTH) {
            var hash = BlobHash.of(content.key());
            var document = subjectsWanted.get(hash);
            if (document != null) {
                var plain = StoredBlob.of(hash, content.stored()).content();
                MessageSubject.of(plain).ifPresent(subject -> names.document(document, subject));
            }
        }
    }

    private void principal(SourceRecord.Entry entry) throws MalformedDataException {
        if (DirectoryKey.decode(entry.key()) instanceof DirectoryKey.PrincipalKey key) {
            names.account(key.id(), Principal.decode(entry.value()).name());
        }
    }

    private void mailbox(SourceRecord.Entry entry) throws MalformedDataException {
        var key = PropertyKey.decode(entry.key());
        var document = key.document();
        if (key.field() == MailboxName.FIELD
                && document.collection() == Collection.MAILBOX.code()
                && accounts.contains(document.account())) {
            MailboxName.of(entry.value()).ifPresent(name -> names.document(document, name));
        }
    }
}
