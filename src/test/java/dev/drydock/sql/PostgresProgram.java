package dev.drydock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL as zonky builds it.
 *
 * @param place the directory with the archive that it comes in
 */
record PostgresProgram(Path place) implements ServerProgram {

    @Override
    public boolean isThere() {
        return Files.exists(archive());
    }

    @Override
    public void initialize(ServerDirectory directory, Set<ServerChoice> choices)
            throws ServerFailedException, IOException, InterruptedException {
        unpack();
        var password = directory.write("password", directory.administrator().password());
        directory.run(
                ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()),
                ours(
                        "initdb",
                        "--pgdata=" + directory.data(),
                        "--username=" + directory.administrator().user(),
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync"));
        Files.delete(password);
        var type = choices.contains(ServerChoice.ONLY_TLS) ? "hostssl" : "host";
        Files.writeString(directory.data().resolve("pg_hba.conf"), type + " all all 127.0.0.1/32 scram-sha-256\n");
    }

    @Override
    public List<String> command(ServerDirectory directory, int port, Set<ServerChoice> choices) {
        var command = new ArrayList<>(ours("postgres", "-D", directory.data().toString(), "-p", "" + port));
        var settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "shared_buffers=32MB",
                "fsync=" + (choices.contains(ServerChoice.DURABLE) ? "on" : "off")));
        if (choices.contains(ServerChoice.TLS) || choices.contains(ServerChoice.ONLY_TLS)) {
            var certificate = ServerCertificate.in(directory);
            settings.addAll(List.of(
                    "ssl=on", "ssl_cert_file=" + certificate.certificate(), "ssl_key_file=" + certificate.key()));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    /** What PostgreSQL calls a fast shutdown. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    /** It refuses to run as root; in a name space without a mapping root is nobody, and its files still its own. */
    private List<String> ours(String program, String... arguments) {
        var command = new ArrayList<>(ServerProgram.isRoot() ? List.of("unshare", "--user") : List.of());
        command.add(home().resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Once for all processes that test in this directory. */
    private void unpack() throws IOException, InterruptedException {
        try (var channel =
                        FileChannel.open(place.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(home())) {
                var half = Files.createTempDirectory(place, "unpacking");
                var tar = new ProcessBuilder("tar", "xJf", archive().toString(), "-C", half.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(place.resolve("tar.log").toFile())
                        .start();
                assertThat(tar.waitFor())
                        .as("exit status of tar, see " + place.resolve("tar.log"))
                        .isZero();
                Files.move(half, home());
            }
        }
    }

    private Path archive() {
        return place.resolve("postgres-linux-x86_64.txz");
    }

    private Path home() {
        return place.resolve("server");
    }

    @Override
    public String toString() {
        return "PostgreSQL in " + place;
    }
}
