package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOwnersTest {

    private static final Account MAIL = new Account("mail", 4711, 4712, List.of());

    @TempDir
    private Path temporary;

    private Path directory;
    private Path record;

    @BeforeEach
    void make() throws Exception {
        assumeTrue(Account.current().isRoot(), "only root can give files away");
        directory = temporary.toRealPath();
        record = directory.resolve("owners");
        var logs = Files.createDirectories(directory.resolve("logs/old\nones"));
        Files.writeString(logs.resolve("a"), "a");
        Files.createSymbolicLink(directory.resolve("logs/link"), Path.of("/etc/passwd"));
        Files.writeString(directory.resolve("config"), "c");
        Files.writeString(directory.resolve("theirs"), "t");
        Files.setAttribute(directory.resolve("logs/old\nones/a"), "unix:uid", 15);
        Files.setAttribute(directory.resolve("config"), "unix:mode", 04751);
    }

    @Test
    void givesAndTakesBackToTheSame() throws Exception {
        var before = TreeSnapshot.of(directory, true);
        var passwd = FileState.of(Path.of("/etc/passwd"));
        FileOwners.note(
                record,
                List.of(
                        new FileOwners.Place(directory.resolve("logs"), true),
                        new FileOwners.Place(directory.resolve("config"), false)),
                MAIL);

        assertThat(FileOwners.give(record, MAIL)).isEqualTo(5);
        assertThat(FileOwners.give(record, MAIL)).isEqualTo(5);

        for (var name : List.of("logs", "logs/link", "logs/old\nones/a", "config")) {
            assertThat(FileState.of(directory.resolve(name)).uid()).as(name).isEqualTo(4711);
            assertThat(FileState.of(directory.resolve(name)).gid()).as(name).isEqualTo(4712);
        }
        assertThat(FileState.of(directory.resolve("theirs")).uid()).isZero();
        assertThat(FileState.of(directory.resolve("config")).mode()).isEqualTo(04751);
        assertThat(FileState.of(Path.of("/etc/passwd"))).isEqualTo(passwd);

        FileOwners.takeBack(record);
        Files.delete(record);

        var after = TreeSnapshot.of(directory, true);
        assertThat(after.lines().stream().filter(line -> !line.endsWith(" . -")).toList())
                .isEqualTo(before.lines().stream()
                        .filter(line -> !line.endsWith(" . -"))
                        .toList());
    }

    @Test
    void doesNotFollowADirectoryThatHasBecomeALink() throws Exception {
        FileOwners.note(record, List.of(new FileOwners.Place(directory.resolve("logs"), true)), MAIL);
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a"), "secret");
        Files.move(directory.resolve("logs/old\nones"), directory.resolve("moved"));
        Files.createSymbolicLink(directory.resolve("logs/old\nones"), elsewhere);

        assertThatThrownBy(() -> FileOwners.give(record, MAIL)).hasMessageContaining("has become a link");

        assertThat(FileState.of(elsewhere.resolve("a")).uid()).isZero();
    }
}
