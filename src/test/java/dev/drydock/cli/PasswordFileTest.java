package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createFile(
                directory.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n"})
    void readsOneLine(String text) throws Exception {
        Files.writeString(file, text);

        var password = new PasswordFile(file).read();

        assertThat(password.reveal()).isEqualTo("s3cret");
        assertThat(password).hasToString("hidden");
    }

    @Test
    void keepsSpacesAndOtherLetters() throws Exception {
        Files.writeString(file, " pässword with spaces \n");

        assertThat(new PasswordFile(file).read().reveal()).isEqualTo(" pässword with spaces ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void refusesFileThatIsOpenToOthers(String mode) throws Exception {
        Files.writeString(file, "s3cret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> new PasswordFile(file).read())
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll(file.toString(), "others than its owner", "chmod 600")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesFileThatIsOpenToOthersBehindALink() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var link = Files.createSymbolicLink(directory.resolve("link"), file);

        assertThatThrownBy(() -> new PasswordFile(link).read()).hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "s3cret\n\n", "localhost:5432:*:u:s3cret\nh:1:*:u:s3cret", "s3cret\0", "s3\tcret"})
    void refusesWhatIsNotOneLine(String text) throws Exception {
        Files.writeString(file, text);

        assertThatThrownBy(() -> new PasswordFile(file).read())
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll(file.toString(), "one line")
                .hasMessageNotContaining("s3");
    }

    @Test
    void refusesWhatIsNoPassword() throws Exception {
        Files.write(file, "pässword".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new PasswordFile(file).read()).hasMessageContaining("UTF-8");

        Files.writeString(file, "x".repeat(5_000));
        assertThatThrownBy(() -> new PasswordFile(file).read()).hasMessageContaining("too large");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> new PasswordFile(directory.resolve("none")).read())
                .isInstanceOf(NoSuchFileException.class);
    }
}
