package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateNamesTest {

    @Test
    void leavesOutWhatNoClientAsksFor() {
        var names = List.of("Mail.example.org", "*.example.org", "192.0.2.1", "2001:db8::1", "mail.example.org", "a b");

        assertThat(CertificateNames.askable(names)).containsExactly("mail.example.org");
    }

    @Test
    void findsNoNamesInWhatIsNoCertificate() {
        assertThat(CertificateNames.of("")).isEmpty();
        assertThat(CertificateNames.of("%{file:/missing.pem}%")).isEmpty();
    }
}
