package dev.drydock.installation.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

    @TempDir
    private Path directory;

    @Test
    void readsAFile() throws Exception {
        var file = Files.writeString(directory.resolve("config.toml"), "[storage]\ndata = \"main\" # über\n");

        assertThat(ConfigurationFile.read(file).settings().value("storage.data"))
                .isEqualTo("main");
    }

    @Test
    void namesFileAndLineOfWhatTheServerRefuses() throws Exception {
        var file = Files.writeString(directory.resolve("config.toml"), "[storage]\n\ndata = main,\n");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigurationFile.read(file))
                .withMessage(
                        "%s, line 3: ',' follows the value of \"storage.data\"."
                                + " The server refuses this file too, so correct it first.",
                        file)
                .satisfies(e -> assertThat(e.nextStep()).contains("correct it"));
    }

    @Test
    void namesTheLineOfWhatIsNotUtf8() throws Exception {
        var file = Files.write(
                directory.resolve("config.toml"), "a = 1\nb = 'gr\u00fcn'\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ConfigurationFile.read(file))
                .hasMessageContaining(file + ", line 2: the text is not UTF-8");
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        assertThatThrownBy(() -> ConfigurationFile.read(directory.resolve("config.toml")))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> ConfigurationFile.read(directory)).hasMessageContaining("this is a directory");
        assertThatThrownBy(() -> ConfigurationFile.read(Path.of("/dev/zero")))
                .hasMessageContaining("this is not a regular file");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        var file = Files.writeString(directory.resolve("config.toml"), " \n");

        assertThatThrownBy(() -> ConfigurationFile.read(file)).hasMessageContaining("the file is empty");
    }

    @Test
    void refusesAFileThatIsTooLargeToBeOne() throws Exception {
        var file = directory.resolve("config.toml");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertThatThrownBy(() -> ConfigurationFile.read(file)).hasMessageContaining("more than 33554432 bytes");
    }

    @Test
    void saysWhoMayNotReadIt() throws Exception {
        var file = Files.writeString(directory.resolve("config.toml"), "a = 1\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root may read everything");

        assertThatThrownBy(() -> ConfigurationFile.read(file))
                .hasMessageContaining("may not be read by " + System.getProperty("user.name"));
    }
}
