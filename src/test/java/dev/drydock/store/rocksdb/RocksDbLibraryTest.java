package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.store.Mount;
import dev.drydock.store.NativeLibraries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbLibraryTest {

    @Test
    void doesNotNeedTheTemporaryDirectory(@TempDir Path directory) throws Exception {
        var home = directory.resolve("home");
        var store = writtenStore(directory);
        try (var noexec = Mount.tmpfs(Files.createDirectory(directory.resolve("tmp")), "noexec");
                var child = ChildJvm.start(
                        StorePrograms.Detect.class,
                        Map.of("DRYDOCK_HOME", home.toString()),
                        List.of("-Djava.io.tmpdir=" + noexec.directory()),
                        store)) {
            assertThat(child.line()).isEqualTo("V0_8_0");
            assertThat(noexec.directory()).isEmptyDirectory();
            assertThat(home.resolve("native")).as("unpacked files").isEmptyDirectory();
        }
    }

    @Test
    void loadsFromWhereItIsKeptAndUnpacksNothing(@TempDir Path directory) throws Exception {
        var store = writtenStore(directory);
        var kept = directory.resolve("kept");
        new RocksDbStoreDriver().keepLibrary(kept);
        // From the home it could not be loaded.
        try (var noexec = Mount.tmpfs(Files.createDirectory(directory.resolve("home")), "noexec,mode=700");
                var child = ChildJvm.start(
                        StorePrograms.Detect.class,
                        Map.of("DRYDOCK_HOME", noexec.directory().toString()),
                        NativeLibraries.optionsToLoadFrom(kept),
                        store)) {
            assertThat(child.line()).isEqualTo("V0_8_0");
        }
    }

    @Test
    void saysThatTheHomeIsMountedNoexec(@TempDir Path directory) throws Exception {
        var store = writtenStore(directory);
        try (var noexec = Mount.tmpfs(Files.createDirectory(directory.resolve("home")), "noexec,mode=700");
                var child = ChildJvm.start(
                        StorePrograms.Detect.class,
                        Map.of("DRYDOCK_HOME", noexec.directory().toString()),
                        List.of(),
                        store)) {
            assertThat(child.line())
                    .contains("RocksDB", noexec.directory().resolve("native").toString(), "mounted noexec")
                    .contains("DRYDOCK_HOME");
            assertThat(noexec.directory().resolve("native")).isEmptyDirectory();
        }
    }

    @Test
    void saysThatThereIsNoRoom(@TempDir Path directory) throws Exception {
        var store = writtenStore(directory);
        try (var small = Mount.tmpfs(Files.createDirectory(directory.resolve("home")), "size=1m,mode=700");
                var child = ChildJvm.start(
                        StorePrograms.Detect.class,
                        Map.of("DRYDOCK_HOME", small.directory().toString()),
                        List.of(),
                        store)) {
            assertThat(child.line())
                    .contains("RocksDB", small.directory().toString(), "no space left on its file system")
                    .contains("DRYDOCK_HOME");
            assertThat(small.directory().resolve("native")).isEmptyDirectory();
        }
    }

    private static Path writtenStore(Path directory) throws Exception {
        var store = directory.resolve("data");
        try (var sink = new RocksDbStoreDriver().at(store).createTarget()) {
            sink.commit();
        }
        return store;
    }
}
