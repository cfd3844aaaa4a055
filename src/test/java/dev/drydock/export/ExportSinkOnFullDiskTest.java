package dev.drydock.export;

import static dev.drydock.export.ExportFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.v073.Family;
import dev.drydock.translate.SourceRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes where files cannot grow, as on a full disk: in a process whose files may not, since no test can fill a disk. */
class ExportSinkOnFullDiskTest {

    private static final int STOPPED_WITH_REASON = 42;

    @TempDir
    Path directory;

    /** The first fails while records come, the second only when the last of them are flushed by the commit. */
    @ParameterizedTest
    @ValueSource(strings = {"large", "small"})
    void namesTheTargetAndLeavesNothingBehind(String size) throws Exception {
        var export = directory.resolve("export");
        var process = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        "ulimit -f 16 && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportSinkOnFullDiskTest.class.getName(),
                        export.toString(),
                        size))
                .inheritIO()
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(STOPPED_WITH_REASON);
        assertThat(directory).isEmptyDirectory();
    }

    /** Writes in a process of its own; its exit status says whether it failed as it should. */
    public static void main(String[] arguments) throws Exception {
        var content = new byte[arguments[1].equals("large") ? 1 << 20 : 30_000];
        var export = Path.of(arguments[0]);
        try (var sink = ExportSink.create(export)) {
            sink.accept(new SourceRecord.Entry(Family.SETTING, hex("0861"), hex("62")));
            sink.accept(new SourceRecord.BlobContent(BlobHash.ofContent(content).toByteArray(), content, true));
            sink.commit();
        } catch (StoreException e) {
            System.exit(e.getMessage().contains(export.toString()) ? STOPPED_WITH_REASON : 1);
        }
    }
}
