package dev.drydock.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginCodesTest {

    private Instant now = Instant.parse("2024-05-01T00:00:00Z");
    private final InstantSource source = () -> now;
    private final LoginCodes codes = new LoginCodes(source.withZone(ZoneOffset.UTC));

    @Test
    void takesEachCodeOnce() {
        var code = codes.issue();

        assertThat(codes.redeem(code)).isTrue();
        assertThat(codes.redeem(code)).isFalse();
    }

    @Test
    void takesNoCodeAfterTenMinutes() {
        var code = codes.issue();
        now = now.plus(Duration.ofMinutes(10));

        assertThat(codes.redeem(code)).isFalse();
    }

    @Test
    void takesACodeJustBeforeItsEnd() {
        var code = codes.issue();
        now = now.plus(Duration.ofMinutes(10)).minusMillis(1);

        assertThat(codes.redeem(code)).isTrue();
    }

    @Test
    void takesNoCodeThatWasNeverIssued() {
        codes.issue();

        assertThat(codes.redeem("")).isFalse();
        assertThat(codes.redeem("x")).isFalse();
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        var first = codes.issue();
        for (var i = 0; i < 20; i++) {
            codes.issue();
        }

        assertThat(codes.redeem(first)).isFalse();
    }

    @Test
    void issuesCodesThatNobodyGuesses() {
        assertThat(codes.issue()).hasSize(43).isNotEqualTo(codes.issue());
    }
}
