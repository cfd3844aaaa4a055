package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.store.DirectorySnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversions ended in the middle, as an admin does with Ctrl-C and a machine by losing power. */
class InterruptedConversionIT {

    private static final int TERMINATED = 128 + 15;
    private static final int KILLED = 128 + 9;

    @TempDir
    private static Path shared;

    private static Path store;

    @TempDir
    private Path directory;

    private Path out;

    @BeforeAll
    static void makeStore() throws Exception {
        store = LargeStore.make(Files.createDirectory(shared.resolve("source")).resolve("large.sqlite3"), 400_000);
    }

    @BeforeEach
    void makeOut() throws IOException {
        out = Files.createDirectory(directory.resolve("out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb", "export"})
    void leavesNothingBehindWhenToldToEnd(String scheme) throws Exception {
        var before = DirectorySnapshot.of(store.getParent());

        var run = begin(scheme).terminate();

        assertThat(run.status()).isEqualTo(TERMINATED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("drydock: Interrupted before the end. Nothing was left behind");
        assertThat(out).isEmptyDirectory();
        assertThat(DirectorySnapshot.of(store.getParent())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb", "export"})
    void leavesATemporaryNameOnlyWhenKilledAndStartsAnew(String scheme) throws Exception {
        var before = DirectorySnapshot.of(store.getParent());

        var run = begin(scheme).kill();

        assertThat(run.status()).isEqualTo(KILLED);
        assertThat(names()).isNotEmpty().allMatch(name -> name.startsWith(".new.drydock-"));
        assertThat(DirectorySnapshot.of(store.getParent())).isEqualTo(before);

        var again = new CommandProcess(directory).run("convert", "--from", "sqlite:" + store, "--to", target(scheme));

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains(".new.drydock-", "killed");
        assertThat(out.resolve("new")).exists();
    }

    @Test
    void endsReadingsToo() throws Exception {
        var run = new CommandProcess(directory)
                .start("inspect", "--progress", "sqlite:" + store)
                .until(() -> Files.exists(directory.resolve("home/native")))
                .terminate();

        assertThat(run.status()).isEqualTo(TERMINATED);
        assertThat(run.out()).isEmpty();
    }

    private CommandProcess.Running begin(String scheme) throws IOException {
        return new CommandProcess(directory)
                .start("convert", "--from", "sqlite:" + store, "--to", target(scheme))
                .until(() -> !names().isEmpty());
    }

    private String target(String scheme) {
        return scheme + ":" + out.resolve("new");
    }

    private List<String> names() {
        try (var files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
