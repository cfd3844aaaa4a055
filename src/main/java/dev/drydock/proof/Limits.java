package dev.drydock.proof;

import java.time.Duration;

/**
 * How long and how much may be asked.
 *
 * @param accounts at most so many; those left out are told
 * @param time for all accounts together
 * @param start in which every port must accept connections
 * @param answer for each answer of the server
 */
public record Limits(int accounts, Duration time, Duration start, Duration answer) {

    /** All accounts, in at most an hour; a minute to start, which the download of a bundle may take. */
    public static final Limits DEFAULT =
            new Limits(Integer.MAX_VALUE, Duration.ofHours(1), Duration.ofSeconds(90), Duration.ofSeconds(30));

    public Limits withAccounts(int most) {
        return new Limits(most, time, start, answer);
    }

    public Limits withTime(Duration most) {
        return new Limits(accounts, most, start, answer);
    }

    public Limits withStart(Duration most) {
        return new Limits(accounts, time, most, answer);
    }

    public Limits withAnswer(Duration most) {
        return new Limits(accounts, time, start, most);
    }
}
