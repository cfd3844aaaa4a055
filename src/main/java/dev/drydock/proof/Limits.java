package dev.drydock.proof;

import java.time.Duration;

/**
 * How long and how much may be asked.
 *
 * @param accounts at most so many; those left out are told
 * @param atOnce how many are asked at the same time
 * @param time for all accounts together
 * @param start in which every port must accept connections
 * @param answer for each answer of the server
 */
public record Limits(int accounts, int atOnce, Duration time, Duration start, Duration answer) {

    /** All accounts, in at most an hour; a minute to start, which the download of a bundle may take. */
    public static final Limits DEFAULT =
            new Limits(Integer.MAX_VALUE, 4, Duration.ofHours(1), Duration.ofSeconds(90), Duration.ofSeconds(30));

    public Limits withAccounts(int most) {
        return new Limits(most, atOnce, time, start, answer);
    }

    public Limits withAtOnce(int count) {
        return new Limits(accounts, count, time, start, answer);
    }

    public Limits withTime(Duration most) {
        return new Limits(accounts, atOnce, most, start, answer);
    }

    public Limits withStart(Duration most) {
        return new Limits(accounts, atOnce, time, most, answer);
    }

    public Limits withAnswer(Duration most) {
        return new Limits(accounts, atOnce, time, start, most);
    }
}
