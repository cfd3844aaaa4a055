package dev.drydock.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountTableTest {

    private static final MountTable MOUNTS = MountTable.parse("""
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            23 22 8:2 / /srv rw,noexec shared:2 master:1 - xfs /dev/sdb1 rw
            24 23 8:1 /exports/mail\\040data /srv/mail\\040data ro - ext4 /dev/sda1 rw
            25 22 0:5 / /srv/mail\\040data/tmp rw - tmpfs tmpfs rw,size=1k
            not a mount
            26 22 0:6 / /srv rw - tmpfs tmpfs rw
            """);

    @Test
    void readsEveryField() {
        var mount = MOUNTS.at(Path.of("/srv/mail data"));

        assertThat(mount.device()).isEqualTo("8:1");
        assertThat(mount.root()).isEqualTo(Path.of("/exports/mail data"));
        assertThat(mount.type()).isEqualTo("ext4");
        assertThat(mount.isReadOnly()).isTrue();
        assertThat(mount.forbidsPrograms()).isFalse();
        assertThat(MOUNTS.all()).hasSize(5);
    }

    @Test
    void findsTheMountThatCoversAPath() {
        assertThat(MOUNTS.over(Path.of("/srv/mail data/x")).type()).isEqualTo("ext4");
        assertThat(MOUNTS.over(Path.of("/srv/mail data/tmp/x")).type()).isEqualTo("tmpfs");
        assertThat(MOUNTS.over(Path.of("/srvx")).point()).isEqualTo(Path.of("/"));
    }

    @Test
    void takesTheTopmostOfSeveralAtOnePlace() {
        assertThat(MOUNTS.at(Path.of("/srv")).type()).isEqualTo("tmpfs");
        assertThat(MOUNTS.over(Path.of("/srv/other")).type()).isEqualTo("tmpfs");
        assertThat(MOUNTS.at(Path.of("/srv/other"))).isNull();
    }

    @Test
    void readsTheMountsOfThisMachine() throws Exception {
        var mounts = MountTable.read(Path.of("/proc/self/mountinfo"));

        assertThat(mounts.over(Path.of("/proc/self/mountinfo")).type()).isEqualTo("proc");
    }
}
