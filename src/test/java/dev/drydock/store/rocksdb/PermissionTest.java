package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.layout.v073.Space;
import dev.drydock.store.DirectorySnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we may not read or write, seen by a process to which permissions apply. */
class PermissionTest {

    @TempDir
    private Path directory;

    private Path store;

    @BeforeEach
    void writeStore() throws Exception {
        store = directory.resolve("data");
        try (var writer = new RocksDbStoreDriver().at(store).createSource()) {
            writer.put(Space.BLOBS, new byte[32], new byte[40_000]);
            writer.commit();
        }
    }

    @AfterEach
    void permitRemoval() throws IOException {
        permit(directory, "rwx------");
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                permit(file, "rwx------");
            }
        }
    }

    @Test
    void needsNoMoreThanToRead() throws Exception {
        try (var files = Files.newDirectoryStream(store)) {
            for (var file : files) {
                permit(file, "r--------");
            }
        }
        permit(store, "r-x------");
        permit(directory, "r-x------");
        var before = DirectorySnapshot.of(store);

        assertThat(output(StorePrograms.Read.class, store)).isEqualTo("1");
        assertThat(DirectorySnapshot.of(store)).isEqualTo(before);
    }

    @Test
    void saysWhichFileMayNotBeRead() throws Exception {
        var patterns = List.of("CURRENT", "LOCK", "MANIFEST-*", "*.sst", "*.blob", "*.log");
        var stores = new ArrayList<Path>();
        var closed = new ArrayList<String>();
        for (var pattern : patterns) {
            var copy = Files.createDirectory(directory.resolve("copy" + stores.size()));
            try (var files = Files.newDirectoryStream(store)) {
                for (var file : files) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            try (var files = Files.newDirectoryStream(copy, pattern)) {
                var file = files.iterator().next();
                permit(file, "---------");
                closed.add(file.getFileName().toString());
            }
            stores.add(copy);
        }

        try (var child = ChildJvm.startWithoutPrivileges(StorePrograms.Read.class, stores.toArray())) {
            for (var i = 0; i < stores.size(); i++) {
                assertThat(child.line())
                        .contains(stores.get(i).toString(), closed.get(i), "ermission denied", "Run as root");
            }
        }
    }

    @Test
    void saysThatADirectoryMayNotBeLookedInto() throws Exception {
        var modes = List.of("---------", "rw-------", "-wx------");
        for (var mode : modes) {
            permit(Files.createDirectory(directory.resolve(mode)), mode);
        }
        Files.createDirectories(directory.resolve("closed/data"));
        permit(directory.resolve("closed"), "rw-------");

        try (var child = ChildJvm.startWithoutPrivileges(
                StorePrograms.Detect.class,
                directory.resolve(modes.get(0)),
                directory.resolve(modes.get(1)),
                directory.resolve(modes.get(2)),
                directory.resolve("closed/data"),
                directory.resolve("closed/other"))) {
            for (var expected : List.of("---------", "rw-------", "-wx------", "closed/data", "closed/other")) {
                assertThat(child.line())
                        .as(expected)
                        .contains(directory.resolve(expected).toString(), "ermission denied", "Run as root");
            }
        }
        assertThat(output(StorePrograms.Create.class, directory.resolve("closed/other")))
                .contains("ermission denied");
    }

    @Test
    void saysThatNothingMayBeWritten() throws Exception {
        permit(directory, "r-x------");

        assertThat(output(StorePrograms.Create.class, directory.resolve("new")))
                .contains(directory.resolve("new").toString(), "ermission denied", "Run as root");
    }

    private static String output(Class<?> program, Path path) throws Exception {
        try (var child = ChildJvm.startWithoutPrivileges(program, path)) {
            return child.line();
        }
    }

    private static void permit(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
