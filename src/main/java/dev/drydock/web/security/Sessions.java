package dev.drydock.web.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The browsers that were let in. Nothing is kept: what a browser shows was signed with the token of the home, so it is
 * known again by a console that was started anew in the middle of an upgrade. A session ends after half a day, and all
 * of them end when the token is removed.
 */
final class Sessions {

    /** Long enough for a night's upgrade, short enough for a browser that was left open. */
    static final Duration VALID = Duration.ofHours(12);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");

    /**
     * One browser.
     *
     * @param id what its cookie holds
     * @param csrf what its forms must hold, which a page of another origin cannot read
     */
    record Session(String id, String csrf) {}

    private final AccessToken token;
    private final Clock clock;

    Sessions(AccessToken token, Clock clock) {
        this.token = token;
        this.clock = clock;
    }

    /** Lets a browser in. */
    Session open() {
        var text = clock.instant().plus(VALID).getEpochSecond() + "." + RandomText.next();
        return session(text + "." + sign("session", text));
    }

    /** The session whose cookie is shown, unless it is over or not ours. */
    Optional<Session> find(String id) {
        var parts = FORM.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var isOurs = RandomText.areEqual(sign("session", parts.group(1) + "." + parts.group(2)), parts.group(3));
        var isOver = !Instant.ofEpochSecond(Long.parseLong(parts.group(1))).isAfter(clock.instant());
        return isOurs && !isOver ? Optional.of(session(id)) : Optional.empty();
    }

    private Session session(String id) {
        return new Session(id, sign("csrf", id));
    }

    /** @param purpose so that what was signed for one thing is not taken for another */
    private String sign(String purpose, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.reveal().getBytes(StandardCharsets.US_ASCII), ALGORITHM));
            var sum = mac.doFinal((purpose + ":" + text).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
