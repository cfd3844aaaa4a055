package dev.drydock.release;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Follows an address to where it leads in the end, and looks at every step of the way. */
final class Redirects {

    private static final int MOST = 10;

    private final OkHttpClient client;
    private final URI address;

    Redirects(OkHttpClient client, URI address) {
        this.client = client;
        this.address = address;
    }

    /** What is asked at every address of the way. */
    @FunctionalInterface
    interface Question {
        void put(Request.Builder request) throws IOException;
    }

    /**
     * Asks until an answer is none of those that lead on; the caller closes it.
     *
     * @throws BrokenLineException where asking again may help
     */
    Response follow(Question question) throws ReleaseException, BrokenLineException, InterruptedException {
        var at = address;
        for (var hops = 0; hops <= MOST; hops++) {
            var response = call(at, question);
            if (!leadsOn(response.code())) {
                return response;
            }
            try (response) {
                at = next(at, response);
            }
        }
        throw new ReleaseException(
                "release-redirects",
                DownloadAddress.open(address) + " leads from address to address, more than " + MOST + " times",
                "Name the address of the file itself");
    }

    private Response call(URI at, Question question) throws BrokenLineException, InterruptedException {
        try {
            var request = new Request.Builder().url(at.toString());
            question.put(request);
            return client.newCall(request.build()).execute();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static boolean leadsOn(int code) {
        return code == 301 || code == 302 || code == 303 || code == 307 || code == 308;
    }

    private static URI next(URI at, Response response) throws ReleaseException {
        var location = response.header("Location");
        var resolved = location == null ? null : response.request().url().resolve(location);
        var to = resolved == null ? null : resolved.uri();
        if (to == null || !DownloadAddress.mayLead(at, to)) {
            throw new ReleaseException(
                    "release-redirect",
                    DownloadAddress.open(at) + " leads to "
                            + (to == null ? "no address that is understood" : DownloadAddress.open(to))
                            + "; only https is followed",
                    "Name the address of the file itself, by https");
        }
        return to;
    }

    /** What became of the line, for whoever may try again. */
    static BrokenLineException broken(IOException e) throws InterruptedException {
        if (e instanceof InterruptedIOException && Thread.interrupted()) {
            throw (InterruptedException) new InterruptedException("interrupted while fetching").initCause(e);
        }
        var message = e.getMessage();
        return new BrokenLineException(message == null ? e.getClass().getSimpleName() : message, e);
    }
}
