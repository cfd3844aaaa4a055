package dev.drydock.upgrade;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of an upgrade, for people and scripts.
 *
 * @param outcome one sentence
 * @param store that was moved, or that a further node of a cluster shares
 * @param takenBack whether what was verified, failed and counted is of an attempt that was taken back, or is being
 * @param started when the first step was begun; null where none was
 * @param ended when the way there came to its end; null before
 * @param back the way back; null where nobody went it
 * @param stoppedSeconds how long mail stood still, so far or in all; null where it did not
 * @param phases in order
 * @param families found, carried, added and not carried, by family of v0.7.3 records; empty before they were counted
 * @param verified what was proven, each a sentence
 * @param failed what was asked and is not as it should be, each a sentence with examples
 * @param notVerified what was not, and why
 * @param kept what lies on the machine because of the upgrade: path, and what it is
 * @param index how far the full-text index is; null where the new server does not serve
 * @param goingBack what going back means, and until when it can be done
 * @param waysBack how to go back; empty where nothing is left to take back
 */
public record UpgradeReport(
        String id,
        String state,
        String outcome,
        String configuration,
        String from,
        String to,
        Store store,
        boolean takenBack,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Way back,
        String zone,
        @Nullable Long stoppedSeconds,
        List<PhaseTime> phases,
        List<FamilyAccount> families,
        List<String> verified,
        List<String> failed,
        List<String> notVerified,
        Map<String, String> kept,
        @Nullable IndexProgress index,
        String goingBack,
        List<WayBack> waysBack) {

    /**
     * The store of the mail data.
     *
     * @param place where the configuration says that it lies
     * @param oldPlace where the old one lies once it was set aside
     */
    public record Store(String kind, String place, String oldPlace) {}

    /**
     * A stretch of time.
     *
     * @param ended null where it has not
     */
    public record Way(Instant started, @Nullable Instant ended) {}

    /**
     * One phase.
     *
     * @param seconds that its steps took when they were last performed; null where none was
     * @param secondsBack that it took to take them back; null where none was
     */
    public record PhaseTime(
            String name,
            String title,
            String state,
            @Nullable Double seconds,
            @Nullable Double secondsBack) {}

    /**
     * What became of one family.
     *
     * @param found records in the old store
     * @param units document ids of bitmaps, records of all others
     * @param bytes of keys and values
     * @param carried units by the official import
     * @param added units by Drydock beside it
     * @param notCarried units, by reason
     */
    public record FamilyAccount(
            String family,
            long found,
            long units,
            long bytes,
            long carried,
            long added,
            Map<String, Long> notCarried) {}

    /**
     * A way to go back.
     *
     * @param by {@code rest}, {@code command} or {@code rescue}
     * @param command what to call or to run, exactly
     * @param note what is to be known of it; may be empty
     */
    public record WayBack(String by, String command, String note) {}
}
