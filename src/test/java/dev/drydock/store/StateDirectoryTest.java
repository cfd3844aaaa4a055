package dev.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDirectoryTest {

    @Test
    void liesWhereItIsToldOrByCustom() {
        assertThat(StateDirectory.of(Map.of("DRYDOCK_HOME", "/srv/dock", "XDG_STATE_HOME", "/x"), true))
                .isEqualTo(Path.of("/srv/dock"));
        assertThat(StateDirectory.of(Map.of("XDG_STATE_HOME", "/x"), true)).isEqualTo(Path.of("/var/lib/drydock"));
        assertThat(StateDirectory.of(Map.of("XDG_STATE_HOME", "/x"), false)).isEqualTo(Path.of("/x/drydock"));
        assertThat(StateDirectory.of(Map.of("DRYDOCK_HOME", ""), false))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local/state/drydock"));
    }
}
