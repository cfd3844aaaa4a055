package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key of a report that is being collected for another domain, in {@code v}: class 52 (header), 53 (DMARC event) or 54
 * (TLS event), due u64, domain, policy hash u64, sequence u64; a header ends in one more byte, 0 for DMARC and 1 for
 * TLS.
 *
 * @param due Unix time in seconds when the report is sent
 * @param domain whom it is for, in UTF-8
 */
public record ReportToSendKey(Kind kind, long due, byte[] domain, long policyHash, long seq) {

    private static final String STRUCTURE = "report to send key";
    private static final int HASH_AND_SEQUENCE = 16;

    /** What the key is for. */
    public enum Kind {
        DMARC_HEADER(52, 0),
        TLS_HEADER(52, 1),
        DMARC_EVENT(53, -1),
        TLS_EVENT(54, -1);

        private final int keyClass;
        private final int last;

        Kind(int keyClass, int last) {
            this.keyClass = keyClass;
            this.last = last;
        }

        /** Whether the key describes the report as a whole, not one event in it. */
        public boolean isHeader() {
            return last >= 0;
        }
    }

    public static ReportToSendKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader(STRUCTURE, key);
        var keyClass = reader.u8("class");
        var due = reader.u64("due");
        var header = keyClass == Kind.DMARC_HEADER.keyClass;
        var domainLength = reader.remaining() - HASH_AND_SEQUENCE - (header ? 1 : 0);
        if (domainLength < 0) {
            throw reader.malformed("domain, policy hash and sequence, but " + reader.remaining() + " bytes are left");
        }
        var domain = reader.bytes(domainLength, "domain");
        var policyHash = reader.u64("policy hash");
        var seq = reader.u64("sequence");
        var kind = kind(keyClass, header ? reader.u8("kind of report") : -1, reader.offset() - 1);
        return new ReportToSendKey(kind, due, domain, policyHash, seq);
    }

    private static Kind kind(int keyClass, int last, int offset) throws MalformedDataException {
        var classKnown = false;
        for (var kind : Kind.values()) {
            if (kind.keyClass == keyClass && kind.last == last) {
                return kind;
            }
            classKnown |= kind.keyClass == keyClass;
        }
        throw classKnown
                ? new MalformedDataException(STRUCTURE, offset, "0 for DMARC or 1 for TLS, not " + last)
                : KeyClass.unknown(STRUCTURE, keyClass);
    }

    public byte[] encode() {
        var writer = new ByteWriter(26 + domain.length)
                .u8(kind.keyClass)
                .u64(due)
                .bytes(domain)
                .u64(policyHash)
                .u64(seq);
        if (kind.isHeader()) {
            writer.u8(kind.last);
        }
        return writer.toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReportToSendKey key && Arrays.equals(encode(), key.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
        return "report to send to " + Printable.of(domain) + ", " + kind + ", sequence " + Long.toUnsignedString(seq);
    }
}
