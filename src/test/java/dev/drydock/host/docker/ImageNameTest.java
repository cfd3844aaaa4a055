package dev.drydock.host.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {

    @ParameterizedTest
    @CsvSource({
        "mail-server, mail-server, latest",
        "stalwartlabs/mail-server:v0.8.0, stalwartlabs/mail-server, v0.8.0",
        "registry.example:5000/mail, registry.example:5000/mail, latest",
        "registry.example:5000/mail:v1, registry.example:5000/mail, v1",
        "mail@sha256:abc, mail, sha256:abc"
    })
    void takesANameApart(String image, String repository, String tag) {
        assertThat(ImageName.of(image)).isEqualTo(new ImageName(repository, tag));
        assertThat(ImageName.of(image).isLatest()).isEqualTo(tag.equals("latest"));
    }
}
