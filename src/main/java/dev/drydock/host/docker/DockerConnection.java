package dev.drydock.host.docker;

import dev.drydock.host.HostException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** HTTP over the socket of an Engine, in the version of its interface that both sides know. */
final class DockerConnection {

    /** A body of a request that has none to say. */
    static final RequestBody NOTHING = RequestBody.create(new byte[0], null);

    private static final MediaType JSON = MediaType.get("application/json");
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The newest version of the interface that is used here; an Engine that knows only older ones is asked in those. */
    private static final double NEWEST = 1.47;

    private final Path socket;
    private final OkHttpClient client;
    private @Nullable String version;

    DockerConnection(Path socket) {
        this.socket = socket;
        this.client = new OkHttpClient.Builder()
                .socketFactory(new UnixSocketFactory(socket))
                .proxy(Proxy.NO_PROXY)
                // Nobody is looked up: all names lead to the socket.
                .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
                // A kept connection is tried with a time limit that this socket does not have.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .readTimeout(PATIENCE)
                .build();
    }

    /** What the Engine has answered, in whole. */
    record Answer(int code, String body) {

        static Answer of(Response response) throws IOException {
            return new Answer(response.code(), response.body().string());
        }

        JsonNode json(String what) throws HostException {
            if (code / 100 != 2) {
                throw refusal(what);
            }
            try {
                return MAPPER.readTree(body);
            } catch (JacksonException e) {
                throw new HostException(
                        what + ": the Engine of Docker answered what is no JSON", "Look at dockerd's log", e);
            }
        }

        /** Already so is as good as done. */
        void done(String what) throws HostException {
            if (code / 100 != 2 && code != 304) {
                throw refusal(what);
            }
        }

        HostException refusal(String what) {
            String message;
            try {
                message = MAPPER.readTree(body).path("message").asString(body);
            } catch (JacksonException e) {
                message = body;
            }
            return new HostException(
                    what + ": the Engine of Docker refuses: " + message.strip() + " (" + code + ")",
                    "Mend what it says, then try again");
        }
    }

    Answer call(String method, String path, @Nullable ObjectNode body) throws HostException {
        return call(method, path, body, PATIENCE);
    }

    /** @param patience for the answer */
    Answer call(String method, String path, @Nullable ObjectNode body, Duration patience) throws HostException {
        var json = body == null ? null : RequestBody.create(MAPPER.writeValueAsBytes(body), JSON);
        var posted = json == null && method.equals("POST") ? NOTHING : json;
        var patient = client.newBuilder().readTimeout(patience).build();
        try (var response = patient.newCall(request(method, path, posted)).execute()) {
            return Answer.of(response);
        } catch (IOException e) {
            throw silence(e);
        }
    }

    /** An answer that may take its time, whoever asks closes it. */
    Response stream(String method, String path, @Nullable RequestBody body) throws HostException {
        var endless = client.newBuilder()
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
        try {
            return endless.newCall(request(method, path, body)).execute();
        } catch (IOException e) {
            throw silence(e);
        }
    }

    /** What to say where no answer came. */
    HostException silence(IOException e) {
        return new HostException(
                "The Engine of Docker does not answer at " + socket + ": " + e,
                "See systemctl status docker, and that this account may use the socket; then try again",
                e);
    }

    private Request request(String method, String path, @Nullable RequestBody body) throws HostException {
        return new Request.Builder()
                .url("http://docker/v" + version() + path)
                .method(method, body)
                .header("Connection", "close")
                .build();
    }

    private synchronized String version() throws HostException {
        if (version == null) {
            var request = new Request.Builder()
                    .url("http://docker/version")
                    .header("Connection", "close")
                    .build();
            try (var response = client.newCall(request).execute()) {
                var known = Answer.of(response)
                        .json("The Engine")
                        .path("ApiVersion")
                        .asString();
                version = isNewer(known) ? Double.toString(NEWEST) : known;
            } catch (IOException e) {
                throw silence(e);
            }
        }
        return version;
    }

    private static boolean isNewer(String known) {
        var minor = known.substring(known.indexOf('.') + 1);
        return !known.startsWith("1.") || Integer.parseInt(minor) > Math.round((NEWEST - 1) * 100);
    }
}
