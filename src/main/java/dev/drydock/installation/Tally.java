package dev.drydock.installation;

/**
 * How much lies somewhere. Links are not followed, other file systems not entered, and a file with several names counts
 * with each.
 *
 * @param files without directories
 * @param bytes their sizes; the disk may hold more, or less
 * @param unseen files and directories that may not be looked at
 * @param complete false where the counting was given up because it took too long, so that there is more than this
 */
public record Tally(long files, long bytes, long unseen, boolean complete) {

    static final Tally NOTHING = new Tally(0, 0, 0, true);

    Tally plus(Tally other) {
        return new Tally(files + other.files, bytes + other.bytes, unseen + other.unseen, complete && other.complete);
    }

    /** For people: {@code 3 files, 1.5 GiB}, with {@code at least} where not all was counted. */
    @Override
    public String toString() {
        var certain = complete && unseen == 0;
        return (certain ? "" : "at least ") + files + (files == 1 ? " file, " : " files, ") + ByteCount.of(bytes);
    }
}
