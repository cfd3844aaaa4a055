package dev.drydock.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drydock.store.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives of the vendor's shape, and such as would write where they should not. */
class ReleaseArchiveTest {

    private static final byte[] PROGRAM = "the program".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private interface Filling {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    private Path archive(Filling filling) throws IOException {
        var file = directory.resolve("stalwart-mail.tar.gz");
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            filling.fill(tar);
        }
        return file;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        var member = new TarArchiveEntry(name, true);
        member.setSize(content.length);
        tar.putArchiveEntry(member);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void add(TarArchiveOutputStream tar, String name, byte type, String link) throws IOException {
        var member = new TarArchiveEntry(name, type, true);
        member.setLinkName(link);
        tar.putArchiveEntry(member);
        tar.closeArchiveEntry();
    }

    private ReleaseException refusal(Path archive) throws IOException {
        var to = directory.resolve("program");
        Files.deleteIfExists(to);
        return catchThrowableOfType(
                ReleaseException.class,
                () -> new ReleaseArchive(archive, "stalwart-mail").unpack(to, TransferProgress.NONE));
    }

    @Test
    void takesTheProgramAlone() throws Exception {
        var archive = archive(tar -> {
            tar.putArchiveEntry(new TarArchiveEntry("./"));
            tar.closeArchiveEntry();
            add(tar, "./LICENSE", "free".getBytes(StandardCharsets.UTF_8));
            add(tar, "./stalwart-mail", PROGRAM);
        });

        new ReleaseArchive(archive, "stalwart-mail").unpack(directory.resolve("program"), TransferProgress.NONE);

        assertThat(directory.resolve("program")).hasBinaryContent(PROGRAM);
        assertThat(Files.getPosixFilePermissions(directory.resolve("program")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var entries = Files.list(directory)) {
            assertThat(entries).hasSize(2);
        }
        assertThat(ReleaseArchive.isOne(archive)).isTrue();
        assertThat(ReleaseArchive.isOne(directory.resolve("program"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/cron.d/x, leads out",
        "bin/../../x, leads out",
        "/etc/passwd, absolute",
        "stalwart-mail, is there twice",
        "./stalwart-mail, is there twice",
        "other/stalwart-mail, is a second program"
    })
    void refusesAMember(String name, String why) throws Exception {
        var archive = archive(tar -> {
            add(tar, "stalwart-mail", PROGRAM);
            add(tar, name, PROGRAM);
        });

        var refusal = refusal(archive);

        assertThat(refusal.code()).isEqualTo("release-archive-member");
        assertThat(refusal).hasMessageContaining("\"" + name + "\"").hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({
        "2, is a link to /etc/shadow",
        "1, is a link to",
        "3, no plain file",
        "4, no plain file",
        "6, no plain file"
    })
    void refusesWhatIsNoFile(char type, String why) throws Exception {
        var archive = archive(tar -> {
            add(tar, "evil", (byte) type, type < '3' ? "/etc/shadow" : "");
            add(tar, "stalwart-mail", PROGRAM);
        });

        assertThat(refusal(archive)).hasMessageContaining("\"evil\"").hasMessageContaining(why);
    }

    @Test
    void refusesAMemberOfAHugeSize() throws Exception {
        var archive = archive(tar -> add(tar, "stalwart-mail", PROGRAM));
        var header = header("stalwart-mail", 50L << 30);
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(header);
        }

        assertThat(refusal(archive))
                .hasMessageContaining("\"stalwart-mail\"")
                .hasMessageContaining("53687091200 bytes");
    }

    @Test
    void refusesNamesThatWouldFillTheMemory() throws Exception {
        var archive = directory.resolve("stalwart-mail.tar.gz");
        var header = header("././@LongLink", 500L << 20);
        header[156] = TarConstants.LF_GNUTYPE_LONGNAME;
        checksum(header);
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(header);
            for (var i = 0; i < 1024; i++) {
                out.write(new byte[1024]);
            }
        }

        assertThat(refusal(archive)).hasMessageContaining("names and attributes");
    }

    @Test
    void refusesADamagedArchive() throws Exception {
        var random = new byte[300_000];
        new Random(1).nextBytes(random);
        var archive = archive(tar -> add(tar, "stalwart-mail", random));
        var whole = Files.readAllBytes(archive);

        for (var length : new int[] {3, 100, whole.length / 2, whole.length - 4}) {
            Files.write(archive, Arrays.copyOf(whole, length));
            assertThat(refusal(archive)).as("cut at %s", length).hasMessageContaining("no whole tar.gz");
        }
        whole[whole.length / 2] ^= 1;
        Files.write(archive, whole);
        assertThat(refusal(archive)).hasMessageContaining("no whole tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write("no archive at all, but long enough for a header "
                    .repeat(30)
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(refusal(archive)).hasMessageContaining("tar.gz");
    }

    @Test
    void saysWhatIsThereInThePlaceOfTheProgram() throws Exception {
        assertThat(refusal(archive(tar -> add(tar, "stalwart-cli", PROGRAM))))
                .hasMessageContaining("no file stalwart-mail; it holds [stalwart-cli]");
        assertThat(refusal(archive(tar -> {}))).hasMessageContaining("no file stalwart-mail");
    }

    @Test
    void saysWhereThereIsNoRoom() throws Exception {
        var random = new byte[900_000];
        new Random(1).nextBytes(random);
        var archive = archive(tar -> add(tar, "stalwart-mail", random));
        try (var mount = Mount.tmpfs(directory.resolve("small"), "size=256k")) {
            var to = mount.directory().resolve("program");

            var refusal = catchThrowableOfType(
                    ReleaseException.class,
                    () -> new ReleaseArchive(archive, "stalwart-mail").unpack(to, TransferProgress.NONE));

            assertThat(refusal.code()).isEqualTo("release-no-space");
            assertThat(refusal).hasMessageContaining(to.toString());
        }
    }

    private static byte[] header(String name, long size) throws IOException {
        var header = new byte[512];
        var member = new TarArchiveEntry(name, true);
        member.setSize(size);
        member.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
        return header;
    }

    private static void checksum(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        var sum = 0;
        for (var one : header) {
            sum += one & 0xFF;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, header, 148, 8);
    }
}
