package dev.drydock.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/stalwart-mail.tar.gz",
                "HTTPS://example.org:8443/a/b?c=d",
                "http://127.0.0.1:8080/stalwart-mail",
                "http://localhost/x",
                "http://[::1]:1/x"
            })
    void allows(String address) {
        assertThat(DownloadAddress.problem(address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org/x, https://",
        "http://127.0.0.1.example.org/x, https://",
        "ftp://example.org/x, https://",
        "file:///etc/shadow, whole address",
        "stalwart-mail.tar.gz, whole address",
        "https://anna:geheim@example.org/x, no password",
        "https://example.org/, name of a file",
        "https://example.org, name of a file",
        "https://exa mple.org/x, is no address"
    })
    void refuses(String address, String word) {
        assertThat(DownloadAddress.problem(address))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains(word).doesNotContain("geheim"));
    }

    @Test
    void namesTheVendorsBuilds() {
        assertThat(VendorRelease.address("0.8.0", new Platform("x86_64", "gnu"), false))
                .hasValue("https://github.com/stalwartlabs/mail-server/releases/download/v0.8.0/"
                        + "stalwart-mail-x86_64-unknown-linux-gnu.tar.gz");
        assertThat(VendorRelease.address("0.8.0", new Platform("aarch64", "gnu"), true))
                .hasValueSatisfying(
                        address -> assertThat(address).endsWith("foundationdb-aarch64-unknown-linux-gnu.tar.gz"));
        assertThat(VendorRelease.address("0.8.0", new Platform("aarch64", "musl"), true))
                .isEmpty();
        assertThat(Platform.machine("amd64")).hasValue("x86_64");
        assertThat(Platform.machine("s390x")).isEmpty();
    }

    @Test
    void showsNoKeyOfASignedAddress() {
        assertThat(DownloadAddress.open("https://example.org/a.tar.gz?key=secret"))
                .isEqualTo("https://example.org/a.tar.gz");
    }
}
