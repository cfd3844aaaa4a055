package dev.drydock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {

    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    Path temporary;

    private Path directory;
    private Account current;

    @BeforeEach
    void setUp() throws Exception {
        directory = temporary.toRealPath();
        current = Account.current();
    }

    @Test
    void renamesADirectoryWithAllThatIsInIt() throws Exception {
        var data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("f"), "x");
        var before = TreeSnapshot.of(data, true);

        HostFiles.rename(data, directory.resolve("data-backup"));

        assertThat(before.differences(TreeSnapshot.of(directory.resolve("data-backup"), true)))
                .isEmpty();
        assertThat(data).doesNotExist();
    }

    @Test
    void renamesOverNothingThatIsThere() throws Exception {
        var from = Files.writeString(directory.resolve("from"), "from");
        var taken = Files.writeString(directory.resolve("taken"), "taken");
        var dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));

        assertThatThrownBy(() -> HostFiles.rename(from, taken)).hasMessageContaining("that name is taken");
        assertThatThrownBy(() -> HostFiles.rename(from, dangling)).hasMessageContaining("that name is taken");
        assertThatThrownBy(() -> HostFiles.rename(directory.resolve("gone"), directory.resolve("x")))
                .hasMessageContaining("does not exist");

        assertThat(taken).hasContent("taken");
    }

    @Test
    void saysInWordsThatNothingIsRenamedBetweenFileSystems() throws Exception {
        assumeThat(Files.isWritable(MEMORY) && !HostFiles.areOnOneFileSystem(MEMORY, directory))
                .as("another file system")
                .isTrue();
        var from = Files.writeString(directory.resolve("from"), "x");
        var to = Files.createTempDirectory(MEMORY, "drydock").resolve("to");
        try {
            assertThatThrownBy(() -> HostFiles.rename(from, to))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("different file systems");
            assertThat(from).exists();
        } finally {
            Files.delete(to.getParent());
        }
        assertThat(HostFiles.areOnOneFileSystem(directory, from)).isTrue();
    }

    @Test
    void leavesMountPointsWhereTheyAre() throws Exception {
        assertThatThrownBy(() -> HostFiles.rename(Path.of("/proc"), Path.of("/proc-old")))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("mount point");
        assertThatThrownBy(() -> HostFiles.deleteTree(Path.of("/proc/sys"))).isInstanceOf(HostException.class);
    }

    @Test
    void entersNoMountWhenItDeletes() throws Exception {
        assumeThat(current.isRoot()).isTrue();
        var data = Files.createDirectory(directory.resolve("da ta"));
        var kept = Files.writeString(data.resolve("kept"), "x");
        var point = Files.createDirectory(data.resolve("mo unt"));
        var mounted = new CommandRunner().run(Command.of("mount", "-t", "tmpfs", "none", point.toString()));
        assumeThat(mounted.isSuccess()).as("may mount").isTrue();
        try {
            assertThat(Mounts.read().isMountPoint(point)).isTrue();
            assertThat(Mounts.read().of(point.resolve("x")).type()).isEqualTo("tmpfs");
            assertThatThrownBy(() -> HostFiles.deleteTree(data))
                    .hasMessageContaining("something is mounted at " + point);
            assertThatThrownBy(() -> HostFiles.rename(point, data.resolve("other")))
                    .hasMessageContaining("mount point");
            assertThat(kept).exists();
            var inside = Files.writeString(point.resolve("inside"), "x");
            assertThatThrownBy(() -> HostFiles.rename(inside, data.resolve("inside")))
                    .hasMessageContaining("different file systems");
        } finally {
            new CommandRunner().run(Command.of("umount", point.toString())).orFail("Unmount");
        }
        assertThat(HostFiles.deleteTree(data)).isEqualTo(3);
    }

    @Test
    void deletesLinksAndNotWhatTheyLeadTo() throws Exception {
        var outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "x");
        var data = Files.createDirectory(directory.resolve("data"));
        Files.createSymbolicLink(data.resolve("link"), outside);
        Files.createDirectories(data.resolve("a/b/c"));
        Files.writeString(data.resolve("a/b/f"), "x");

        assertThat(HostFiles.deleteTree(data)).isEqualTo(6);

        assertThat(data).doesNotExist();
        assertThat(outside.resolve("kept")).exists();
        assertThat(HostFiles.deleteTree(data)).isZero();
        var link = Files.createSymbolicLink(directory.resolve("link"), outside);
        assertThat(HostFiles.deleteTree(link)).isEqualTo(1);
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void deletesNothingThroughALinkOnTheWay() throws Exception {
        var outside = Files.createDirectory(directory.resolve("outside"));
        var kept = Files.writeString(outside.resolve("kept"), "x");
        var link = Files.createSymbolicLink(directory.resolve("link"), outside);

        assertThatThrownBy(() -> HostFiles.deleteTree(link.resolve("kept"))).isInstanceOf(HostException.class);
        assertThatThrownBy(() -> HostFiles.deleteTree(Path.of("/etc"))).isInstanceOf(HostException.class);

        assertThat(kept).exists();
    }

    @Test
    void makesADirectoryForItsOwnerOnly() throws Exception {
        var export = directory.resolve("export");

        HostFiles.createDirectory(export, current, 0700);

        var state = FileState.of(export);
        assertThat(state.mode()).isEqualTo(0700);
        assertThat(state.uid()).isEqualTo(current.uid());
        assertThatThrownBy(() -> HostFiles.createDirectory(export, current, 0700))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("there already");
    }

    @Test
    void makesADirectoryThatAnotherAccountCanUse() throws Exception {
        assumeThat(current.isRoot()).isTrue();
        var nobody = Account.of("nobody");
        Files.setAttribute(directory, "unix:mode", 0711);
        var export = directory.resolve("export");

        HostFiles.createDirectory(export, nobody, 0700);

        var state = FileState.of(export);
        assertThat(state.uid()).isEqualTo(nobody.uid());
        assertThat(state.gid()).isEqualTo(nobody.gid());
        new CommandRunner()
                .run(Command.of("touch", export.resolve("f").toString()).as(nobody))
                .orFail("Write as nobody");
        assertThat(FileState.of(export.resolve("f")).uid()).isEqualTo(nobody.uid());
        // What lies below a directory of nobody may be written for nobody, and for nobody else.
        assertThatThrownBy(() -> HostFiles.write(export.resolve("x"), new byte[0], current, 0600))
                .hasMessageContaining("belongs to user");
        HostFiles.write(export.resolve("x"), new byte[] {'x'}, nobody, 0640);
        assertThat(FileState.of(export.resolve("x")).uid()).isEqualTo(nobody.uid());
        assertThat(FileState.of(export.resolve("x")).mode()).isEqualTo(0640);
    }

    @Test
    void replacesAFileAsAWholeAndALinkByAFile() throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "secret");
        var config = Files.createSymbolicLink(directory.resolve("config.toml"), secret);

        HostFiles.write(config, "new".getBytes(StandardCharsets.UTF_8), current, 0640);
        HostFiles.write(config, "newer".getBytes(StandardCharsets.UTF_8), current, 0600);

        assertThat(Files.isRegularFile(config, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(config).hasContent("newer");
        assertThat(FileState.of(config).mode()).isEqualTo(0600);
        assertThat(secret).hasContent("secret");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(secret, config);
        }
    }

    @Test
    void writesThroughNoLinkOnTheWay() throws Exception {
        var outside = Files.createDirectory(directory.resolve("outside"));
        var planted = Files.createSymbolicLink(directory.resolve("etc"), outside);

        assertThatThrownBy(() -> HostFiles.write(planted.resolve("config.toml"), new byte[0], current, 0600))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("is a link");
        assertThatThrownBy(() -> HostFiles.createDirectory(planted.resolve("d"), current, 0700))
                .hasMessageContaining("is a link");
        assertThatThrownBy(() -> WholeFile.write(planted.resolve("config.toml"), new byte[0], current, 0600))
                .isInstanceOf(HostException.class);

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void countsBytesOnceHoweverManyNamesTheyHave() throws Exception {
        var data = Files.createDirectory(directory.resolve("data"));
        Files.write(data.resolve("one"), new byte[1000]);
        Files.createLink(data.resolve("two"), data.resolve("one"));
        Files.write(data.resolve("three"), new byte[24]);
        Files.createSymbolicLink(data.resolve("link"), Path.of("/proc"));

        assertThat(DiskSpace.used(data)).isEqualTo(new DiskSpace.Usage(1024, 2));
        var room = DiskSpace.on(data.resolve("not/yet/there"));
        assertThat(room.usable()).isPositive().isLessThanOrEqualTo(room.total());
        assertThatThrownBy(() -> DiskSpace.used(directory.resolve("gone"))).isInstanceOf(HostException.class);
    }

    @Test
    void bringsTreesToDisk() throws Exception {
        var data = Files.createDirectories(directory.resolve("data/inner"));
        Files.writeString(data.resolve("f"), "x");
        Files.createSymbolicLink(data.resolve("link"), Path.of("nowhere"));

        HostFiles.syncTree(directory.resolve("data"));

        assertThatThrownBy(() -> HostFiles.sync(data.resolve("gone"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> HostFiles.sync(data.resolve("link"))).isInstanceOf(HostException.class);
    }
}
