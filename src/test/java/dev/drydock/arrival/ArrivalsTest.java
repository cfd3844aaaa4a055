package dev.drydock.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.arrival.Arrival.Kind;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.KeptInMemory;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.Document;
import dev.drydock.layout.v080.BlobLinkKey;
import dev.drydock.layout.v080.Letter;
import dev.drydock.layout.v080.PropertyKey;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.LosslessProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What has happened to a store since it was made, told from the store that it was made of. */
class ArrivalsTest {

    private static final int MAILBOXES = 7;
    private static final int FLAGS = 4;
    private static final int NEW = 70_000;
    private static final byte[] MESSAGE = "Subject: since then\r\n\r\nnew\r\n".getBytes(StandardCharsets.UTF_8);
    private static final BlobHash HASH = BlobHash.ofContent(MESSAGE);

    @TempDir
    private Path directory;

    private Path old;
    private Path now;

    private static FileStoreDriver driver(Fixture fixture) {
        return fixture.scheme().equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
    }

    private void convert(Fixture fixture) throws Exception {
        old = fixture.unpackStore(directory);
        now = directory.resolve("new");
        try (var source = new StoreRecords(driver(fixture).at(old).openSource());
                var sink = driver(fixture).at(now).createTarget()) {
            var profile = LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
            new Conversion(source, profile, sink, new KeptInMemory(), Progress.NONE).run();
        }
    }

    private List<Arrival> arrivals(Fixture fixture) throws Exception {
        var found = new ArrayList<Arrival>();
        try (var source = driver(fixture).at(old).openSource();
                var store = driver(fixture).at(now).openTarget()) {
            new Arrivals(source, store, Progress.NONE).read(found::add);
        }
        return found;
    }

    private ArrivalFiles.Saved save(Fixture fixture, Path to) throws Exception {
        try (var source = driver(fixture).at(old).openSource();
                var store = driver(fixture).at(now).openTarget()) {
            return new Arrivals(source, store, Progress.NONE).save(to);
        }
    }

    private static byte[] property(int collection, int field, int document) {
        return new PropertyKey(new Document(1, collection, document), field).encode();
    }

    /** An object with a name: one property, number 13, a text. */
    private static byte[] folder(String name) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        var value = new byte[4 + text.length];
        value[0] = 1;
        value[1] = 13;
        value[3] = (byte) text.length;
        System.arraycopy(text, 0, value, 4, text.length);
        return value;
    }

    private static void deliver(StoreEditor editor) throws StoreException {
        editor.put(Letter.PROPERTY, property(1, 50, 99), folder("../../etc/x\ty"));
        editor.put(Letter.PROPERTY, property(0, MAILBOXES, NEW), new byte[] {1, 99, 7});
        editor.put(Letter.PROPERTY, property(0, FLAGS, NEW), new byte[] {2, 0, 15, 'a', '"', 'b'});
        editor.put(Letter.BLOB, HASH.toByteArray(), MESSAGE);
        editor.put(Letter.BLOB_LINK, new BlobLinkKey(HASH, new Document(1, 0, NEW)).encode(), new byte[0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "ROCKSDB_KILLED"})
    void areNoneInAStoreThatNobodyHasTouched(Fixture fixture) throws Exception {
        convert(fixture);

        assertThat(arrivals(fixture)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "ROCKSDB_KILLED"})
    void tellWhatIsNewChangedAndGone(Fixture fixture) throws Exception {
        convert(fixture);
        byte[] deleted;
        byte[] queued;
        byte[] changed = property(0, FLAGS, 1);
        try (var store = driver(fixture).at(now).openTarget();
                var links = store.scan(Letter.BLOB_LINK);
                var messages = store.scan(Letter.QUEUE_MESSAGE)) {
            do {
                links.next();
            } while (!BlobLinkKey.decode(links.key()).document().isMessage()
                    || BlobLinkKey.decode(links.key()).document().document() == 1);
            deleted = links.key();
            messages.next();
            queued = messages.key();
            assertThat(store.get(Letter.PROPERTY, property(0, MAILBOXES, 1))).isNotNull();
        }
        var gone = BlobLinkKey.decode(deleted).document();
        try (var editor = driver(fixture).at(now).openEditor()) {
            deliver(editor);
            editor.put(Letter.PROPERTY, changed, new byte[] {1, 11});
            editor.put(Letter.PROPERTY, property(1, 50, 0), folder("Renamed"));
            editor.delete(Letter.BLOB_LINK, deleted);
            editor.delete(Letter.PROPERTY, new PropertyKey(gone, MAILBOXES).encode());
            editor.delete(Letter.QUEUE_MESSAGE, queued);
            editor.commit();
        }

        var found = arrivals(fixture);

        assertThat(found)
                .extracting(Arrival::kind)
                .containsExactlyInAnyOrder(
                        Kind.MESSAGE_NEW,
                        Kind.FOLDER_NEW,
                        Kind.FOLDER_CHANGED,
                        Kind.MESSAGE_FLAGS,
                        Kind.MESSAGE_DELETED,
                        Kind.QUEUED_GONE);
        var message = found.get(0);
        assertThat(message.uid()).isEqualTo(7);
        assertThat(message.flags()).containsExactly("\\Seen", "a\"b");
        assertThat(message.content()).hasValue(HASH);
        assertThat(found)
                .filteredOn(a -> a.kind() == Kind.MESSAGE_FLAGS)
                .allSatisfy(flags -> assertThat(flags.words()).startsWith("flags $MDNSent, before "));
        assertThat(found)
                .filteredOn(a -> a.kind() == Kind.MESSAGE_DELETED)
                .allSatisfy(a -> assertThat(a.document()).isEqualTo(gone));
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "ROCKSDB_KILLED"})
    void areSavedUnderNamesThatLeadNowhereElse(Fixture fixture) throws Exception {
        convert(fixture);
        try (var editor = driver(fixture).at(now).openEditor()) {
            deliver(editor);
            editor.commit();
        }
        var home = Files.createDirectory(directory.resolve("home"));
        Files.createDirectory(home.resolve(".saved.drydock-0123456789abcdef"));

        var saved = save(fixture, home.resolve("saved"));

        assertThat(saved.files()).isEqualTo(1);
        assertThat(saved.missing()).isZero();
        assertThat(saved.counts()).isEqualTo(Map.of(Kind.MESSAGE_NEW, 1L, Kind.FOLDER_NEW, 1L));
        assertThat(home.toFile().list()).containsExactly("saved");
        try (var tree = Files.walk(saved.directory())) {
            assertThat(tree)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
        var json = new JsonMapper().readTree(saved.directory().resolve("arrivals.json"));
        var message = json.get("arrivals").get(0);
        var file = message.get("file").asString();
        assertThat(file).matches("[a-z0-9]+-1/_+[a-z._]*etc_x_y-99/7\\.eml").doesNotContain("../");
        assertThat(saved.directory().resolve(file)).hasBinaryContent(MESSAGE);
        assertThat(message.get("flags").get(1).asString()).isEqualTo("a\"b");
        var index = Files.readAllLines(saved.directory().resolve("index.tsv"));
        assertThat(index)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(7));
        assertThatThrownBy(() -> save(fixture, home.resolve("saved"))).hasMessageContaining("exists already");
    }
}
