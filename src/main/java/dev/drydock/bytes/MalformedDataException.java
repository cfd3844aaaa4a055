package dev.drydock.bytes;

/**
 * Bytes that are not what their structure says they must be.
 *
 * <p>Checked, because it is never a bug of ours alone: stores and export files come from other programs, cut disks and
 * killed processes, and the caller decides whether the record is reported, or the whole run refused.
 */
public final class MalformedDataException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String structure;
    private final long offset;
    private final String expectation;

    /**
     * Makes a failure out of what was expected where.
     *
     * @param structure the structure being read, in the words of the layout description, such as {@code bitmap key}
     * @param offset zero-based offset in bytes, from the start of that structure, where the reading failed
     * @param expectation what had to stand there, as a phrase that completes "expected …"
     */
    public MalformedDataException(String structure, long offset, String expectation) {
        super("malformed " + structure + " at byte " + offset + ": expected " + expectation);
        this.structure = structure;
        this.offset = offset;
        this.expectation = expectation;
    }

    private MalformedDataException(String place, MalformedDataException cause) {
        super(place + ": " + cause.getMessage(), cause);
        this.structure = cause.structure;
        this.offset = cause.offset;
        this.expectation = cause.expectation;
    }

    /** The same failure, with the place that holds the structure (a table, a file, a key) said in front. */
    public MalformedDataException in(String place) {
        return new MalformedDataException(place, this);
    }

    public String structure() {
        return structure;
    }

    /** Zero-based offset in bytes from the start of {@link #structure()}. */
    public long offset() {
        return offset;
    }

    public String expectation() {
        return expectation;
    }
}
