package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.installation.Grade;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImageRoomTest {

    private static final Path PLACE = Path.of("/var/lib/docker");

    @Test
    void failsWhereTheNewImageCannotFit() {
        var finding = ImageRoom.of(PLACE, 100, 200, null);

        assertThat(finding.grade()).isEqualTo(Grade.FAIL);
        assertThat(finding.text()).contains("/var/lib/docker", "as the old one does");
        assertThat(ImageRoom.of(PLACE, 100, 200, Path.of("/root/image.tar")).text())
                .contains("/root/image.tar");
    }

    @Test
    void passesWhereItFits() {
        assertThat(ImageRoom.of(PLACE, 200, 200, null).grade()).isEqualTo(Grade.PASS);
    }
}
