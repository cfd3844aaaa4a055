package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.bytes.Printable;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.ReportToSendKey;
import dev.drydock.translate.TargetRecord;
import java.time.DateTimeException;
import java.time.Instant;

/** Says of a saved record what it is, in the words of the field; on one line, without tabs. */
final class SavedWords {

    private SavedWords() {}

    static String of(TargetRecord.Saved record) {
        try {
            if (record.family() == Family.RECEIVED_REPORT) {
                var key = ReceivedReportKey.decode(record.key());
                return key.kind() + " report received, id " + Long.toUnsignedString(key.id()) + ", kept until "
                        + time(key.expires());
            }
            if (record.family() == Family.REPORT_TO_SEND) {
                var key = ReportToSendKey.decode(record.key());
                var what = switch (key.kind()) {
                    case DMARC_HEADER -> "DMARC report to send";
                    case TLS_HEADER -> "TLS report to send";
                    case DMARC_EVENT -> "event of a DMARC report to send";
                    case TLS_EVENT -> "event of a TLS report to send";
                };
                return what + " to " + Printable.of(key.domain()) + ", due " + time(key.due());
            }
            return record.family().title();
        } catch (MalformedDataException e) {
            return record.family().title() + " with a key that cannot be read";
        }
    }

    private static String time(long seconds) {
        try {
            return Instant.ofEpochSecond(seconds).toString();
        } catch (DateTimeException e) {
            return Long.toUnsignedString(seconds) + " s after 1970";
        }
    }
}
