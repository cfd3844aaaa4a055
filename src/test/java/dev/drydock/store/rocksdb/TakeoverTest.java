package dev.drydock.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.store.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the files of a database come into a new directory. */
class TakeoverTest {

    private static final int SIZE = 32 << 20;

    /** Of nobody here. */
    private static final int OTHER = 54_321;

    @TempDir
    private Path directory;

    private static Path database(Path directory) throws IOException {
        var old = Files.createDirectory(directory.resolve("old"));
        var table = new byte[SIZE];
        new Random(1).nextBytes(table);
        Files.write(old.resolve("000012.sst"), table);
        Files.writeString(old.resolve("CURRENT"), "MANIFEST-000005\n");
        Files.writeString(old.resolve("LOG"), "what the server did\n");
        return old;
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    @Test
    void givesAccountsTheirOwnFilesBySecondNames() throws Exception {
        var old = database(directory);
        var made = Files.createDirectory(directory.resolve("new"));

        var takeover = Takeover.into(made, old, Takeover.ANYBODY);

        assertThat(takeover.remarks()).isEmpty();
        assertThat(made.toFile().list()).containsExactlyInAnyOrder("000012.sst", "CURRENT");
        assertThat(inode(made.resolve("000012.sst"))).isEqualTo(inode(old.resolve("000012.sst")));
        assertThat(inode(made.resolve("CURRENT"))).isNotEqualTo(inode(old.resolve("CURRENT")));
    }

    @Test
    void copiesThoseOfOthersAndSaysHowMuch() throws Exception {
        try (var disk = Mount.tmpfs(directory.resolve("disk"), "size=100m")) {
            var old = database(disk.directory());
            var made = Files.createDirectory(disk.directory().resolve("new"));

            var takeover = Takeover.into(made, old, OTHER);

            assertCopied(old, made, takeover, "had to be copied");
        }
    }

    @Test
    void copiesThemBySharingBlocksWhereTheFileSystemCan() throws Exception {
        try (var disk = Mount.sharingBlocks(directory.resolve("disk"))) {
            var old = database(disk.directory());
            var made = Files.createDirectory(disk.directory().resolve("new"));
            var before = Files.getFileStore(made).getUsableSpace();

            var takeover = Takeover.into(made, old, OTHER);

            assertCopied(old, made, takeover, "share their blocks with the old files");
            assertThat(before - Files.getFileStore(made).getUsableSpace()).isLessThan(SIZE / 4);
        }
    }

    /** A file of its own with the same bytes, of which the admin is told. */
    private static void assertCopied(Path old, Path made, Takeover takeover, String remark) throws IOException {
        assertThat(takeover.remarks())
                .singleElement()
                .asString()
                .startsWith(SIZE + " bytes of tables and contents " + remark);
        assertThat(made.resolve("000012.sst")).hasSameBinaryContentAs(old.resolve("000012.sst"));
        assertThat(inode(made.resolve("000012.sst"))).isNotEqualTo(inode(old.resolve("000012.sst")));
    }
}
