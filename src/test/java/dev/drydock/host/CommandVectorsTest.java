package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandVectorsTest {

    private static final String GOOD = """
            # The mail server.
            [mail]
            start = ["/opt/x/start", "--config={config}", "\\"q\\" \\u00e4\\\\"]
              stop=[ "/opt/x/stop" ]
            probe = ["/opt/x/probe"]

            [second.one]
            start = ["/a"]
            stop = ["/b"]
            probe = ["/c"]
            """;

    @TempDir
    Path temporary;

    private Path file;

    @BeforeEach
    void setUp() throws Exception {
        file = Files.createFile(temporary.toRealPath().resolve("commands"));
        Files.setAttribute(file, "unix:mode", 0600);
    }

    @Test
    void readsNamesAndVectors() throws Exception {
        var vectors = read(GOOD);

        assertThat(vectors.byName()).containsOnlyKeys("mail", "second.one");
        var mail = vectors.find("mail").orElseThrow();
        assertThat(mail.start().arguments()).containsExactly("/opt/x/start", "--config={config}", "\"q\" ä\\");
        assertThat(mail.stop().arguments()).containsExactly("/opt/x/stop");
        assertThat(mail.start().takesConfig()).isTrue();
        assertThat(mail.stop().takesConfig()).isFalse();
        assertThat(mail.start().command(Path.of("/a b/config.toml")).arguments())
                .containsExactly("/opt/x/start", "--config=/a b/config.toml", "\"q\" ä\\");
        assertThat(vectors.find("third")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start = [\"/a\"]",
                "[mail]\nstart = [\"/a\"]\nstart = [\"/a\"]",
                "[mail]\nstart = \"/a\"",
                "[mail]\nstart = [\"a\"]",
                "[mail]\nstart = []",
                "[mail]\nstart = [\"/a\",]",
                "[mail]\nstart = [\"/a\" \"b\"]",
                "[mail]\nstart = [\"/a\"] [\"b\"]",
                "[mail]\nstart = [\"/a\"]]",
                "[mail]\nstart = [\"/a]",
                "[mail]\nstart = [\"/a\\\"]",
                "[mail]\nstart = [\"/a\\x\"]",
                "[mail]\nstart = [\"/a\\u00\"]",
                "[mail]\nstart = [\"/a\\u0000\"]",
                "[mail]\nstart = [\"/a\tb\"]",
                "[mail]\nstart = [\"/{config}\"]",
                "[mail]\nstart = [1]",
                "[mail]\nstart = [,]",
                "[mail]\nrestart = [\"/a\"]",
                "[mail] # comment",
                "[../mail]"
            })
    void refusesAllElseNamingTheLine(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("Line " + text.lines().count() + " of " + file);
    }

    @Test
    void refusesNamesThatAreNotWholeOrComeTwice() {
        assertThatThrownBy(() -> read("[mail]\nstart = [\"/a\"]\nstop = [\"/a\"]\n"))
                .hasMessageContaining("need each of start, stop and probe");
        assertThatThrownBy(() -> read(GOOD + "[mail]\n")).hasMessageContaining("a second time");
    }

    @Test
    void believesNoFileThatOthersCanWrite() throws Exception {
        Files.writeString(file, GOOD);

        Files.setAttribute(file, "unix:mode", 0620);
        assertThatThrownBy(() -> CommandVectors.read(file)).hasMessageContaining("may be written by others");
        Files.setAttribute(file, "unix:mode", 0644);
        assertThat(CommandVectors.read(file).byName()).hasSize(2);
        Files.setAttribute(file.getParent(), "unix:mode", 0770);
        assertThatThrownBy(() -> CommandVectors.read(file)).hasMessageContaining("may be written by others");
        Files.setAttribute(file.getParent(), "unix:mode", 0700);
        var link = Files.createSymbolicLink(file.resolveSibling("link"), file);
        assertThatThrownBy(() -> CommandVectors.read(link)).hasMessageContaining("is a link");
        assertThatThrownBy(() -> CommandVectors.read(file.resolveSibling("gone")))
                .hasMessageContaining("exist");
    }

    @Test
    void refusesWhatIsNoTextOrTooLong() throws Exception {
        Files.write(file, new byte[] {'#', (byte) 0xFF});
        assertThatThrownBy(() -> CommandVectors.read(file)).hasMessageContaining("UTF-8");
        Files.write(file, new byte[2 << 20]);
        assertThatThrownBy(() -> CommandVectors.read(file)).hasMessageContaining("larger");
    }

    private CommandVectors read(String text) throws Exception {
        Files.writeString(file, text);
        return CommandVectors.read(file);
    }
}
