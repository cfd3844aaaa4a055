package dev.drydock.installation.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the parser against the real v0.7.3, which is the truth: what it refuses, and what it makes of a value, seen by
 * the name of the SQLite file that it opens. The texts are random pieces of the dialect, the same in every run.
 */
class ConfigurationDialectIT {

    private static final String[] PIECES = {
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        "=",
        " = ",
        "\n",
        "\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "#",
        "\"",
        "\"",
        "'",
        "'''",
        "\"\"\"",
        "\\",
        "\\\\",
        "\\n",
        "\\\"",
        ".",
        "-",
        "_",
        "+",
        "a",
        "B",
        "key",
        "t.u",
        "1",
        "2.5",
        "true",
        "é",
        "²",
        "x = 1\n",
        "y = \"v\"\n",
        "[s]\n",
        "z = [1, 2]\n",
        "w = { a = 1 }\n",
        "\"q k\" = 1\n",
        ":",
        "@",
        "\u00a0",
        "\f"
    };

    private static final String[] VALUE_PIECES = {
        "\"", "\"", "'", "'''", "\"\"\"", "\\", "\\\\", "\\n", "\\t", "\\\"", "\\'", "a", "b", "é", " ", "\n", "\r\n",
        "#", "[", "]", "1", "-", "_", "."
    };

    private static final int TEXTS = Boolean.getBoolean("drydock.campaign") ? 20_000 : 400;

    @TempDir
    private Path directory;

    private Path program = Path.of("");

    @BeforeEach
    void findsTheProgram() {
        var programs = System.getProperty("drydock.realPrograms", "");
        if (Arrays.asList(System.getProperty("drydock.require", "").split(",")).contains("realPrograms")) {
            assertThat(programs).as("drydock.realPrograms").isNotEmpty();
        }
        assumeTrue(!programs.isEmpty(), "-Ddrydock.realPrograms=DIR names no real programs");
        program = Path.of(programs, "v0.7.3", "stalwart-mail").toAbsolutePath();
    }

    @Test
    void refusesWhatTheServerRefuses() throws Exception {
        var random = new Random(73);
        for (var i = 0; i < TEXTS; i++) {
            var text = pieces(random, PIECES, 14) + (random.nextBoolean() ? "\n" : "");

            var answer = answer(text);

            assertThat(refusal(text) != null)
                    .as("refused: %s%nserver: %s%nhere: %s", text, answer, refusal(text))
                    .isEqualTo(answer.contains("Invalid configuration file"));
        }
    }

    @Test
    void readsTheValuesThatTheServerReads() throws Exception {
        var random = new Random(80);
        var seen = 0;
        for (var i = 0; i < TEXTS; i++) {
            var quote = new String[] {"\"", "'", "'''", "\"\"\"", ""}[random.nextInt(5)];
            var literal = quote + pieces(random, VALUE_PIECES, 6) + quote;
            var text = "[store.probe]\ntype = \"sqlite\"\npath = " + literal + "\n";
            var value = refusal(text) == null ? path(text) : null;
            if (value == null || value.isEmpty() || value.equals(".") || value.equals("..")) {
                continue;
            }

            var answer = answer(text);

            assertThat(directory.resolve("work").resolve(value))
                    .as("%s%nserver: %s", text, answer)
                    .exists();
            seen++;
        }
        assertThat(seen).isGreaterThan(TEXTS / 10);
    }

    @Test
    void resolvesTheMacrosThatTheServerResolves() throws Exception {
        var note = Files.writeString(directory.resolve("note"), "from a file");
        var text = """
                end = "end"
                store.0.path = "%%{cfg:store.1.path}%%-0"
                store.1.path = "%%{cfg:end}%%-1"
                store.2.path = "%%{cfg:store.1.path}%%-2"
                store.3.path = "a %%{file:missing}%% b"
                store.4.path = "%%{file://%s}%% %%{env:NONE}%%."
                """.formatted(note);
        for (var i = 0; i < 5; i++) {
            text = text + "store." + i + ".type = \"SQLite\"\n";
        }
        var view = ServerView.ofService().withEnvironment(Map.of()).startedIn(directory.resolve("work"));
        var stores = Configuration.of(ConfigurationFile.of(Path.of("config.toml"), text), view)
                .stores();

        var answer = answer(text);

        assertThat(stores).hasSize(5);
        assertThat(stores.values())
                .extracting(store -> ((StoreConfiguration.OnDisk) store).path())
                .as(answer)
                .allSatisfy(path -> assertThat(path).exists());
    }

    private static String pieces(Random random, String[] pieces, int most) {
        var text = new StringBuilder();
        for (var n = random.nextInt(most + 1); n > 0; n--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static String refusal(String text) {
        try {
            ConfigurationParser.parse(text);
            return null;
        } catch (ConfigurationParser.Refusal e) {
            return "line " + e.line() + ": " + e.getMessage();
        }
    }

    private static String path(String text) throws ConfigurationParser.Refusal {
        return new Settings(ConfigurationParser.parse(text)).value("store.probe.path");
    }

    /** What the server says to an export with this configuration, in an empty directory. */
    private String answer(String text) throws IOException, InterruptedException {
        var work = directory.resolve("work");
        if (Files.exists(work)) {
            try (var files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectory(work);
        var file = directory.resolve("config.toml");
        Files.writeString(file, text);
        var output = directory.resolve("output");
        var builder = new ProcessBuilder(program.toString(), "--config", file.toString(), "--export", work + "/-export")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        var process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("ends: %s", text)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
