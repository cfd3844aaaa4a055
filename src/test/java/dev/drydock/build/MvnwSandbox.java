package dev.drydock.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A place for {@code mvnw} to run in: a PATH that holds only what is put there, and an archive server on loopback with a
 * Maven that says who it is and what it was asked. The script under test is the real one, but for the digest it pins.
 */
final class MvnwSandbox implements AutoCloseable {

    static final String PINNED = "3.9.16";

    private static final String NAME = "apache-maven-" + PINNED;
    private static final List<String> TOOLS =
            List.of("sh", "cut", "gzip", "mkdir", "mktemp", "sleep", "mv", "rm", "sed", "tar", "curl", "sha512sum");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final AtomicInteger downloads = new AtomicInteger();
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private final HttpServer archiveServer;
    private byte[] archive;

    record Outcome(int status, String output) {}

    MvnwSandbox(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Files.createDirectory(bin());
        for (var tool : TOOLS) {
            addTool(tool);
        }
        archive = packMaven();
        pin(DigestUtils.sha512Hex(archive));
        archiveServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        archiveServer.setExecutor(serving);
        archiveServer.createContext("/maven-3/" + PINNED + "/binaries/" + NAME + "-bin.tar.gz", exchange -> {
            downloads.incrementAndGet();
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        archiveServer.start();
        set("PATH", bin().toString());
        set("HOME", directory.resolve("home").toString());
        set("DRYDOCK_MAVEN_BASE_URL", archiveUrl());
    }

    Path bin() {
        return directory.resolve("bin");
    }

    String archiveUrl() {
        return "http://127.0.0.1:" + archiveServer.getAddress().getPort() + "/maven-3";
    }

    int downloads() {
        return downloads.get();
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    void addTool(String name) throws IOException {
        var found = Stream.of("/usr/bin", "/bin", "/usr/local/bin")
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(name + " is not on this machine"));
        writeScript(bin().resolve(name), "#!/bin/sh\nexec %s \"$@\"\n".formatted(found));
    }

    void removeTool(String name) throws IOException {
        Files.delete(bin().resolve(name));
    }

    /** Puts a Maven into {@code bin} that answers to {@code --version} with a banner, and otherwise echoes its call. */
    static void writeMaven(Path bin, String version, String banner) throws IOException {
        var script = """
                #!/bin/sh
                if [ "$1" = --version ]; then
                  echo "BANNER"
                  echo "Maven home: /somewhere"
                else
                  echo "VERSION: $*"
                fi
                """.replace("BANNER", banner).replace("VERSION", version);
        Files.createDirectories(bin);
        writeScript(bin.resolve("mvn"), script);
    }

    private static void writeScript(Path path, String script) throws IOException {
        Files.writeString(path, script);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void serveInstead(String content) {
        archive = content.getBytes(UTF_8);
    }

    /** Names in a directory of the sandbox, hidden ones too, so that nothing half-made goes unseen. */
    List<String> namesIn(String path) throws IOException {
        try (var entries = Files.list(directory.resolve(path))) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return outcomeOf(start(arguments));
    }

    Process start(String... arguments) {
        var command =
                Stream.concat(Stream.of("/bin/sh", directory.resolve("mvnw").toString()), Stream.of(arguments));
        var builder = new ProcessBuilder(command.toList())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome outcomeOf(Process process) throws IOException, InterruptedException {
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    @Override
    public void close() {
        archiveServer.stop(0);
        serving.shutdown();
    }

    private byte[] packMaven() throws IOException, InterruptedException {
        writeMaven(directory.resolve(NAME + "/bin"), PINNED, "Apache Maven " + PINNED);
        var packed = directory.resolve("packed.tar.gz");
        var tar = new ProcessBuilder("tar", "-czf", packed.toString(), NAME).directory(directory.toFile());
        assertThat(outcomeOf(tar.start()).status()).isZero();
        return Files.readAllBytes(packed);
    }

    private void pin(String digest) throws IOException {
        var script = Files.readString(Path.of("mvnw"));
        var pinned = script.replaceFirst("(?m)^sha512=\\p{XDigit}{128}$", "sha512=" + digest);
        assertThat(pinned).as("mvnw with another digest").isNotEqualTo(script).contains("version=" + PINNED + "\n");
        Files.writeString(directory.resolve("mvnw"), pinned);
    }
}
