package dev.drydock.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drydock.host.Sha256;
import dev.drydock.store.Mount;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from real servers that cut, change, forget and lead astray. */
class DownloaderTest {

    private static final long LIMIT = 10_000_000;

    @TempDir
    private Path directory;

    private final byte[] content = new byte[400_000];
    private ReleaseServer server;
    private Path file;
    private String sum;

    @BeforeEach
    void serves() throws Exception {
        new Random(1).nextBytes(content);
        server = ReleaseServer.of(content);
        file = directory.resolve("stalwart-mail.tar.gz");
        sum = Sha256.of(Files.write(directory.resolve("original"), content));
    }

    @AfterEach
    void stops() {
        server.close();
    }

    private Downloader downloader() throws ReleaseException {
        return new Downloader(new OkHttpClient.Builder(), Map.of(), Duration.ofMillis(1));
    }

    private Download download() {
        return new Download(server.address(), sum, file, LIMIT);
    }

    private ReleaseException refusal(Download download) {
        return catchThrowableOfType(ReleaseException.class, () -> downloader().fetch(download, TransferProgress.NONE));
    }

    private List<Path> left() throws Exception {
        try (var entries = Files.list(directory)) {
            return entries.filter(path -> !path.endsWith("original")).toList();
        }
    }

    @Test
    void fetchesAFileForTheConsoleAlone() throws Exception {
        var told = new ArrayList<Long>();

        downloader().fetch(download(), (done, total) -> {
            told.add(done);
            assertThat(total).isEqualTo(OptionalLong.of(content.length));
        });

        assertThat(file).hasBinaryContent(content);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(told).isSorted().endsWith((long) content.length);
        assertThat(left()).containsExactly(file);
    }

    @Test
    void finishesByRangesAfterThreeCuts() throws Exception {
        server.cut(3, 100_000);

        downloader().fetch(download(), TransferProgress.NONE);

        assertThat(file).hasBinaryContent(content);
        assertThat(server.asked()).hasSize(4);
        assertThat(server.asked().get(0).range()).isNull();
        assertThat(server.asked().subList(1, 4)).allSatisfy(asked -> {
            assertThat(asked.range()).matches("bytes=[1-9]\\d*-");
            assertThat(asked.ifRange()).isEqualTo("\"one\"");
        });
        assertThat(server.asked().stream().map(ReleaseServer.Asked::range)).doesNotHaveDuplicates();
    }

    @Test
    void isTakenUpByALaterConsole() throws Exception {
        server.cut(1, 150_000);
        assertThatThrownBy(() -> downloader().fetch(download(), (done, total) -> {
                    if (done > 100_000) {
                        throw new CancellationException("enough");
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(file).doesNotExist();
        var first = new ArrayList<Long>();

        downloader().fetch(download(), (done, total) -> first.add(done));

        assertThat(file).hasBinaryContent(content);
        assertThat(first.get(0)).isGreaterThan(100_000);
        assertThat(server.asked())
                .last()
                .satisfies(asked -> assertThat(asked.range()).isNotNull());
    }

    @Test
    void beginsAnewWhenTheFileHasChangedInBetween() throws Exception {
        var other = new byte[300_000];
        new Random(2).nextBytes(other);
        sum = Sha256.of(Files.write(directory.resolve("original"), other));
        server.cut(1, 100_000);
        server.afterCut = () -> {
            server.content = other;
            server.tag = "\"two\"";
        };

        downloader().fetch(download(), TransferProgress.NONE);

        assertThat(file).hasBinaryContent(other);
        assertThat(server.asked()).extracting(ReleaseServer.Asked::ifRange).containsExactly(null, "\"one\"");
    }

    @Test
    void beginsAnewWhenTheFileHasChangedAndTheServerHasNoNameForIt() throws Exception {
        var other = new byte[content.length];
        new Random(2).nextBytes(other);
        sum = Sha256.of(Files.write(directory.resolve("original"), other));
        server.tag = "";
        server.cut(1, 100_000);
        server.afterCut = () -> server.content = other;

        downloader().fetch(download(), TransferProgress.NONE);

        assertThat(file).hasBinaryContent(other);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void finishesFromAServerWithoutRanges() throws Exception {
        server.ranges = false;
        server.cut(3, 100_000);

        downloader().fetch(download(), TransferProgress.NONE);

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void asksAgainAServerThatIsBusy() throws Exception {
        server.status = 503;

        downloader().fetch(download(), TransferProgress.NONE);

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void givesUpOnALineThatBringsNothingMore() throws Exception {
        server.ranges = false;
        server.cut(100, 100_000);

        var refusal = refusal(download());

        assertThat(refusal.code()).isEqualTo("release-unreachable");
        assertThat(refusal).hasMessageContaining("what has come is kept");
        assertThat(server.asked()).hasSizeBetween(5, 7);
    }

    @Test
    void throwsAwayWhatHasAnotherSum() throws Exception {
        var refusal = refusal(new Download(server.address(), "ab".repeat(32), file, LIMIT));

        assertThat(refusal.code()).isEqualTo("release-sum");
        assertThat(refusal).hasMessageContaining(sum).hasMessageContaining("ab".repeat(32));
        assertThat(left()).isEmpty();
    }

    @Test
    void saysWhatTheServerAnswers() {
        server.status = 404;

        assertThat(refusal(download())).hasMessageContaining("status 404").hasMessageContaining("stalwart-mail.tar.gz");
    }

    @Test
    void followsARedirectOnThisMachine() throws Exception {
        try (var first = ReleaseServer.of(content)) {
            first.redirect = server.address().toString();

            downloader().fetch(new Download(first.address(), sum, file, LIMIT), TransferProgress.NONE);
        }
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void followsNoRedirectToHttp() throws Exception {
        var tls = TestTls.in(Files.createTempDirectory("tls"));
        try (var secure = ReleaseServer.tls(content, tls.context())) {
            secure.redirect = server.address() + "?key=secret";
            var downloader = new Downloader(tls.client(), Map.of(), Duration.ofMillis(1));

            var refusal = catchThrowableOfType(
                    ReleaseException.class,
                    () -> downloader.fetch(new Download(secure.address(), sum, file, LIMIT), TransferProgress.NONE));

            assertThat(refusal.code()).isEqualTo("release-redirect");
            assertThat(refusal)
                    .hasMessageContaining(server.address().toString())
                    .hasMessageNotContaining("secret");
        }
        server.redirect = "http://release.invalid/stalwart-mail.tar.gz";
        assertThat(refusal(download()).code()).isEqualTo("release-redirect");
        server.redirect = "file:///etc/shadow";
        assertThat(refusal(download()).code()).isEqualTo("release-redirect");
    }

    @Test
    void givesUpOnARedirectLoop() {
        server.redirect = server.address().toString();

        assertThat(refusal(download()).code()).isEqualTo("release-redirects");
        assertThat(server.asked()).hasSize(11);
    }

    @Test
    void refusesWhatIsLargerThanAllowed() throws Exception {
        assertThat(refusal(new Download(server.address(), sum, file, 100_000)).code())
                .isEqualTo("release-too-large");
        server.lengthKnown = false;
        assertThat(refusal(new Download(server.address(), sum, file, 100_000)).code())
                .isEqualTo("release-too-large");
        assertThat(left()).isEmpty();
    }

    @Test
    void keepsWhatHasComeWhereThereIsNoRoom() throws Exception {
        try (var mount = Mount.tmpfs(directory.resolve("small"), "size=256k")) {
            file = mount.directory().resolve("stalwart-mail.tar.gz");
            assertThat(refusal(download()))
                    .hasMessageContaining("There is no room")
                    .hasMessageContaining("are free");

            server.lengthKnown = false;
            var refusal = refusal(download());
            assertThat(refusal.code()).isEqualTo("release-no-space");
            assertThat(refusal).hasMessageContaining(file.toString());
            assertThat(Files.size(PartialFile.beside(file, ".part"))).isGreaterThan(100_000);

            assertThat(new ProcessBuilder(
                                    "mount",
                                    "-o",
                                    "remount,size=4m",
                                    mount.directory().toString())
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
            downloader().fetch(download(), TransferProgress.NONE);

            assertThat(file).hasBinaryContent(content);
            assertThat(server.asked())
                    .last()
                    .satisfies(asked -> assertThat(asked.range()).isNotNull());
        }
    }

    @Test
    void goesThroughTheProxyOfTheEnvironment() throws Exception {
        var tls = TestTls.in(Files.createTempDirectory("tls"));
        try (var secure = ReleaseServer.tls(content, tls.context());
                var proxy = new ConnectProxy(secure.port())) {
            var environment = Map.of("HTTPS_PROXY", "http://" + ConnectProxy.LOGIN + "@127.0.0.1:" + proxy.port());
            var address = URI.create("https://" + TestTls.HOST + "/stalwart-mail.tar.gz");

            new Downloader(tls.client(), environment, Duration.ofMillis(1))
                    .fetch(new Download(address, sum, file, LIMIT), TransferProgress.NONE);

            assertThat(file).hasBinaryContent(content);
            assertThat(proxy.asked()).containsExactly("CONNECT " + TestTls.HOST + ":443 HTTP/1.1");
        }
    }

    @Test
    void goesPastTheProxyWhereTheEnvironmentSaysSo() throws Exception {
        var environment = Map.of("http_proxy", "http://127.0.0.1:1", "no_proxy", "example.org, 127.0.0.1");

        new Downloader(new OkHttpClient.Builder(), environment, Duration.ofMillis(1))
                .fetch(download(), TransferProgress.NONE);

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void saysThatAProxyIsNotUnderstoodWithoutItsPassword() {
        assertThatThrownBy(() -> new Downloader(
                        new OkHttpClient.Builder(),
                        Map.of("https_proxy", "https://anna:geheim@[proxy"),
                        Duration.ofMillis(1)))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("https_proxy")
                .hasMessageNotContaining("geheim");
    }
}
