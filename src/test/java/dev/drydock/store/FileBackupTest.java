package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileBackupTest {

    @TempDir
    private Path temporary;

    private Path data = Path.of("");

    @BeforeEach
    void make() throws Exception {
        data = Files.createDirectory(temporary.toRealPath().resolve("data"));
        Files.writeString(data.resolve("CURRENT"), "12345");
        Files.writeString(data.resolve("000001.sst"), "123");
    }

    private FilledBackup alone(Map<String, String> values) {
        return filled(values, null);
    }

    private FilledBackup filled(Map<String, String> values, String whyNotRenamed) {
        return FilledBackup.of(backup(whyNotRenamed), values, Map.of());
    }

    private FileBackup backup(String whyNotRenamed) {
        return new FileBackup("Data directory", new OldStore("7", data, data, List.of("CURRENT"), whyNotRenamed));
    }

    private Path place(FilledBackup filled) {
        return backup(null).place(filled);
    }

    private static Map<String, LiveCheck> checks(FilledBackup filled) {
        return filled.checks().stream().collect(Collectors.toMap(LiveCheck::name, check -> check));
    }

    @Test
    void looksAtAStoreThatIsRenamed() {
        var checks = checks(alone(Map.of("name", "kept")));

        assertThat(place(alone(Map.of("name", "kept")))).isEqualTo(data.resolveSibling("kept"));
        assertThat(checks.keySet()).containsExactlyInAnyOrder("name-valid", "name-free", "same-file-system", "size");
        assertThat(checks.values()).allMatch(LiveCheck::ok);
        assertThat(checks.get("same-file-system").text()).isEqualTo("Same file system: an instant rename");
        assertThat(checks.get("size").text()).startsWith("The old store holds 2 files, 8 bytes");
    }

    @Test
    void saysWhichFilesAreMovedAndWhy() {
        var filled = filled(Map.of("name", "kept"), "holds more than the store (logs)");
        var checks = checks(filled);

        assertThat(backup("holds more").place(filled)).isEqualTo(data.resolve("kept"));
        assertThat(checks.get("own-files").text())
                .contains(
                        "holds more than the store (logs)", data.resolve("kept").toString(), "CURRENT");
        assertThat(checks.get("size").text()).startsWith("The old store holds 1 file, 5 bytes");
    }

    @Test
    void callsTheOldStoreByItsVersionAndByTheUpgradeWhereThatIsTaken() throws Exception {
        assertThat(place(alone(Map.of()))).isEqualTo(data.resolveSibling("data-v0.7.3"));
        assertThat(backup("is a mount point").place(filled(Map.of(), "is a mount point")))
                .isEqualTo(data.resolve("store-v0.7.3"));

        Files.createSymbolicLink(data.resolveSibling("data-v0.7.3"), Path.of("nowhere"));
        assertThat(place(alone(Map.of()))).isEqualTo(data.resolveSibling("data-v0.7.3-7"));
    }

    @Test
    void refusesANameThatIsTaken() {
        var filled = alone(Map.of("name", "data"));

        assertThat(filled.problems())
                .containsExactly(new BackupProblem("name", "is taken: " + data + " exists already"));
        assertThat(checks(filled).get("name-free").ok()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", ".hidden", "-x", "ä", "a b", "/etc"})
    void refusesWhatIsNoName(String name) {
        var filled = alone(Map.of("name", name));

        assertThat(filled.problems().get(0).problem()).contains("without slashes");
        assertThat(checks(filled).get("name-valid").ok()).isFalse();
    }

    @Test
    void leavesThePathAlone() {
        assertThat(alone(Map.of("path", data.toString())).problems()).isEmpty();
        assertThat(alone(Map.of("path", "/etc")).problems())
                .containsExactly(new BackupProblem("path", "cannot be changed here"));
        assertThat(alone(Map.of("path", data.toString())).open()).containsOnlyKeys("name");
    }

    @Test
    void saysThatItCannotSeeHowLargeTheStoreIs() {
        data = data.resolveSibling("gone");

        assertThat(checks(alone(Map.of())).get("size").ok()).isFalse();
    }
}
