package dev.drydock.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.layout.v073.Family;
import dev.drydock.layout.v073.ReceivedReportKey;
import dev.drydock.layout.v073.ReportToSendKey;
import dev.drydock.translate.TargetRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFilesTest {

    private static final byte[] VALUE = {1, 2, 0, -1};

    @TempDir
    private Path parent;

    @Test
    void keepsEachValueInAFileOfItsOwnAndSaysWhatItIs() throws Exception {
        try (var saved = SavedFiles.into(directory())) {
            saved.save(tls(1));
            saved.save(toSend("example.org", 2));
            saved.commit();
            assertThat(saved.count()).isEqualTo(2);
            assertThat(saved.location()).isEqualTo(directory().toString());
        }

        var tlsKey = HexFormat.of().formatHex(tls(1).key());
        var index = Files.readAllLines(directory().resolve("index.tsv"));
        assertThat(index.get(0)).isEqualTo("file\tfamily\tkey\twhat it is");
        assertThat(index.get(1))
                .isEqualTo("received-report-" + tlsKey + "\treceived report\t" + tlsKey
                        + "\tTLS report received, id 1, kept until 2023-11-14T22:13:20Z");
        assertThat(index.get(2)).endsWith("\tevent of a DMARC report to send to example.org, due 2023-11-14T22:13:20Z");
        assertThat(directory().resolve("received-report-" + tlsKey)).hasBinaryContent(VALUE);
        assertThat(index).hasSize(3);
        assertThat(names(directory())).hasSize(3);
    }

    @Test
    void isReadableByItsOwnerAlone() throws Exception {
        save(tls(1));

        assertThat(mode(directory())).isEqualTo("rwx------");
        for (var name : names(directory())) {
            assertThat(mode(directory().resolve(name))).isEqualTo("rw-------");
        }
    }

    @Test
    void createsNothingWhereNothingWasSaved() throws Exception {
        try (var saved = SavedFiles.into(directory())) {
            saved.commit();
        }

        assertThat(names(parent)).isEmpty();
    }

    @Test
    void leavesNothingWhereItWasNotCommitted() throws Exception {
        try (var saved = SavedFiles.into(directory())) {
            saved.save(tls(1));
            assertThat(names(parent)).singleElement().asString().startsWith(".kept.drydock-");
        }

        assertThat(names(parent)).isEmpty();
    }

    @Test
    void takesBackWhatItHasFinished() throws Exception {
        try (var saved = SavedFiles.into(directory())) {
            saved.save(tls(1));
            saved.commit();
            saved.withdraw();
        }

        assertThat(names(parent)).isEmpty();
    }

    @Test
    void refusesADirectoryThatExists() throws Exception {
        Files.createDirectory(directory());

        assertThatThrownBy(() -> SavedFiles.into(directory()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(directory().toString())
                .hasMessageContaining("exists already");
    }

    @Test
    void refusesADirectoryThatCameInTheMeantime() throws Exception {
        try (var saved = SavedFiles.into(directory())) {
            saved.save(tls(1));
            Files.createDirectory(directory());

            assertThatThrownBy(saved::commit).isInstanceOf(StoreException.class).hasMessageContaining("exists already");
        }

        assertThat(names(parent)).containsExactly("kept");
    }

    @Test
    void savesKeysThatAreTooLongForAName() throws Exception {
        save(toSend("x".repeat(250), 1), toSend("x".repeat(250), 2));

        assertThat(names(directory()))
                .hasSize(3)
                .allSatisfy(name -> assertThat(name.length()).isLessThan(200));
        assertThat(Files.readAllLines(directory().resolve("index.tsv"))).hasSize(3);
    }

    @Test
    void keepsTheIndexOneLineToARecord() throws Exception {
        save(toSend("evil\n\tname", 1));

        assertThat(Files.readAllLines(directory().resolve("index.tsv")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(4));
    }

    @Test
    void saysWhereItCannotWrite() {
        assertThatThrownBy(() -> {
                    try (var saved = SavedFiles.into(parent.resolve("missing/kept"))) {
                        saved.save(tls(1));
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("missing");
    }

    private void save(TargetRecord.Saved... records) throws StoreException {
        try (var saved = SavedFiles.into(directory())) {
            for (var record : records) {
                saved.save(record);
            }
            saved.commit();
        }
    }

    private Path directory() {
        return parent.resolve("kept");
    }

    private static TargetRecord.Saved tls(long id) {
        var key = new ReceivedReportKey(ReceivedReportKey.Kind.TLS, 1_700_000_000, id);
        return new TargetRecord.Saved(Family.RECEIVED_REPORT, key.encode(), VALUE);
    }

    private static TargetRecord.Saved toSend(String domain, long sequence) {
        var key = new ReportToSendKey(
                ReportToSendKey.Kind.DMARC_EVENT, 1_700_000_000, domain.getBytes(StandardCharsets.UTF_8), 5, sequence);
        return new TargetRecord.Saved(Family.REPORT_TO_SEND, key.encode(), VALUE);
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
