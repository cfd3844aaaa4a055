package dev.drydock.layout.v080;

import dev.drydock.bytes.ByteReader;
import dev.drydock.bytes.ByteWriter;
import dev.drydock.bytes.MalformedDataException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Key of a report in {@code h}: class u8, and the rest as in v0.7.3. Reports to send and received ones share the
 * classes, by mistake; only the length of the key tells them apart.
 *
 * @param reportClass one of the constants here
 * @param rest what follows the class
 */
public record ReportKey(int reportClass, byte[] rest) {

    public static final int HEADER_TO_SEND = 0;
    public static final int DMARC_EVENT_TO_SEND = 1;
    public static final int TLS_EVENT_TO_SEND = 2;
    /** Never to be written: v0.8.0 takes it for a report to send, and stops sending at it. */
    public static final int RECEIVED_TLS = 0;

    public static final int RECEIVED_DMARC = 1;
    public static final int RECEIVED_ARF = 2;

    private static final int CLASSES = 3;
    private static final int RECEIVED_LENGTH = 16;
    private static final int LEAST_TO_SEND = 24;

    public static ReportKey decode(byte[] key) throws MalformedDataException {
        var reader = new ByteReader("report key", key);
        var reportClass = reader.u8("class");
        if (reportClass >= CLASSES) {
            throw new MalformedDataException("report key", 0, "class 0, 1 or 2, not " + reportClass);
        }
        return new ReportKey(reportClass, reader.rest());
    }

    /** Whether a key is as long as that of a received report; all others are of reports to send. */
    public static boolean isReceived(byte[] key) {
        return key.length == 1 + RECEIVED_LENGTH;
    }

    public byte[] encode() {
        return new ByteWriter(1 + rest.length).u8(reportClass).bytes(rest).toByteArray();
    }

    /** What it is a report of, for people; empty where the length fits neither a received one nor one to send. */
    public Optional<String> kind() {
        if (rest.length == RECEIVED_LENGTH) {
            return Optional.of(
                    switch (reportClass) {
                        case RECEIVED_TLS -> "received TLS report";
                        case RECEIVED_DMARC -> "received DMARC report";
                        default -> "received ARF report";
                    });
        }
        if (rest.length >= LEAST_TO_SEND) {
            return Optional.of(
                    switch (reportClass) {
                        case HEADER_TO_SEND -> "report to send";
                        case DMARC_EVENT_TO_SEND -> "event of a DMARC report to send";
                        default -> "event of a TLS report to send";
                    });
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReportKey key && reportClass == key.reportClass && Arrays.equals(rest, key.rest);
    }

    @Override
    public int hashCode() {
        return 31 * reportClass + Arrays.hashCode(rest);
    }

    @Override
    public String toString() {
        return kind().orElse("report of class " + reportClass) + " "
                + HexFormat.of().formatHex(rest);
    }
}
