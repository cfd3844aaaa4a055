package dev.drydock.demo;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.IndexKey;
import dev.drydock.layout.Principal;
import dev.drydock.layout.PrincipalId;
import dev.drydock.layout.QueuedMessage;
import dev.drydock.layout.StoredBlob;
import dev.drydock.layout.v073.DirectoryKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server has to show of a store, read once, of either version; contents lie in a file. It takes in one record
 * after the other, in any order, and is asked only when all have been read.
 */
final class MailStore implements AutoCloseable {

    private final ContentSpool contents;
    private final SortedMap<String, Integer> names = new TreeMap<>();
    private final Map<Integer, Principal> principals = new HashMap<>();
    private final SortedMap<Integer, List<Integer>> groups = new TreeMap<>(Integer::compareUnsigned);
    private final Map<Integer, MailAccount> accounts = new HashMap<>();
    private final Map<Integer, Long> usedQuotas = new HashMap<>();
    private final SortedMap<String, String> settings = new TreeMap<>();
    /** The only part that changes while others read. */
    private final ConcurrentSkipListMap<Long, Optional<QueuedMessage>> queue =
            new ConcurrentSkipListMap<>(Long::compareUnsigned);

    private final List<byte[]> toIndex = new ArrayList<>();
    private final List<String> reportsToSend = new ArrayList<>();
    private final Map<String, List<String>> receivedReports = new HashMap<>();

    MailStore(ContentSpool contents) {
        this.contents = contents;
    }

    /** Takes in an entry of the directory, by its key as v0.7.3 has it. */
    void directory(DirectoryKey key, byte[] value) throws MalformedDataException {
        if (key instanceof DirectoryKey.NameToId name) {
            var id = PrincipalId.decode(value);
            names.put(new String(name.name(), StandardCharsets.UTF_8), id.id());
        } else if (key instanceof DirectoryKey.PrincipalKey principal) {
            principals.put(principal.id(), Principal.decode(value));
        } else if (key instanceof DirectoryKey.MemberOf member) {
            groups.computeIfAbsent(member.principal(), any -> new ArrayList<>()).add(member.group());
        }
    }

    void usedQuota(int principal, long bytes) {
        usedQuotas.put(principal, bytes);
    }

    void property(Document document, int field, byte[] value) throws MalformedDataException {
        account(document.account()).property(document, field, value);
    }

    void exists(Document document) {
        account(document.account()).exists(document.collection(), document.document());
    }

    void tag(Document document, int field, int id) {
        if (document.isMessage()) {
            account(document.account()).tag(field, id, document.document());
        }
    }

    void lastUid(Document mailbox, long uid) {
        account(mailbox.account()).lastUid(mailbox.document(), uid);
    }

    void link(BlobHash hash, Document document) {
        if (document.isMessage()) {
            account(document.account()).content(document.document(), hash);
        }
    }

    void index(IndexKey key) {
        if (key.document().isMessage()) {
            account(key.document().account()).index(key);
        }
    }

    void setting(String key, String value) {
        settings.put(key, value);
    }

    /** Takes in a queued message; an empty one is one that the server cannot read. */
    void queued(long id, Optional<QueuedMessage> message) {
        queue.put(id, message);
    }

    /** Takes in a key of the queue of the full-text index. */
    void toIndex(byte[] key) {
        toIndex.add(key);
    }

    /** A number for a message that is new in the queue: that of the time, or one that is free behind it. */
    long nextQueueId(long millis) {
        var id = millis << Short.SIZE;
        while (queue.containsKey(id)) {
            id++;
        }
        return id;
    }

    void reportToSend(String id) {
        reportsToSend.add(id);
    }

    /**
     * Takes in a report that another domain has sent.
     *
     * @param kind {@code dmarc}, {@code tls} or {@code arf}
     */
    void receivedReport(String kind, long expires, long id) {
        // The latest first, as the server lists them.
        receivedReports
                .computeIfAbsent(kind, any -> new ArrayList<>())
                .add(0, Long.toUnsignedString(id) + "_" + Long.toUnsignedString(expires));
    }

    void content(byte[] key, byte[] stored) throws MalformedDataException, IOException {
        if (key.length == BlobHash.LENGTH) {
            var hash = BlobHash.of(key);
            contents.add(hash, StoredBlob.of(hash, stored).content());
        }
    }

    /** The mail of an account, empty where nothing is known of it. */
    MailAccount account(int id) {
        return accounts.computeIfAbsent(id, any -> new MailAccount());
    }

    /** Names of all principals, in their order. */
    List<String> names() {
        return List.copyOf(names.keySet());
    }

    @Nullable
    Principal principal(String name) {
        var id = names.get(name);
        return id == null ? null : principals.get(id);
    }

    @Nullable
    Principal principal(int id) {
        return principals.get(id);
    }

    /** Whether mail for an address is for one of the accounts, in whatever case it is written. */
    boolean hasAddress(String address) {
        return principals.values().stream()
                .flatMap(principal -> principal.emails().stream())
                .anyMatch(address::equalsIgnoreCase);
    }

    /** Groups and lists that a principal belongs to. */
    List<Integer> groups(int principal) {
        return groups.getOrDefault(principal, List.of());
    }

    List<Integer> members(int group) {
        return groups.entrySet().stream()
                .filter(entry -> entry.getValue().contains(group))
                .map(Map.Entry::getKey)
                .toList();
    }

    long usedQuota(int principal) {
        return usedQuotas.getOrDefault(principal, 0L);
    }

    /** Settings of the store, by key. */
    SortedMap<String, String> settings() {
        return settings;
    }

    SortedMap<Long, Optional<QueuedMessage>> queue() {
        return queue;
    }

    /** Keys of the queue of the full-text index, in their order. */
    List<byte[]> toIndex() {
        return toIndex;
    }

    List<String> reportsToSend() {
        return reportsToSend;
    }

    List<String> receivedReports(String kind) {
        return receivedReports.getOrDefault(kind, List.of());
    }

    Optional<byte[]> content(BlobHash hash) throws IOException {
        return contents.find(hash);
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}
