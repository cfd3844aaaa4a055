package dev.drydock.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.host.HostException;
import dev.drydock.host.docker.ImageTransfer;
import dev.drydock.host.docker.ImageTransfer.ImageProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on their way to the machine. */
class ImagesIT {

    @TempDir
    private Path directory;

    @Test
    void tellsOfTheBytesThatCome() throws Exception {
        var engine = PrivateEngine.get();
        StandInImages.make(engine);
        try (var registry = StandInRegistry.of(engine, StandInImages.NEW, directory)) {
            var seen = new ArrayList<Long>();
            var totals = new ArrayList<Long>();

            new ImageTransfer(engine.socket()).pull(registry.image(), ImageProgress.adding((done, total) -> {
                seen.add(done);
                totals.add(total.orElse(0));
            }));

            assertThat(seen).isSorted();
            assertThat(seen.get(seen.size() - 1)).isGreaterThan(10 << 20).isEqualTo(totals.get(totals.size() - 1));
            assertThat(engine.client().image(registry.image()).orElseThrow().digests())
                    .singleElement()
                    .asString()
                    .endsWith(registry.digest());
            engine.run("rmi", registry.image());
        }
    }

    @Test
    void saysThatThereIsNoRoom() throws Exception {
        var full = PrivateEngine.get();
        StandInImages.make(full);
        var file = directory.resolve("image.tar");
        full.run("save", "--output", file.toString(), StandInImages.NEW);
        var small = PrivateEngine.small("48m");
        try {
            assertThatThrownBy(() -> new ImageTransfer(small.socket()).load(file, line -> {}))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("no space left on device")
                    .hasMessageContaining("that there is room");
            assertThat(small.client().info().dataRoot())
                    .startsWith(small.socket().getParent());
        } finally {
            small.discardSmall();
        }
    }
}
