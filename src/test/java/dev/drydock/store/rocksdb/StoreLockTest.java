package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.DirectorySnapshot;
import dev.drydock.store.StoreVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {

    private final RocksDbStoreDriver driver = new RocksDbStoreDriver();

    @TempDir
    private Path directory;

    private Path store;

    @BeforeEach
    void writeStore() throws StoreException {
        store = directory.resolve("data");
        try (var writer = driver.at(store).createSource()) {
            writer.put(Space.VALUES, new byte[] {8, 'a'}, new byte[] {'b'});
            writer.commit();
        }
    }

    @Test
    void refusesAStoreThatAProcessHasOpen() throws Exception {
        try (var server = serve()) {
            assertThat(server.line()).isEqualTo("open");
            var before = DirectorySnapshot.of(store);

            assertThatThrownBy(() -> driver.at(store).openSource())
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.nextStep()).contains("Stop the mail server"))
                    .hasMessageContaining(store.toString())
                    .hasMessageContaining("open in a running process (pid " + server.pid() + ")");
            assertThat(DirectorySnapshot.of(store)).isEqualTo(before);
        }

        // The server, ended properly, has written its memory tables out.
        try (var source = driver.at(store).openSource()) {
            assertThat(source.get(Space.VALUES, new byte[] {8, 'a'})).isEqualTo(new byte[] {'b'});
        }
    }

    @Test
    void keepsServersOutWhileAStoreIsRead() throws Exception {
        try (var source = driver.at(store).openSource();
                var server = serve()) {
            assertThat(server.line()).contains("lock", store.toString());
            assertThat(source.get(Space.VALUES, new byte[] {8, 'a'})).isEqualTo(new byte[] {'b'});
        }

        try (var server = serve()) {
            assertThat(server.line()).isEqualTo("open");
        }
    }

    @Test
    void refusesToOpenAStoreTwice() throws Exception {
        try (var source = driver.at(store).openSource()) {
            assertThatThrownBy(() -> driver.at(store).openSource())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("open in a running process");
            assertThat(source.get(Space.VALUES, new byte[] {8, 'a'})).isEqualTo(new byte[] {'b'});
        }
        assertThat(driver.at(store).detect()).isEqualTo(StoreVersion.V0_7_3);
        driver.at(store).openSource().close();
    }

    @Test
    void makesNoLockFileWhereThereIsNone() throws Exception {
        Files.delete(store.resolve("LOCK"));

        try (var source = driver.at(store).openSource()) {
            assertThat(source.get(Space.VALUES, new byte[] {8, 'a'})).isEqualTo(new byte[] {'b'});
            assertThat(store.resolve("LOCK")).doesNotExist();
        }
    }

    private ChildJvm serve() throws Exception {
        return ChildJvm.start(StorePrograms.Serve.class, Map.of(), List.of(), store);
    }
}
