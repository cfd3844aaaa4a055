package dev.drydock.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v080.Letter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmendmentFileTest {

    private static final List<AmendedRow> ROWS = List.of(
            new AmendedRow(Letter.QUEUE_MESSAGE, new byte[8], new byte[] {1}, new byte[] {2, 3}),
            new AmendedRow(Letter.BLOB_LINK, new byte[] {1, 2}, null, new byte[0]),
            new AmendedRow(Letter.BLOB_LINK, new byte[] {1, (byte) 0xFF}, new byte[0], null),
            new AmendedRow(Letter.BLOB, new byte[] {5}, null, new byte[100_000]));

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void write() throws StoreException {
        path = directory.resolve("amendment");
        try (var writer = AmendmentWriter.create(path, "a test of ümlauts")) {
            for (var row : ROWS) {
                writer.add(row);
            }
            writer.commit();
        }
    }

    @Test
    void givesBackWhatWasWritten() throws Exception {
        var file = AmendmentFile.open(path);

        assertThat(file.title()).isEqualTo("a test of ümlauts");
        assertThat(file.rows()).isEqualTo(Map.of(Letter.QUEUE_MESSAGE, 1L, Letter.BLOB_LINK, 2L, Letter.BLOB, 1L));
        assertThat(file.count()).isEqualTo(4);
        assertThat(file.bytes()).isEqualTo(Files.size(path));
        var read = new ArrayList<AmendedRow>();
        try (var rows = file.read()) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                read.add(row);
            }
        }
        assertThat(read).isEqualTo(ROWS);
    }

    @Test
    void belongsToItsOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("amendment");
    }

    @Test
    void isRefusedWhereverItIsCut() throws Exception {
        var whole = Files.readAllBytes(path);
        for (var length = 0; length < whole.length; length += length < 120 || length > whole.length - 100 ? 1 : 4999) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> AmendmentFile.open(path))
                    .as("cut at " + length)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    @Test
    void isRefusedWhereverAByteIsAnother() throws Exception {
        var whole = Files.readAllBytes(path);
        for (var at = 0; at < whole.length; at += at < 120 || at > whole.length - 100 ? 1 : 4999) {
            var changed = whole.clone();
            changed[at] ^= 0x41;
            Files.write(path, changed);
            assertThatThrownBy(() -> AmendmentFile.open(path))
                    .as("byte " + at)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(path.toString());
        }
        Files.write(path, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> AmendmentFile.open(path)).hasMessageContaining("follows its end");
    }

    @Test
    void isNotReadThroughALink() throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("link"), path);

        assertThatThrownBy(() -> AmendmentFile.open(link)).hasMessageContaining("no regular file");
    }

    @Test
    void isNeverOverwritten() throws Exception {
        var before = Files.readAllBytes(path);

        assertThatThrownBy(() -> AmendmentWriter.create(path, "another")).hasMessageContaining("exists already");

        assertThat(path).hasBinaryContent(before);
    }

    @Test
    void leavesNothingWithoutCommitAndRemovesWhatAKilledOneLeft() throws Exception {
        var other = directory.resolve("other");
        Files.writeString(directory.resolve(".other.drydock-0123456789abcdef"), "half");
        try (var writer = AmendmentWriter.create(other, "another")) {
            writer.add(ROWS.get(0));
        }

        assertThat(directory.toFile().list()).containsExactly("amendment");
    }

    @Test
    void takesRowsInOrderOnly() throws Exception {
        try (var writer = AmendmentWriter.create(directory.resolve("other"), "another")) {
            writer.add(ROWS.get(1));

            assertThatThrownBy(() -> writer.add(ROWS.get(1))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.add(ROWS.get(0))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
