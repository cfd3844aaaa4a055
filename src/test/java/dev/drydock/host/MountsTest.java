package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountsTest {

    private static final Mounts MOUNTS = Mounts.parse("""
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            30 22 0:26 / /srv/ma\\040il rw,noexec,nosuid shared:9 master:2 - ext4 /dev/sdb1 rw
            31 30 0:27 /sub /srv/ma\\040il/data rw - btrfs /dev/sdc rw,subvol=/sub
            32 22 0:28 / /srv/tab\\011back\\134\\303\\244 ro - xfs /dev/sdd rw
            33 22 0:29 / /over rw - ext4 /dev/sde rw
            34 33 0:30 / /over rw - tmpfs none ro
            this is no mount
            """);

    @Test
    void findsTheMountThatHoldsAPath() throws Exception {
        assertThat(MOUNTS.of(Path.of("/etc")).source()).isEqualTo("/dev/sda1");
        assertThat(MOUNTS.of(Path.of("/srv/ma il/x")).isNoExec()).isTrue();
        assertThat(MOUNTS.of(Path.of("/srv/ma il/data/x")).root()).isEqualTo("/sub");
        assertThat(MOUNTS.of(Path.of("/srv/ma il/data/x")).isNoExec()).isFalse();
        assertThat(MOUNTS.of(Path.of("/srv/ma illness")).source()).isEqualTo("/dev/sda1");
    }

    @Test
    void readsEscapesAndBothKindsOfReadOnly() throws Exception {
        assertThat(MOUNTS.of(Path.of("/srv/tab\tback\\ä")).isReadOnly()).isTrue();
        assertThat(MOUNTS.of(Path.of("/over/x")).type()).isEqualTo("tmpfs");
        assertThat(MOUNTS.of(Path.of("/over/x")).isReadOnly()).isTrue();
        assertThat(MOUNTS.of(Path.of("/")).isReadOnly()).isFalse();
    }

    @Test
    void knowsMountPointsAndWhatIsMountedBelow() {
        assertThat(MOUNTS.isMountPoint(Path.of("/srv/ma il/data/."))).isTrue();
        assertThat(MOUNTS.isMountPoint(Path.of("/srv"))).isFalse();
        assertThat(MOUNTS.below(Path.of("/srv/ma il"))).hasSize(1);
        assertThat(MOUNTS.below(Path.of("/srv"))).hasSize(3);
    }

    @Test
    void readsThoseOfThisMachine() throws Exception {
        assertThat(Mounts.read().isMountPoint(Path.of("/proc"))).isTrue();
        assertThat(Mounts.read().of(Path.of("/proc/self")).type()).isEqualTo("proc");
        assertThatThrownBy(() -> Mounts.parse("").of(Path.of("/x"))).isInstanceOf(HostException.class);
    }
}
