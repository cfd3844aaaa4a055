package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeSnapshotTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2021-03-04T05:06:07.123456789Z"));

    @TempDir
    Path directory;

    private Path tree;

    @BeforeEach
    void plant() throws Exception {
        tree = Files.createDirectory(directory.resolve("data"));
        Files.writeString(tree.resolve("LOG"), "log");
        Files.setLastModifiedTime(tree.resolve("LOG"), LONG_AGO);
        var inner = Files.createDirectory(tree.resolve("in ner"));
        Files.writeString(inner.resolve("%41 odd\nname -"), "odd");
        // No text in UTF-8 has this byte.
        Files.writeString(Path.of(URI.create(inner.toUri() + "%FF")), "latin");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../no where/-"));
        Files.createSymbolicLink(tree.resolve("-"), Path.of("-"));
        new CommandRunner()
                .run(Command.of("mkfifo", tree.resolve("fifo").toString()))
                .orFail("Make a FIFO");
        Files.setAttribute(tree.resolve("LOG"), "unix:mode", 04640);
        Files.setAttribute(inner, "unix:mode", 01700);
        Files.setLastModifiedTime(inner, LONG_AGO);
        Files.setLastModifiedTime(tree, LONG_AGO);
    }

    @Test
    void findsNoDifferenceWhereThereIsNone() throws Exception {
        var snapshot = TreeSnapshot.of(tree, true);

        assertThat(snapshot.entries()).hasSize(8);
        assertThat(snapshot.differences(TreeSnapshot.of(tree, true))).isEmpty();
    }

    @Test
    void survivesBeingWrittenDown() throws Exception {
        var snapshot = TreeSnapshot.of(tree, true);

        assertThat(snapshot.lines())
                .allSatisfy(line -> assertThat(line).matches("\\p{ASCII}+").doesNotContain("\n"));
        assertThat(TreeSnapshot.parse(snapshot.lines().stream())).isEqualTo(snapshot);
    }

    @Test
    void namesTheLineThatIsDamaged() {
        assertThatThrownBy(() -> TreeSnapshot.parse(Stream.of("f 0 0 644 3 yesterday - LOG -")))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("Line 1");
        assertThatThrownBy(() -> TreeSnapshot.parse(Stream.of("f 0 0"))).hasMessageContaining("Line 1");
    }

    @Test
    void namesEveryDifference() throws Exception {
        var snapshot = TreeSnapshot.of(tree, true);

        Files.writeString(tree.resolve("LOG"), "lag");
        Files.setLastModifiedTime(tree.resolve("LOG"), LONG_AGO);
        Files.setAttribute(tree.resolve("in ner"), "unix:mode", 0755);
        Files.delete(tree.resolve("link"));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("/etc/passwd"));
        Files.delete(tree.resolve("fifo"));
        Files.writeString(tree.resolve("fifo"), "");
        Files.delete(tree.resolve("-"));
        Files.writeString(tree.resolve("new"), "");

        var found = String.join("\n", snapshot.differences(TreeSnapshot.of(tree, true)));

        assertThat(found)
                .contains("LOG: other content")
                .contains("in ner: mode 1700 -> 755")
                .contains("link: ", "link to ../no where/- -> /etc/passwd")
                .contains("fifo: type FIFO -> FILE")
                .contains("-: is missing")
                .contains("new: is new")
                .contains("the directory itself: time 2021-03-04T05:06:07.123456789Z -> ");
        assertThat(TreeSnapshot.of(tree, false).entries().get(Path.of("LOG")).sha256())
                .isEmpty();
    }

    @Test
    void bringsBackModesAndTimesOfAllThatIsThere() throws Exception {
        var snapshot = TreeSnapshot.of(tree, true);

        Files.setAttribute(tree.resolve("LOG"), "unix:mode", 0600);
        Files.setAttribute(tree.resolve("in ner"), "unix:mode", 0755);
        Files.createDirectory(tree.resolve("in ner/new"));
        Files.delete(tree.resolve("in ner/new"));
        Files.setLastModifiedTime(tree.resolve("LOG"), FileTime.from(Instant.EPOCH));
        assertThat(snapshot.differences(TreeSnapshot.of(tree, true))).hasSize(2);

        snapshot.restoreStates(tree);

        assertThat(snapshot.differences(TreeSnapshot.of(tree, true))).isEmpty();
    }

    @Test
    void bringsBackOwnersGroupsAndSetuid() throws Exception {
        assumeThat(Account.current().isRoot()).isTrue();
        var snapshot = TreeSnapshot.of(tree, true);
        try (var paths = Files.walk(tree)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.setAttribute(path, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", 65534, LinkOption.NOFOLLOW_LINKS);
            }
        }
        var differences = snapshot.differences(TreeSnapshot.of(tree, true));
        assertThat(differences)
                .hasSize(8)
                .allSatisfy(line -> assertThat(line).contains("owner 0 -> 65534", "group 0 -> 65534"));
        assertThat(differences).anyMatch(line -> line.contains("mode 4640 -> 640"));

        snapshot.restoreStates(tree);

        assertThat(snapshot.differences(TreeSnapshot.of(tree, true))).isEmpty();
    }

    @Test
    void doesNotReachThroughALinkThatHasTakenAPlace() throws Exception {
        var outside = Files.writeString(directory.resolve("outside"), "secret");
        Files.setAttribute(outside, "unix:mode", 0600);
        var snapshot = TreeSnapshot.of(tree, true);
        var before = FileState.of(outside);
        Files.delete(tree.resolve("LOG"));
        Files.createSymbolicLink(tree.resolve("LOG"), outside);

        assertThatThrownBy(() -> snapshot.restoreStates(tree))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("is a LINK and was a FILE");

        assertThat(FileState.of(outside)).isEqualTo(before);
    }

    @Test
    void saysThatAFifoCannotBeRestoredInsteadOfWaitingForIt() throws Exception {
        var state = FileState.of(tree.resolve("fifo"));
        new CommandRunner()
                .run(Command.of("chmod", "0777", tree.resolve("fifo").toString()))
                .orFail("Change the mode");

        assertThatThrownBy(() -> state.restore(tree.resolve("fifo")))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("FIFO");
    }

    @Test
    void looksAtAFileAsAtATree() throws Exception {
        var config = Files.writeString(directory.resolve("config.toml"), "x");

        var snapshot = TreeSnapshot.of(config, true);

        assertThat(snapshot.entries()).hasSize(1);
        assertThat(TreeSnapshot.parse(snapshot.lines().stream())).isEqualTo(snapshot);
        Files.writeString(config, "y");
        assertThat(snapshot.differences(TreeSnapshot.of(config, true)))
                .singleElement()
                .asString()
                .contains("other content");
    }
}
