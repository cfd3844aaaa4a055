package dev.drydock.conversion;

import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Collection;
import dev.drydock.layout.Document;
import java.util.HashMap;
import java.util.Map;

/** Names of accounts, mailboxes and messages that have been met, and the numbers of those that have not. */
final class KnownNames {

    private final Map<Integer, String> accounts = new HashMap<>();
    private final Map<Document, String> documents = new HashMap<>();
    private final Map<BlobHash, Document> owners = new HashMap<>();

    void account(int id, String name) {
        accounts.put(id, name);
    }

    void document(Document document, String name) {
        documents.put(document, name);
    }

    void owner(BlobHash hash, Document document) {
        owners.putIfAbsent(hash, document);
    }

    String account(int id) {
        var name = accounts.get(id);
        return name != null ? name : "account " + Integer.toUnsignedString(id);
    }

    /** Such as {@code message 5 "Hello" of sailor0} or {@code mailbox "Archive" of sailor1}. */
    String document(Document document) {
        var noun = Collection.of(document.collection())
                .map(Collection::noun)
                .orElse("collection " + document.collection() + ", document");
        var name = documents.get(document);
        var number = Integer.toUnsignedString(document.document());
        var called = name == null ? number : document.isMessage() ? number + " \"" + name + "\"" : "\"" + name + "\"";
        return noun + " " + called + " of " + account(document.account());
    }

    String content(BlobHash hash) {
        var owner = owners.get(hash);
        var shortened = hash.toString().substring(0, 12) + "…";
        return owner == null ? "content " + shortened : "content " + shortened + " of " + document(owner);
    }
}
