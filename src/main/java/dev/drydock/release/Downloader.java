package dev.drydock.release;

import dev.drydock.host.HostException;
import dev.drydock.host.Sha256;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Fetches files over lines that break: what has come is kept, the rest is asked for, and nothing gets its name before its
 * sum is right.
 */
public final class Downloader {

    /** How often in a row nothing more may come before the line is given up. */
    private static final int MOST_FAILURES = 5;

    /** How often the line may break in all. */
    private static final int MOST_PIECES = 100;

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final OkHttpClient client;
    private final Duration pause;

    /**
     * Fetches nothing yet.
     *
     * @param pause after the first failure; twice, three times as long after the ones that follow
     */
    Downloader(OkHttpClient.Builder client, Map<String, String> environment, Duration pause) throws ReleaseException {
        this.client = ProxyEnvironment.given(client, environment)
                // Each is looked at first: OkHttp would follow from https to anywhere.
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .build();
        this.pause = pause;
    }

    /** By the proxy of this process's environment, trusting whom Java trusts. */
    public static Downloader create() throws ReleaseException {
        return new Downloader(new OkHttpClient.Builder(), System.getenv(), PAUSE);
    }

    /**
     * Asks how large a file is, without fetching it.
     *
     * @return empty where the server does not say
     * @throws ReleaseException where it cannot be had
     */
    public OptionalLong size(URI address) throws HostException, InterruptedException {
        var asking = client.newBuilder().callTimeout(LOOK).build();
        try (var response = new Redirects(asking, address).follow(Request.Builder::head)) {
            if (response.code() != 200) {
                throw new ReleaseException(
                        "release-refused",
                        DownloadAddress.open(address) + " was answered with status " + response.code(),
                        "Check the address in a browser");
            }
            var length = response.header("Content-Length", "");
            return length.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(length)) : OptionalLong.empty();
        } catch (BrokenLineException e) {
            throw new ReleaseException(
                    "release-unreachable",
                    DownloadAddress.open(address) + " cannot be reached: " + e.getMessage(),
                    "Check the network, the proxy and the address",
                    e);
        }
    }

    /**
     * Fetches a file, or what is missing of it.
     *
     * @throws ReleaseException where it cannot be had, or is not what it should be
     * @throws InterruptedException where this thread is interrupted; what has come is kept
     */
    public void fetch(Download download, TransferProgress progress)
            throws HostException, IOException, InterruptedException {
        var partial = new PartialFile(download);
        partial.keepOnlyOurs();
        var resumed = receive(download, partial, progress);
        var sum = Sha256.of(partial.file());
        if (!sum.equalsIgnoreCase(download.sha256()) && resumed) {
            // The parts may be of two states that the server gave one name; as one piece it may still be right.
            partial.discard();
            receive(download, partial, progress);
            sum = Sha256.of(partial.file());
        }
        if (!sum.equalsIgnoreCase(download.sha256())) {
            partial.discard();
            throw new ReleaseException(
                    "release-sum",
                    "What " + DownloadAddress.open(download.address()) + " holds has the SHA-256 " + sum + ", not "
                            + download.sha256(),
                    "Compare the sum with the one that the vendor publishes, and plan anew with the right one; it was"
                            + " thrown away");
        }
        partial.finish();
    }

    /** Receives until the file is whole, and says whether it came in more than one piece. */
    private boolean receive(Download download, PartialFile partial, TransferProgress progress)
            throws HostException, IOException, InterruptedException {
        var transfer = new Transfer(client, download, partial, progress);
        var resumed = partial.size() > 0;
        var failures = 0;
        for (var pieces = 1; ; pieces++) {
            var before = partial.size();
            try {
                transfer.receive();
                return resumed;
            } catch (BrokenLineException e) {
                failures = partial.size() > before ? 0 : failures + 1;
                resumed = true;
                if (failures >= MOST_FAILURES || pieces >= MOST_PIECES) {
                    throw new ReleaseException(
                            "release-unreachable",
                            DownloadAddress.open(download.address()) + " cannot be fetched: " + e.getMessage() + ", "
                                    + (failures >= MOST_FAILURES ? failures + " times in a row" : pieces + " times")
                                    + "; " + partial.size() + " bytes have come",
                            "Check the network, the proxy and the address, then try again: what has come is kept",
                            e);
                }
                TimeUnit.NANOSECONDS.sleep(pause.multipliedBy(failures + 1L).toNanos());
            }
        }
    }
}
