package dev.drydock.real;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mails that bring a report from another domain; lines end in LF. */
final class ReportMails {

    private ReportMails() {}

    /** An abuse report (RFC 5965). */
    static String arf() {
        return """
                From: reports@port9.example.com
                To: sailor2@example.org
                Subject: complaint
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: text/plain

                A person complained.
                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Harbour/1.0
                Version: 1
                Original-Mail-From: <sailor0@example.org>
                Reported-Domain: example.org
                Source-IP: 192.0.2.1

                --b
                Content-Type: message/rfc822

                From: sailor0@example.org
                Subject: complained about

                hello
                --b--
                """;
    }

    /** A report on TLS (RFC 8460). */
    static String tls() {
        return attachment("application/tlsrpt+json", "report.json", """
                {"organization-name": "Port 9", "contact-info": "tls@port9.example.com", "report-id": "tls-1",
                 "date-range": {"start-datetime": "2026-01-01T00:00:00Z", "end-datetime": "2026-01-01T23:59:59Z"},
                 "policies": [{"policy": {"policy-type": "sts", "policy-string": ["version: STSv1", "mode: testing"],
                                          "policy-domain": "example.org", "mx-host": ["mail.example.org"]},
                               "summary": {"total-successful-session-count": 7, "total-failure-session-count": 1},
                               "failure-details": [{"result-type": "certificate-expired",
                                                    "sending-mta-ip": "192.0.2.2", "failed-session-count": 1}]}]}
                """);
    }

    /** An aggregate report on DMARC (RFC 7489). */
    static String dmarc() {
        return attachment("application/xml", "port9.example.com!example.org!1!2.xml", """
                <?xml version="1.0"?>
                <feedback><report_metadata><org_name>Port 9</org_name><email>dmarc@port9.example.com</email>
                <report_id>dmarc-1</report_id><date_range><begin>1767225600</begin><end>1767311999</end></date_range>
                </report_metadata><policy_published><domain>example.org</domain><adkim>r</adkim><aspf>r</aspf>
                <p>none</p><sp>none</sp><pct>100</pct></policy_published>
                <record><row><source_ip>192.0.2.3</source_ip><count>2</count><policy_evaluated>
                <disposition>none</disposition><dkim>fail</dkim><spf>pass</spf></policy_evaluated></row>
                <identifiers><header_from>example.org</header_from></identifiers>
                <auth_results><spf><domain>example.org</domain><result>pass</result></spf></auth_results></record>
                </feedback>
                """);
    }

    private static String attachment(String type, String name, String content) {
        var encoded =
                Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content.getBytes(StandardCharsets.UTF_8));
        return """
                From: reports@port9.example.com
                To: sailor2@example.org
                Subject: report
                MIME-Version: 1.0
                Content-Type: %s; name="%s"
                Content-Disposition: attachment; filename="%s"
                Content-Transfer-Encoding: base64

                %s
                """.formatted(type, name, name, encoded);
    }
}
