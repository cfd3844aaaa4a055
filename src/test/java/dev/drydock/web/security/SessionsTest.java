package dev.drydock.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

    @TempDir
    private Path home;

    private Instant now = Instant.parse("2024-05-01T00:00:00Z");
    private final InstantSource source = () -> now;
    private Sessions sessions;

    @BeforeEach
    void open() throws IOException {
        sessions = sessions();
    }

    private Sessions sessions() throws IOException {
        return new Sessions(AccessToken.of(home), source.withZone(ZoneOffset.UTC));
    }

    @Test
    void knowsABrowserAgainAfterARestart() throws IOException {
        var session = sessions.open();

        assertThat(sessions().find(session.id())).contains(session);
    }

    @Test
    void knowsNobodyAfterTheTokenWasRemoved() throws IOException {
        var session = sessions.open();
        Files.delete(home.resolve("token"));

        assertThat(sessions().find(session.id())).isEmpty();
    }

    @Test
    void endsASessionAfterHalfADay() {
        var session = sessions.open();

        now = now.plus(Sessions.VALID).minusSeconds(1);
        assertThat(sessions.find(session.id())).isPresent();
        now = now.plusSeconds(1);
        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void refusesASessionThatWasChanged() {
        var id = sessions.open().id();
        var parts = id.split("\\.", -1);
        var later = (Long.parseLong(parts[0]) + 1000) + "." + parts[1] + "." + parts[2];

        assertThat(sessions.find(later)).isEmpty();
        assertThat(sessions.find(parts[0] + "." + parts[2] + "." + parts[1])).isEmpty();
        assertThat(sessions.find("")).isEmpty();
        assertThat(sessions.find("9".repeat(40) + "." + parts[1] + "." + parts[2]))
                .isEmpty();
    }

    @Test
    void givesEachSessionACsrfTokenOfItsOwn() {
        var one = sessions.open();
        var other = sessions.open();

        assertThat(one.csrf()).isNotEqualTo(other.csrf()).doesNotContain(one.id());
        assertThat(sessions.find(one.csrf())).isEmpty();
    }
}
