package dev.drydock.layout.v073;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;

/**
 * Key of a report that another domain has sent us, in {@code v}: class 60 (TLS), 61 (DMARC) or 62 (ARF), expires u64,
 * id u64.
 *
 * @param expires Unix time in seconds
 */
public record ReceivedReportKey(Kind kind, long expires, long id) {

    /** What the report is about. */
    public enum Kind {
        TLS(60),
        DMARC(61),
        ARF(62);

        private final int keyClass;

        Kind(int keyClass) {
            this.keyClass = keyClass;
        }
    }

    public static ReceivedReportKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("received report key", key);
        var found = reader.u8("class");
        var kind = switch (found) {
            case 60 -> Kind.TLS;
            case 61 -> Kind.DMARC;
            case 62 -> Kind.ARF;
            default -> throw KeyClass.unknown("received report key", found);
        };
        var decoded = new ReceivedReportKey(kind, reader.u64("expiry"), reader.u64("report id"));
        reader.end();
        return decoded;
    }

    public byte[] encode() {
        return new ByteWriter(17).u8(kind.keyClass).u64(expires).u64(id).toByteArray();
    }
}
