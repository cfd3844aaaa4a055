package dev.drydock.foundationdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.foundationdb.ClusterContents;
import dev.drydock.store.foundationdb.FdbStore;
import dev.drydock.store.foundationdb.FdbTools;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdbStoreTest {

    @TempDir
    private Path directory;

    private StandInCluster cluster;
    private FdbTools tools;
    private FdbStore store;

    @BeforeEach
    void create() throws Exception {
        cluster = StandInCluster.create(directory.resolve("fdb.cluster"));
        tools = ClusterSandbox.inProcess(cluster, new StandInTools());
        store = new FdbStore(tools);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void fillOld() throws StoreException {
        try (var writer = new SqliteStoreDriver(directory).at(cluster.store()).createSource()) {
            writer.put(Space.VALUES, new SettingKey(bytes("server.hostname")).encode(), bytes("mail.example"));
            writer.put(Space.VALUES, new SettingKey(bytes("sieve.trusted.x")).encode(), new byte[250_000]);
            writer.put(Space.VALUES, new SettingKey(bytes("zone")).encode(), bytes("last"));
            writer.put(Space.VALUES, new byte[] {0, 1, 2}, bytes("property"));
            writer.put(Space.INDEXES, new byte[] {9}, new byte[0]);
            writer.commit();
        }
    }

    private void fillNew() throws StoreException {
        try (var sink = new SqliteStoreDriver(directory).at(cluster.store()).createTarget()) {
            sink.put(Letter.SETTING, bytes("server.hostname"), bytes("mail.example"));
            sink.put(Letter.QUEUE_EVENT, new byte[16], new byte[8]);
            sink.put(Letter.QUEUE_MESSAGE, new byte[8], bytes("message"));
            sink.put(Letter.REPORT_OUT, bytes("r1"), bytes("report"));
            sink.put(Letter.INDEX_QUEUE, new byte[] {1}, new byte[8]);
            sink.put(Letter.INDEX_QUEUE, new byte[] {2}, new byte[8]);
            sink.add(Letter.QUOTA, bytes("u"), 258);
            sink.commit();
        }
    }

    private ClusterContents contents() {
        return new ClusterContents(tools.keys());
    }

    @Test
    void tellsVersionsByTheirLetters() throws Exception {
        assertThat(store.detect()).isEqualTo(StoreVersion.BLANK);

        cluster.put(bytes("\1app"), bytes("x"));
        assertThat(store.detect()).isEqualTo(StoreVersion.FOREIGN);
        fillOld();
        assertThat(store.detect()).isEqualTo(StoreVersion.V0_7_3);
        assertThat(store.name()).isEqualTo("foundationdb:" + cluster.clusterFile());
        cluster.put(bytes("sversion.spam-filter"), bytes("2"));
        assertThat(store.detect()).isEqualTo(StoreVersion.BOTH);
    }

    @Test
    void tellsTheNewVersion() throws Exception {
        fillNew();

        assertThat(store.detect()).isEqualTo(StoreVersion.V0_8_0);
    }

    @Test
    void findsKeysOfOthers() throws Exception {
        fillOld();
        assertThat(contents().foreign(5)).isEmpty();

        for (var key : new String[] {"\1app", "Zebra", "o", "z1", "z2", "\u00fd\u00ff"}) {
            cluster.put(bytes(key), bytes("x"));
        }

        assertThat(contents().foreign(5).stream().map(Object::toString))
                .containsExactly("\\x01app", "Zebra", "o", "z1", "z2");
        assertThat(contents().foreign(10)).hasSize(6);
    }

    @Test
    void countsTheKeysOfEachLetter() throws Exception {
        fillOld();

        var counts = contents().counts(5);

        assertThat(counts).hasSize(21).containsEntry('i', OptionalLong.of(1)).containsEntry('b', OptionalLong.of(0));
        // Three settings and a property; one setting has three pieces.
        assertThat(counts.get('v')).isEmpty();
        assertThat(contents().counts(6).get('v')).hasValue(6);
    }

    @Test
    void readsSettingsOfTheOldVersionWholeAndNothingElse() throws Exception {
        fillOld();
        try (var source = store.openSource()) {
            var range = Family.SETTING.ranges().get(0);
            var found = new ArrayList<String>();
            try (var cursor = source.scan(Space.VALUES, range)) {
                while (cursor.next()) {
                    found.add(SettingKey.decode(cursor.key()) + "=" + cursor.value().length);
                }
            }
            assertThat(found).hasSize(3);
            assertThat(found.get(0)).contains("server.hostname").endsWith("=12");
            assertThat(found.get(1)).contains("sieve.trusted.x").endsWith("=250000");
            assertThat(found.get(2)).contains("zone").endsWith("=4");
            assertThat(source.get(Space.VALUES, new SettingKey(bytes("sieve.trusted.x")).encode()))
                    .hasSize(250_000);
            assertThat(source.get(Space.VALUES, new SettingKey(bytes("zone")).encode()))
                    .isEqualTo(bytes("last"));
            assertThat(source.get(Space.VALUES, bytes("none"))).isNull();

            assertThatThrownBy(() -> source.scan(Space.VALUES))
                    .hasMessageContaining("cannot be read with the vendor's");
            assertThatThrownBy(
                            () -> source.scan(Space.VALUES, Family.ACL.ranges().get(0)))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(source::bitmaps).hasMessageContaining("Look at them in the export");
            assertThatThrownBy(source::contentKeys).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> source.get(Space.BLOBS, new byte[32])).isInstanceOf(StoreException.class);
        }
        assertThatThrownBy(store::openTarget).hasMessageContaining("it is one of v0.7.3");
    }

    @Test
    void readsTheQueueOfTheNewVersionAndNoMail() throws Exception {
        fillNew();
        try (var target = store.openTarget()) {
            try (var cursor = target.scan(Letter.QUEUE_EVENT)) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.key()).isEqualTo(new byte[16]);
                assertThat(cursor.value()).isEqualTo(new byte[8]);
                assertThat(cursor.next()).isFalse();
            }
            assertThat(target.get(Letter.QUEUE_MESSAGE, new byte[8])).isEqualTo(bytes("message"));
            assertThat(target.get(Letter.SETTING, bytes("none"))).isNull();
            assertThatThrownBy(() -> target.scan(Letter.PROPERTY)).hasMessageContaining("properties");
            assertThatThrownBy(target::contentKeys).isInstanceOf(StoreException.class);
        }
        assertThat(store.indexRowsLeft()).isEqualTo(2);
        assertThatThrownBy(store::openSource).hasMessageContaining("it is one of v0.8.0");
    }

    @Test
    void setsEventsAsideAndPutsThemBack() throws Exception {
        fillNew();
        var second = new byte[16];
        Arrays.fill(second, (byte) 0xFF);
        try (var editor = store.openEditor()) {
            editor.delete(Letter.QUEUE_EVENT, new byte[16]);
            editor.put(Letter.QUEUE_EVENT, second, bytes("12345678"));
            editor.delete(Letter.REPORT_OUT, bytes("r1"));
            assertThat(editor.get(Letter.QUEUE_EVENT, new byte[16])).isNotNull();
            editor.commit();
            assertThat(editor.get(Letter.QUEUE_EVENT, new byte[16])).isNull();
            assertThat(editor.get(Letter.QUEUE_EVENT, second)).isEqualTo(bytes("12345678"));
            assertThat(editor.get(Letter.REPORT_OUT, bytes("r1"))).isNull();

            editor.delete(Letter.QUEUE_EVENT, second);
            assertThatThrownBy(() -> editor.delete(Letter.BLOB, bytes("x"))).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> editor.delete(Letter.TAGS, bytes("x"))).isInstanceOf(StoreException.class);
        }
        try (var target = store.openTarget()) {
            assertThat(target.get(Letter.QUEUE_EVENT, second)).isNotNull();
        }
        try (var target = new SqliteStoreDriver(directory).at(cluster.store()).openTarget()) {
            assertThat(target.get(Letter.QUEUE_EVENT, second)).isEqualTo(bytes("12345678"));
        }
    }

    @Test
    void removesEveryPieceOfALargeReport() throws Exception {
        fillNew();
        cluster.put(bytes("hbig"), new byte[250_000]);
        assertThat(contents().counts(10).get('h')).hasValue(4);

        try (var editor = store.openEditor()) {
            editor.delete(Letter.REPORT_OUT, bytes("big"));
            editor.commit();
        }

        assertThat(contents().counts(10).get('h')).hasValue(1);
    }

    @Test
    void showsCountersAsTheServerKeepsThem() throws Exception {
        fillNew();

        assertThat(tools.keys().get(bytes("uu"))).isEqualTo(new byte[] {2, 1, 0, 0, 0, 0, 0, 0});
    }

    @Test
    void writesNoStore() {
        assertThatThrownBy(store::createTarget).hasMessageContaining("Let the server import an export there");
        assertThatThrownBy(store::createSource).isInstanceOf(StoreException.class);
        assertThatThrownBy(store::openEditor).hasMessageContaining("the cluster has no key");
    }
}
