package dev.drydock.conversion;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.InspectionReport.Finding;
import dev.drydock.conversion.InspectionReport.Grade;
import dev.drydock.conversion.InspectionReport.Reports;
import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.ReportToSendKey;
import dev.drydock.translate.SourceRecord;
import java.util.List;

/** The reports that are collected for other domains, and those that came from them. */
final class ReportSurvey {

    private static final String LOST = "reports-not-exported";
    private static final String TLS = "reports-tls-received";

    private final boolean export;
    private long dmarcToSend;
    private long tlsToSend;
    private long dmarcReceived;
    private long tlsReceived;
    private long arfReceived;

    ReportSurvey(boolean export) {
        this.export = export;
    }

    void see(SourceRecord.Entry entry) throws MalformedDataException {
        if (entry.family() == Family.REPORT_TO_SEND) {
            switch (ReportToSendKey.decode(entry.key()).kind()) {
                case DMARC_HEADER -> dmarcToSend++;
                case TLS_HEADER -> tlsToSend++;
                case DMARC_EVENT, TLS_EVENT -> {} // parts of a report that its header stands for
            }
        } else {
            switch (ReceivedReportKey.decode(entry.key()).kind()) {
                case DMARC -> dmarcReceived++;
                case TLS -> tlsReceived++;
                case ARF -> arfReceived++;
            }
        }
    }

    Reports reports() {
        return new Reports(dmarcToSend, tlsToSend, dmarcReceived, tlsReceived, arfReceived);
    }

    List<Finding> findings() {
        if (export) {
            return List.of(
                    Finding.skip(LOST, "An export holds no reports, whether there were any or not."),
                    Finding.skip(TLS, "An export holds no reports, whether there were any or not."));
        }
        return List.of(lost(), tls());
    }

    private Finding lost() {
        var all = reports();
        var count = all.toSend() + all.received();
        if (count == 0) {
            return Finding.pass(LOST, "There are no reports, neither to send nor received.");
        }
        return Finding.of(
                Grade.WARN,
                LOST,
                count,
                "The official export leaves all reports out, those to send and those received.",
                "Convert with the profile lossless, which carries them or saves them as files");
    }

    private Finding tls() {
        if (tlsReceived == 0) {
            return Finding.pass(TLS, "There are no received TLS reports.");
        }
        return Finding.of(
                Grade.NOTICE,
                TLS,
                tlsReceived,
                "Received TLS reports have no sound place in v0.8.0: no way of upgrading carries them.",
                "Convert with the profile lossless, which saves them as files");
    }
}
