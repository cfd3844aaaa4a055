package dev.drydock.upgrade;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of an upgrade, for people and scripts.
 *
 * @param outcome one sentence
 * @param stoppedSeconds how long mail stood still, so far or in all; null where it did not
 * @param phases in order
 * @param families found, carried, added and not carried, by family of v0.7.3 records; empty before they were counted
 * @param verified what was proven, each a sentence
 * @param notVerified what was not, and why
 * @param kept what lies on the machine because of the upgrade: path, and what it is
 * @param goingBack how to go back, and until when
 */
public record UpgradeReport(
        String id,
        String state,
        String outcome,
        String configuration,
        String from,
        String to,
        @Nullable Instant started,
        @Nullable Instant ended,
        String zone,
        @Nullable Long stoppedSeconds,
        List<PhaseTime> phases,
        List<FamilyAccount> families,
        List<String> verified,
        List<String> notVerified,
        Map<String, String> kept,
        String goingBack) {

    /**
     * One phase.
     *
     * @param seconds from its first step's beginning to its last one's end; null where it did not begin
     */
    public record PhaseTime(
            String name,
            String title,
            String state,
            @Nullable Double seconds) {}

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
}
