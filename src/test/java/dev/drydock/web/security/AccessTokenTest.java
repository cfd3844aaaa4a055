package dev.drydock.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokenTest {

    @TempDir
    private Path home;

    @Test
    void isMadeOnceAndStays() throws IOException {
        var made = AccessToken.of(home);

        assertThat(AccessToken.of(home).reveal()).isEqualTo(made.reveal());
        assertThat(made.isSame(made.reveal())).isTrue();
        assertThat(made.isSame(made.reveal() + "x")).isFalse();
    }

    @Test
    void saysNothingAboutItselfInAText() throws IOException {
        var made = AccessToken.of(home);

        assertThat(made + "").doesNotContain(made.reveal());
    }

    @Test
    void refusesAFileThatOthersMayRead() throws IOException {
        AccessToken.of(home);
        Files.setPosixFilePermissions(home.resolve("token"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> AccessToken.of(home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Others may read or write");
    }

    @Test
    void refusesAPlantedLink() throws IOException {
        var elsewhere = Files.writeString(home.resolve("elsewhere"), "A".repeat(43));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(home.resolve("token"), elsewhere);

        assertThatThrownBy(() -> AccessToken.of(home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no plain file");
    }

    @Test
    void refusesAFileThatHoldsNoToken() throws IOException {
        AccessToken.of(home);
        Files.writeString(home.resolve("token"), "short\n");

        assertThatThrownBy(() -> AccessToken.of(home))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no token");
    }
}
