package dev.drydock.release;

import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One download over as many connections as it takes, each for what is still missing. */
final class Transfer {

    private static final int BUFFER = 128 * 1024;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private final OkHttpClient client;
    private final Download download;
    private final PartialFile partial;
    private final TransferProgress progress;

    Transfer(OkHttpClient client, Download download, PartialFile partial, TransferProgress progress) {
        this.client = client;
        this.download = download;
        this.partial = partial;
        this.progress = progress;
    }

    /**
     * Asks for what is missing and adds it to what is here.
     *
     * @throws BrokenLineException where asking again may help
     * @throws ReleaseException where it does not
     */
    void receive() throws HostException, IOException, InterruptedException {
        try (var response = new Redirects(client, download.address()).follow(this::ask)) {
            var code = response.code();
            if (code == 206) {
                if (continuesPartial(response)) {
                    add(response);
                    return;
                }
                partial.discard();
                throw new BrokenLineException("the server answered with another part than the one asked for", null);
            }
            if (code == 200) {
                partial.begin(validator(response));
                add(response);
                return;
            }
            if (code == 416) {
                if (isWhole(response)) {
                    return;
                }
                partial.discard();
                throw new BrokenLineException("the server has no such part", null);
            }
            throw refused(code);
        }
    }

    private void ask(Request.Builder request) throws IOException {
        // Compressed on the way, the bytes could not be counted.
        request.header("Accept-Encoding", "identity");
        var here = partial.size();
        if (here > 0) {
            request.header("Range", "bytes=" + here + "-");
            // Without a name for the state, the sum alone says whether the parts fit each other.
            partial.validator().ifPresent(validator -> request.header("If-Range", validator));
        }
    }

    private static String validator(Response response) {
        var tag = response.header("ETag");
        if (tag != null && !tag.startsWith("W/")) {
            return tag;
        }
        var modified = response.header("Last-Modified");
        return modified == null ? "" : modified;
    }

    private boolean continuesPartial(Response response) throws IOException {
        var range = CONTENT_RANGE.matcher(response.header("Content-Range", ""));
        var known = partial.validator();
        var now = validator(response);
        return range.matches()
                && Long.parseLong(range.group(1)) == partial.size()
                && (known.isEmpty() || now.isEmpty() || known.get().equals(now));
    }

    /** A server that is asked for what comes after the end says where the end is. */
    private boolean isWhole(Response response) throws IOException {
        return partial.size() > 0 && response.header("Content-Range", "").equals("bytes */" + partial.size());
    }

    private ReleaseException refused(int code) throws BrokenLineException {
        if (code == 408 || code == 429 || code >= 500) {
            throw new BrokenLineException("the server answered with status " + code, null);
        }
        return new ReleaseException(
                code == 407 ? "release-proxy" : "release-refused",
                DownloadAddress.open(download.address()) + " cannot be fetched: "
                        + (code == 407
                                ? "the proxy wants a name and a password"
                                : "the server answered with status " + code),
                code == 407
                        ? "Give them in the environment of the console, as http://name:password@host:port"
                        : "Check the address in a browser, and plan anew with the right one");
    }

    private void add(Response response) throws HostException, IOException, InterruptedException {
        var here = partial.size();
        var length = response.body().contentLength();
        var total = length < 0 ? OptionalLong.empty() : OptionalLong.of(here + length);
        requireLimit(total.orElse(here));
        requireSpace(length);
        try (var file = partial.openAtEnd()) {
            copy(response, file, total);
        }
        if (total.isPresent() && partial.size() != total.getAsLong()) {
            throw new BrokenLineException("it ended before its time", null);
        }
    }

    private void copy(Response response, FileChannel file, OptionalLong total)
            throws HostException, IOException, InterruptedException {
        var done = file.size();
        var buffer = new byte[BUFFER];
        try {
            for (var count = read(response, buffer); count >= 0; count = read(response, buffer)) {
                done += count;
                requireLimit(done);
                write(file, ByteBuffer.wrap(buffer, 0, count));
                progress.at(done, total);
            }
        } finally {
            file.force(true);
        }
    }

    private static int read(Response response, byte[] buffer) throws BrokenLineException, InterruptedException {
        try {
            return response.body().byteStream().read(buffer);
        } catch (IOException e) {
            throw Redirects.broken(e);
        }
    }

    private void write(FileChannel file, ByteBuffer bytes) throws ReleaseException {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw noSpace("it cannot be written: " + e.getMessage(), e);
        }
    }

    private void requireSpace(long needed) throws IOException, ReleaseException {
        var free = Files.getFileStore(partial.file().getParent()).getUsableSpace();
        if (needed > free) {
            throw noSpace(needed + " bytes are still to come and " + free + " are free", null);
        }
    }

    private ReleaseException noSpace(String reason, @Nullable IOException cause) {
        return new ReleaseException(
                "release-no-space",
                "There is no room for " + download.file() + ": " + reason,
                "Make room on that file system, then try again: what has come is kept",
                cause);
    }

    private void requireLimit(long bytes) throws IOException, ReleaseException {
        if (bytes > download.limit()) {
            partial.discard();
            throw new ReleaseException(
                    "release-too-large",
                    DownloadAddress.open(download.address()) + " is larger than " + download.limit()
                            + " bytes, which no release is",
                    "Check the address; nothing of it was kept");
        }
    }
}
