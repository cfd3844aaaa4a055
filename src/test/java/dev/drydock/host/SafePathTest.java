package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void setUp() throws Exception {
        directory = temporary.toRealPath();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "..", "../x", "a/../../x", "a/../b", ".", "./", "a\0b"})
    void refusesNamesThatLeadOut(String name) {
        assertThatThrownBy(() -> SafePath.resolve(directory, name))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("leads out of");
    }

    @Test
    void resolvesNamesBelowTheRoot() throws Exception {
        assertThat(SafePath.resolve(directory, "a/b..c/./d")).isEqualTo(directory.resolve("a/b..c/d"));
    }

    @Test
    void acceptsAPlaceThatOnlyRootOrThisAccountCanChange() throws Exception {
        Files.createDirectory(directory.resolve("a"));

        assertThat(SafePath.forWriting(directory.resolve("a/not/yet"))).isEqualTo(directory.resolve("a/not/yet"));
    }

    @Test
    void refusesLinksAtTheEndAndOnTheWay() throws Exception {
        var real = Files.createDirectory(directory.resolve("real"));
        var link = Files.createSymbolicLink(directory.resolve("link"), real);
        var dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("/nowhere"));

        assertThatThrownBy(() -> SafePath.forWriting(link)).hasMessageContaining(link + " is a link to " + real);
        assertThatThrownBy(() -> SafePath.forWriting(link.resolve("f"))).hasMessageContaining(link + " is a link");
        assertThatThrownBy(() -> SafePath.forWriting(dangling)).hasMessageContaining("is a link to /nowhere");
    }

    @Test
    void refusesDirectoriesThatEverybodyWritesUnlessTheyAreSticky() throws Exception {
        var open = Files.createDirectory(directory.resolve("open"));

        Files.setAttribute(open, "unix:mode", 0777);
        assertThatThrownBy(() -> SafePath.forWriting(open.resolve("f")))
                .hasMessageContaining(open + " may be written by others (mode 777)");
        Files.setAttribute(open, "unix:mode", 01777);
        assertThat(SafePath.forWriting(open.resolve("f"))).isEqualTo(open.resolve("f"));
        Files.setAttribute(open, "unix:mode", 0775);
        assertThat(SafePath.forWriting(open.resolve("f"))).isEqualTo(open.resolve("f"));
        assertThatThrownBy(() -> SafePath.forBelieving(open.resolve("f"))).hasMessageContaining("mode 775");
    }

    @Test
    void refusesDirectoriesOfOthersUnlessTheyAreTrusted() throws Exception {
        assumeThat(Account.current().isRoot()).isTrue();
        var nobody = Account.of("nobody");
        var theirs = Files.createDirectory(directory.resolve("theirs"));
        Files.setAttribute(theirs, "unix:uid", (int) nobody.uid());

        assertThatThrownBy(() -> SafePath.forWriting(theirs.resolve("f")))
                .hasMessageContaining(theirs + " belongs to user " + nobody.uid());
        assertThat(SafePath.forWriting(theirs.resolve("f"), nobody)).isEqualTo(theirs.resolve("f"));
        assertThatThrownBy(() -> SafePath.forBelieving(theirs.resolve("f"))).hasMessageContaining("belongs to");
    }

    @Test
    void wantsWholePaths() {
        assertThatThrownBy(() -> SafePath.forWriting(Path.of("relative"))).hasMessageContaining("relative");
        assertThatThrownBy(() -> SafePath.forWriting(directory.resolve("a/../b")))
                .hasMessageContaining("..");
    }
}
