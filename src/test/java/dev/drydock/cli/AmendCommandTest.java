package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.amendment.AmendmentFile;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.DirectorySnapshot;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmendCommandTest {

    private static final byte[] KEY = new byte[16];

    @TempDir
    private Path directory;

    private Path store;
    private Path file;

    @BeforeEach
    void makeStoreAndFile() throws Exception {
        store = directory.resolve("new.sqlite3");
        file = directory.resolve("amendment");
        try (var sink = new SqliteStoreDriver().at(store).createTarget()) {
            sink.put(Letter.QUEUE_EVENT, KEY, new byte[8]);
            sink.commit();
        }
        try (var target = new SqliteStoreDriver().at(store).openTarget()) {
            AmendmentFile.withoutQueue(target, file);
        }
    }

    private boolean hasEvent() throws Exception {
        try (var target = new SqliteStoreDriver().at(store).openTarget()) {
            return target.get(Letter.QUEUE_EVENT, KEY) != null;
        }
    }

    @Test
    void appliesAndTakesBack() throws Exception {
        var applied = CommandRun.of("amend", "apply", "sqlite:" + store, file).isDone();
        assertThat(applied.out())
                .isEqualTo("Applied 1 change (without queue events and reports to send) in sqlite:" + store
                        + "; 1 record written.\n");
        assertThat(hasEvent()).isFalse();

        var json = CommandRun.of("amend", "take-back", "sqlite:" + store, file, "--json")
                .isDone()
                .json();
        assertThat(json.get("direction").asString()).isEqualTo("take-back");
        assertThat(json.get("rows").asLong()).isEqualTo(1);
        assertThat(json.get("changed").asLong()).isEqualTo(1);
        assertThat(hasEvent()).isTrue();

        assertThat(CommandRun.of("amend", "take-back", "sqlite:" + store, file)
                        .isDone()
                        .out())
                .endsWith("0 records written.\n");
    }

    @Test
    void refusesARecordThatIsNeitherAsBeforeNorAsAfter() throws Exception {
        try (var editor = new SqliteStoreDriver().at(store).openEditor()) {
            editor.put(Letter.QUEUE_EVENT, KEY, new byte[9]);
            editor.commit();
        }

        CommandRun.of("amend", "apply", "sqlite:" + store, file)
                .failsWith(ExitStatus.REFUSED, "delivery due of queued message 0", "Nothing was written");
        assertThat(CommandRun.of("amend", "apply", "sqlite:" + store, file, "--json")
                        .failsWithJson(ExitStatus.REFUSED)
                        .jsonError()
                        .get("code")
                        .asString())
                .isEqualTo("row-changed");
    }

    @Test
    void refusesAnOldStoreAndLeavesItAsItIs() throws Exception {
        var old =
                LargeStore.make(Files.createDirectory(directory.resolve("old")).resolve("old.sqlite3"), 10);
        var before = DirectorySnapshot.of(old.getParent());

        CommandRun.of("amend", "apply", "sqlite:" + old, file).failsWith(ExitStatus.REFUSED, "v0.7.3");

        assertThat(DirectorySnapshot.of(old.getParent())).isEqualTo(before);
    }

    @Test
    void refusesAStoreThatIsInUse() throws Exception {
        try (var reader = new SqliteStoreDriver().at(store).openTarget()) {
            CommandRun.of("amend", "apply", "sqlite:" + store, file).failsWith(ExitStatus.REFUSED, store.toString());
            assertThat(reader.get(Letter.QUEUE_EVENT, KEY)).isNotNull();
        }
    }

    @Test
    void failsOnAFileThatIsCutBeforeItOpensTheStore() throws Exception {
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        CommandRun.of("amend", "apply", "sqlite:" + store, file).failsWith(ExitStatus.FAILED, file.toString());

        assertThat(hasEvent()).isTrue();
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        assertThat(CommandRun.of("amend", "undo", "sqlite:" + store, file).status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(CommandRun.of("amend", "apply", "export:" + directory, file).status())
                .isEqualTo(ExitStatus.USAGE);
    }
}
