package dev.drydock.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The codes in printed links: each opens one session, once, within ten minutes. */
public final class LoginCodes {

    /** How long a code is good for. */
    public static final Duration VALID = Duration.ofMinutes(10);

    private static final int MOST = 20;

    private record Code(String text, Instant until) {}

    private final Clock clock;
    private final List<Code> open = new ArrayList<>();

    public LoginCodes(Clock clock) {
        this.clock = clock;
    }

    /** A new code; of too many the oldest ends. */
    public synchronized String issue() {
        forgetOld();
        if (open.size() == MOST) {
            open.remove(0);
        }
        var code = new Code(RandomText.next(), clock.instant().plus(VALID));
        open.add(code);
        return code.text;
    }

    /** Takes a code; true once at most for each that was issued. */
    synchronized boolean redeem(String shown) {
        forgetOld();
        return open.removeIf(code -> RandomText.areEqual(code.text, shown));
    }

    private void forgetOld() {
        var now = clock.instant();
        open.removeIf(code -> !code.until.isAfter(now));
    }
}
