package dev.drydock.host.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerPathsTest {

    private static final ContainerPaths PATHS = new ContainerPaths(List.of(
            new ContainerPaths.Bind(Path.of("/opt/mail"), Path.of("/srv/volume/_data")),
            new ContainerPaths.Bind(Path.of("/opt/mail/data"), Path.of("/disk/store")),
            new ContainerPaths.Bind(Path.of("/drydock/staging"), Path.of("/srv/volume/_data/drydock-1"))));

    @Test
    void findsAPathOfTheContainerBelowTheNearestMount() {
        assertThat(PATHS.outside(Path.of("/opt/mail/etc/config.toml")))
                .isEqualTo(Path.of("/srv/volume/_data/etc/config.toml"));
        assertThat(PATHS.outside(Path.of("/opt/mail/data/x"))).isEqualTo(Path.of("/disk/store/x"));
        assertThat(PATHS.outside(Path.of("/opt/mail/data"))).isEqualTo(Path.of("/disk/store"));
        assertThat(PATHS.outside(Path.of("/opt/mail/etc/../data"))).isEqualTo(Path.of("/disk/store"));
    }

    @Test
    void saysWhatLiesInTheContainerItself() {
        var path = PATHS.outside(Path.of("/opt/mailbox"));

        assertThat(path).isEqualTo(Path.of("/.in-the-container/opt/mailbox"));
        assertThat(ContainerPaths.isNowhere(path)).isTrue();
        assertThat(ContainerPaths.alone(path)).isEqualTo(Path.of("/opt/mailbox"));
        assertThat(ContainerPaths.isNowhere(Path.of("/opt/mailbox"))).isFalse();
    }

    @Test
    void namesAPathOfTheMachineAsTheNearestMountDoes() {
        assertThat(PATHS.inside(Path.of("/srv/volume/_data/etc"))).contains(Path.of("/opt/mail/etc"));
        assertThat(PATHS.inside(Path.of("/srv/volume/_data/drydock-1/work")))
                .contains(Path.of("/drydock/staging/work"));
        assertThat(PATHS.inside(Path.of("/srv/volume/_database"))).isEmpty();
    }
}
