package dev.drydock.host.docker;

import dev.drydock.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Brings images to an Engine, from a registry or from a file. */
public final class ImageTransfer {

    private static final MediaType TAR = MediaType.get("application/x-tar");

    private final DockerConnection connection;

    /**
     * Connects to nothing yet.
     *
     * @param socket of the Engine
     */
    public ImageTransfer(Path socket) {
        this.connection = new DockerConnection(socket);
    }

    /** Brings an image from its registry. */
    public void pull(String image, ImageProgress progress) throws HostException {
        var tagged = ImageName.of(image);
        progress(
                "/images/create?fromImage=" + DockerEngine.encoded(tagged.repository()) + "&tag="
                        + DockerEngine.encoded(tagged.tag()),
                null,
                "The image " + image + " cannot be pulled",
                progress);
    }

    /** Brings images from a file as {@code docker save} writes it; gives the names that they then have. */
    public List<String> load(Path file, ImageProgress progress) throws HostException {
        var names = new ArrayList<String>();
        progress("/images/load?quiet=false", file(file), "The images of " + file + " cannot be loaded", line -> {
            var text = line.path("stream").asString("").strip();
            if (text.startsWith("Loaded image")) {
                names.add(text.substring(text.indexOf(':') + 1).strip());
            }
            progress.line(line);
        });
        return names;
    }

    private static RequestBody file(Path file) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return TAR;
            }

            @Override
            public long contentLength() throws IOException {
                return Files.size(file);
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                try (var source = Okio.source(file)) {
                    sink.writeAll(source);
                }
            }
        };
    }

    /** The Engine says 200 at once, and what became of it in the lines that follow. */
    private void progress(String path, @Nullable RequestBody body, String failure, ImageProgress progress)
            throws HostException {
        var posted = body == null ? DockerConnection.NOTHING : body;
        try (var response = connection.stream("POST", path, posted)) {
            if (response.code() != 200) {
                throw DockerConnection.Answer.of(response).refusal(failure);
            }
            var source = response.body().source();
            var line = source.readUtf8Line();
            while (line != null) {
                if (!line.isBlank()) {
                    var said = JsonMapper.shared().readTree(line);
                    if (said.has("error")) {
                        throw new HostException(
                                failure + ": " + said.path("error").asString(),
                                "See that the registry can be reached, that there is room, and what the name is; then"
                                        + " try again, or load the image from a file");
                    }
                    progress.line(said);
                }
                line = source.readUtf8Line();
            }
        } catch (IOException | JacksonException e) {
            throw new HostException(failure + ": the Engine broke off: " + e, "Try again", e);
        }
    }

    /** Hears what the Engine says while it brings an image. */
    @FunctionalInterface
    public interface ImageProgress {

        /** One line, with {@code id}, {@code status} and {@code progressDetail} where it is about a layer. */
        void line(JsonNode line);

        /** Adds up the bytes of all layers, as they are told of. */
        static ImageProgress adding(ByteProgress bytes) {
            return new LayerProgress(bytes);
        }
    }

    /** Hears how many bytes have come. */
    @FunctionalInterface
    public interface ByteProgress {

        /**
         * So many by now.
         *
         * @param total of the layers that are known by now; empty while none is
         */
        void at(long done, OptionalLong total);
    }
}
