package dev.drydock.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.installation.configuration.Compression;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.installation.configuration.StoreKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacingTest {

    @TempDir
    private Path temporary;

    private Path root = Path.of("");

    @BeforeEach
    void followsLinksOfTheTemporaryDirectory() throws Exception {
        root = temporary.toRealPath();
    }

    @Test
    void findsAStoreThatLiesAlone() throws Exception {
        var data = rocksdb(root.resolve("data"));

        var placement = place(StoreKind.ROCKSDB, data);

        assertThat(placement.exists()).isTrue();
        assertThat(placement.canBeRenamed()).isTrue();
        assertThat(placement.own()).containsExactly(data.resolve("000001.sst"), data.resolve("CURRENT"));
        assertThat(placement.ownSize()).isEqualTo(new Tally(2, 5, 0, true));
        assertThat(placement.neighbours()).isEmpty();
        assertThat(placement.facts().user()).isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void tellsTheNeighboursOfAStore() throws Exception {
        var data = Files.createDirectory(root.resolve("data"));
        Files.writeString(data.resolve("mail.db"), "12345");
        Files.writeString(data.resolve("mail.db-wal"), "1");
        Files.writeString(data.resolve("accounts.db"), "12");
        Files.writeString(data.resolve("accounts.db-wal"), "1");
        Files.createDirectories(data.resolve("blobs/ab"));
        Files.writeString(data.resolve("blobs/ab/body"), "123");
        Files.createDirectories(data.resolve("tls"));
        Files.writeString(data.resolve("tls/key.pem"), "1234");
        Files.createDirectories(data.resolve("logs"));
        Files.writeString(data.resolve("note"), "1");

        var placement = place(StoreKind.SQLITE, data.resolve("mail.db"));

        assertThat(placement.directory()).isEqualTo(data);
        assertThat(placement.own()).containsExactly(data.resolve("mail.db"), data.resolve("mail.db-wal"));
        assertThat(placement.neighbours())
                .containsExactlyInAnyOrder(
                        new Neighbour(data.resolve("accounts.db"), "the store accounts"),
                        new Neighbour(data.resolve("accounts.db-wal"), "the store accounts"),
                        new Neighbour(data.resolve("blobs"), "the store blobs"),
                        new Neighbour(
                                data.resolve("tls"),
                                "a directory with a file that certificate.a.private-key is read from"),
                        new Neighbour(data.resolve("logs"), "the logs"),
                        new Neighbour(data.resolve("note"), "something else"));
        assertThat(placement.neighbourSize()).isEqualTo(new Tally(5, 11, 0, true));
        assertThat(placement.canBeRenamed()).isFalse();
    }

    @Test
    void seesThatTheDirectoryIsALink() throws Exception {
        var real = rocksdb(root.resolve("disk"));
        var link = Files.createSymbolicLink(root.resolve("data"), real);

        var placement = place(StoreKind.ROCKSDB, link);

        assertThat(placement.link()).isTrue();
        assertThat(placement.directory()).isEqualTo(real);
        assertThat(placement.configured()).isEqualTo(link);
        assertThat(placement.canBeRenamed()).isFalse();
    }

    @Test
    void seesThatTheDirectoryOfAFileIsALink() throws Exception {
        var real = Files.createDirectory(root.resolve("disk"));
        Files.createFile(real.resolve("mail.db"));
        Files.createSymbolicLink(root.resolve("data"), real);

        assertThat(place(StoreKind.SQLITE, root.resolve("data/mail.db")).link()).isTrue();
    }

    @Test
    void seesThatTheDirectoryIsAMount() throws Exception {
        var data = Files.createDirectory(root.resolve("data"));
        assumeTrue(run("mount", "-t", "tmpfs", "none", data.toString()) == 0, "mounting takes root");
        try {
            rocksdb(data);

            var placement = place(StoreKind.ROCKSDB, data);

            assertThat(placement.mountPoint()).isTrue();
            assertThat(placement.mount().type()).isEqualTo("tmpfs");
            assertThat(placement.canBeRenamed()).isFalse();
            assertThat(Space.of(data).sharesFileSystemWith(Space.of(root))).isFalse();
            assertThat(Counting.of(root, Clock.systemUTC(), Instant.MAX).files())
                    .as("files without those of another file system")
                    .isZero();
        } finally {
            assertThat(run("umount", data.toString())).isZero();
        }
    }

    @Test
    void seesThatTheDirectoryIsAVolumeOfDocker() throws Exception {
        var data = Files.createDirectories(root.resolve("volumes/mail/_data"));
        rocksdb(data);

        assertThat(place(StoreKind.ROCKSDB, data).volumeRoot()).isTrue();
    }

    @Test
    void seesThatAContainerHasTheDirectoryMounted() throws Exception {
        var data = rocksdb(root.resolve("data"));
        var own = MountTable.parse("22 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
        var container = MountTable.parse("90 80 0:99 / / rw - overlay overlay rw\n91 90 8:1 " + data
                + " /opt/stalwart-mail rw - ext4 /dev/sda1 rw\n");

        assertThat(placing(own, List.of(container))
                        .of(store(StoreKind.ROCKSDB, data))
                        .volumeRoot())
                .isTrue();
        assertThat(placing(own, List.of(own)).of(store(StoreKind.ROCKSDB, data)).volumeRoot())
                .isFalse();
    }

    @Test
    void findsNothingWhereNothingIs() throws Exception {
        var placement = place(StoreKind.ROCKSDB, root.resolve("missing/data"));

        assertThat(placement.exists()).isFalse();
        assertThat(placement.own()).isEmpty();
        assertThat(placement.ownSize()).isEqualTo(Tally.NOTHING);
        assertThat(placement.facts()).isNull();
    }

    @Test
    void countsTheBodiesOfADirectoryOfFiles() throws Exception {
        var blobs = Files.createDirectories(root.resolve("data/blobs/ab/cd"));
        Files.writeString(blobs.resolve("one"), "123");
        Files.writeString(blobs.resolve("two"), "4567");

        var placement = place(StoreKind.FS, root.resolve("data/blobs"));

        assertThat(placement.ownSize()).isEqualTo(new Tally(2, 7, 0, true)).hasToString("2 files, 7 bytes");
        assertThat(placement.neighbours()).isEmpty();
    }

    @Test
    void saysThatItGaveUpCounting() throws Exception {
        for (var i = 0; i < 1500; i++) {
            Files.createFile(root.resolve("file" + i));
        }

        var tally = Counting.of(root, Clock.systemUTC(), Instant.EPOCH);

        assertThat(tally.complete()).isFalse();
        assertThat(tally).asString().startsWith("at least 1024 files");
    }

    private StorePlacement place(StoreKind kind, Path path) throws Exception {
        return placing(MountTable.read(Path.of("/proc/self/mountinfo")), List.of())
                .of(store(kind, path));
    }

    private Placing placing(MountTable mounts, List<MountTable> containers) throws Exception {
        var text = """
                [store.accounts]
                type = "sqlite"
                path = "%1$s/data/accounts.db"
                [store.blobs]
                type = "fs"
                path = "%1$s/data/blobs"
                [tracer.log]
                type = "log"
                path = "%1$s/data/logs"
                [certificate.a]
                private-key = "%%{file:%1$s/data/tls/key.pem}%%"
                """.formatted(root);
        var file = ConfigurationFile.of(root.resolve("config.toml"), text);
        return new Placing(
                mounts,
                containers,
                new Surroundings(Configuration.of(file, ServerView.ofService())),
                Clock.systemUTC(),
                Instant.MAX);
    }

    private static StoreConfiguration.OnDisk store(StoreKind kind, Path path) {
        return new StoreConfiguration.OnDisk("main", kind, Compression.NONE, path, 0, 0);
    }

    private static Path rocksdb(Path data) throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("CURRENT"), "12");
        Files.writeString(data.resolve("000001.sst"), "345");
        return data;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
