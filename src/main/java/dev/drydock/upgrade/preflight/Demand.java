package dev.drydock.upgrade.preflight;

import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Space;

/**
 * Room that the upgrade takes somewhere.
 *
 * @param what for people
 * @param least bytes that it takes in any case
 * @param likely bytes that it may well take
 */
record Demand(Space space, String what, long least, long likely) {

    @Override
    public String toString() {
        return what + " "
                + (least == likely ? ByteCount.of(likely) : ByteCount.of(least) + " to " + ByteCount.of(likely));
    }
}
