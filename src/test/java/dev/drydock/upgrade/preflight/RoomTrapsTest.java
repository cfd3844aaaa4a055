package dev.drydock.upgrade.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.HostException;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Grade;
import dev.drydock.installation.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Too little room, too few files, too little memory, on a machine that the test makes up. */
class RoomTrapsTest {

    private static final long GIB = 1L << 30;

    @TempDir
    private Path temporary;

    private Kernel kernel = Kernel.here();

    @BeforeEach
    void makesUpAMachine() throws IOException {
        kernel = new Kernel(temporary.resolve("proc"), temporary.resolve("sys"));
    }

    @ParameterizedTest
    @CsvSource({"100, PASS", "25, PASS", "24, WARN", "15, WARN", "14, FAIL", "1, FAIL"})
    void keepsFivePercentFree(long freeGiB, Grade grade) {
        var space = new Space(Path.of("/data"), "/dev/sda (ext4)", 1, freeGiB * GIB, 100 * GIB);
        var demands = List.of(
                new Demand(space, "the export", 5 * GIB, 10 * GIB),
                new Demand(space, "the new store", 5 * GIB, 10 * GIB));

        var finding = SpaceCheck.room(demands, true);

        assertThat(finding.grade()).isEqualTo(grade);
        assertThat(finding.text())
                .contains(
                        "/dev/sda (ext4)", "100.0 GiB", freeGiB + ".0 GiB are free", "10.0 GiB to 20.0 GiB", "export");
    }

    @Test
    void doesNotCallEnoughWhatWasNotCounted() {
        var space = new Space(Path.of("/data"), "/dev/sda (ext4)", 1, 90 * GIB, 100 * GIB);

        var finding = SpaceCheck.room(List.of(new Demand(space, "the export", GIB, GIB)), false);

        assertThat(finding.grade()).isEqualTo(Grade.SKIP);
        assertThat(finding.text()).contains("at least 1.0 GiB");
    }

    @ParameterizedTest
    @CsvSource({"0 0, PASS", "100000 50000, PASS", "100000 4000, WARN", "100000 10, FAIL"})
    void countsTheFilesThatStillFit(String numbers, Grade grade) throws Exception {
        assertThat(SpaceCheck.files("/dev/sda", numbers).grade()).isEqualTo(grade);
    }

    @Test
    void doesNotBelieveWhatIsNoNumber() {
        assertThatThrownBy(() -> SpaceCheck.files("/dev/sda", "stat: error")).isInstanceOf(HostException.class);
    }

    @ParameterizedTest
    @CsvSource({"4000000, PASS", "600000, WARN", "200000, FAIL"})
    void asksForTheMemoryThatIsLeft(long kib, Grade grade) throws Exception {
        memory(kib);

        assertThat(memoryFinding().grade()).isEqualTo(grade);
    }

    @Test
    void seesTheLimitOfAGroupAboveItself() throws Exception {
        memory(8_000_000);
        write("proc/self/cgroup", "0::/docker/abc\n");
        write("sys/fs/cgroup/docker/memory.max", Long.toString(600L << 20));
        write("sys/fs/cgroup/docker/memory.current", Long.toString(500L << 20));
        write("sys/fs/cgroup/docker/abc/memory.max", "max\n");

        var finding = memoryFinding();

        assertThat(finding.grade()).isEqualTo(Grade.FAIL);
        assertThat(finding.text()).contains("100.0 MiB", "limit of the group", "7.6 GiB");
    }

    @Test
    void readsTheOlderKindOfGroupsToo() throws Exception {
        memory(8_000_000);
        write("proc/self/cgroup", "5:cpu:/\n4:memory:/mail\n0::/\n");
        write("sys/fs/cgroup/memory/mail/memory.limit_in_bytes", Long.toString(700L << 20));
        write("sys/fs/cgroup/memory/mail/memory.usage_in_bytes", "0");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "0");

        assertThat(memoryFinding().grade()).isEqualTo(Grade.WARN);
    }

    @Test
    void saysThatTheMemoryIsNotKnown() throws Exception {
        write("proc/meminfo", "MemTotal: 1 kB\n");

        assertThat(memoryFinding().grade()).isEqualTo(Grade.SKIP);
    }

    @Test
    void measuresARealInstallation() throws Exception {
        var installation = new SmallInstallation(temporary, Fixture.SQLITE, List.of(4190));

        var report = installation.look();

        Trap.assertFound(report, Grade.PASS, "space.room", installation.data, "GiB", "5 % stay free");
        Trap.assertFound(report, Grade.PASS, "space.files");
    }

    private void memory(long kib) throws IOException {
        write("proc/meminfo", "MemTotal:       9000000 kB\nMemAvailable:   " + kib + " kB\n");
    }

    private void write(String name, String text) throws IOException {
        var file = temporary.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Finding memoryFinding() throws Exception {
        return MemoryCheck.left(kernel, "").get(0);
    }
}
