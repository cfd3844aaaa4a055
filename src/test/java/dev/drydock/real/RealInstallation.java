package dev.drydock.real;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.host.LineConsumer;
import dev.drydock.host.TreeSnapshot;
import dev.drydock.real.ServerConfiguration.Options;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.blueprint.UpgradeRequest.Deployment;
import dev.drydock.upgrade.blueprint.UpgradeRequest.ReleaseChoice;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * A v0.7.3 installation in a directory of its own, as an admin may have made it by hand: program, configuration, data,
 * and commands that start, stop and probe it.
 *
 * @param directory of all of it
 * @param configuration with the ports that the server listens on
 * @param commands file of commands, which names them {@code mail}
 */
record RealInstallation(Path directory, ServerConfiguration configuration, StorePath store, Path commands) {

    static RealInstallation of(Fixture fixture, Path directory, Instant now) throws Exception {
        return of(fixture, directory, now, Options.DEFAULT);
    }

    static RealInstallation of(Fixture fixture, Path directory, Instant now, Options options) throws Exception {
        var unpacked = FixtureStore.unpack(fixture, Files.createDirectory(directory.resolve("unpacked")), now);
        return around(unpacked, directory, fixture.scheme().equals("rocksdb") ? options.withLz4() : options);
    }

    /** Takes a store, which is moved, into an installation. */
    static RealInstallation around(StorePath unpacked, Path directory, Options options) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var data = directory.resolve("data");
        StorePath store;
        if (Files.isDirectory(unpacked.path())) {
            Files.move(unpacked.path(), data);
            store = new StorePath(unpacked.scheme(), data);
        } else {
            Files.createDirectory(data);
            try (var files = Files.newDirectoryStream(
                    unpacked.path().getParent(), unpacked.path().getFileName() + "*")) {
                for (var file : files) {
                    Files.move(file, data.resolve(file.getFileName()));
                }
            }
            store = new StorePath(
                    unpacked.scheme(), data.resolve(unpacked.path().getFileName()));
        }
        return install(directory, store, options);
    }

    /** The same mail, whose contents a real v0.7.3 has put into a directory of files. */
    static RealInstallation withContentsIn(Path files, Fixture fixture, Path directory, Instant now) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var before = Files.createDirectory(directory.resolve("before"));
        var unpacked = FixtureStore.unpack(fixture, before, now);
        RealServer.export(
                RealProgram.V0_7_3,
                ServerConfiguration.write(before.resolve("etc"), unpacked, options(fixture)),
                before.resolve("export"));
        var data = Files.createDirectory(directory.resolve("data"));
        var store = new StorePath(
                unpacked.scheme(), unpacked.scheme().equals("sqlite") ? data.resolve("store.sqlite3") : data);
        var installation = install(directory, store, options(fixture).withContentsIn(files));
        RealServer.restore(RealProgram.V0_7_3, installation.configuration(), before.resolve("export"));
        return installation;
    }

    /** Mail that a real v0.7.3 has put into a database. */
    static RealInstallation on(SqlServerKind kind, Database database, Path directory, Instant now, Options options)
            throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var before = Files.createDirectory(directory.resolve("before"));
        var unpacked = FixtureStore.unpack(Fixture.SQLITE, before, now);
        RealServer.export(
                RealProgram.V0_7_3,
                ServerConfiguration.write(before.resolve("etc"), unpacked, Options.DEFAULT),
                before.resolve("export"));
        var nowhere = new StorePath(unpacked.scheme(), directory.resolve("store.sqlite3"));
        var installation = install(directory, nowhere, options);
        SqlSandbox.use(installation.configuration().file(), kind, database);
        RealServer.restore(RealProgram.V0_7_3, installation.configuration(), before.resolve("export"));
        return installation;
    }

    /** A further node of a cluster, which works on a database that is filled already. */
    static RealInstallation sharing(SqlServerKind kind, Database database, Path directory, Options options)
            throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var installation = install(directory, new StorePath("sqlite", directory.resolve("store.sqlite3")), options);
        SqlSandbox.use(installation.configuration().file(), kind, database);
        return installation;
    }

    private static Options options(Fixture fixture) {
        return fixture.scheme().equals("rocksdb") ? Options.DEFAULT.withLz4() : Options.DEFAULT;
    }

    private static RealInstallation install(Path directory, StorePath store, Options options) throws IOException {
        var configuration = ServerConfiguration.write(directory.resolve("etc"), store, options);
        var program = directory.resolve("bin/stalwart-mail");
        Files.createDirectories(program.getParent());
        Files.copy(RealProgram.V0_7_3.path(), program, StandardCopyOption.COPY_ATTRIBUTES);
        return new RealInstallation(directory, configuration, store, writeCommands(directory, program));
    }

    /** Starts the server as its admin does, and returns once all its ports answer. */
    void start() throws Exception {
        new CommandRunner()
                .start(
                        vectors().start().command(configuration.file()).withOutputTo(directory.resolve("server.log")),
                        LineConsumer.NOBODY);
        for (var port : List.of(configuration.httpPort(), configuration.imapPort(), configuration.smtpPort())) {
            Await.until("answer on port " + port, () -> isListening(port));
        }
    }

    void stop() throws Exception {
        new CommandRunner().run(vectors().stop().command(configuration.file()).withLimit(Duration.ofSeconds(90)));
    }

    private CommandVectors.Vectors vectors() throws Exception {
        return CommandVectors.read(commands).find("mail").orElseThrow();
    }

    private static boolean isListening(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    /** What is asked of a console over REST. */
    String json() {
        return """
                {"installation": {"config": "%s", "deployment": {"kind": "command", "name": "mail"}},
                 "release": {"file": "%s"}}""".formatted(configuration.file(), RealProgram.V0_8_0.path());
    }

    private static Path writeCommands(Path directory, Path program) throws IOException {
        var stop = script(directory.resolve("bin/stop"), """
                for process in /proc/[0-9]*; do
                  if [ "$(readlink "$process/exe")" = '%1$s' ] || [ "$(readlink "$process/exe")" = '%1$s (deleted)' ]; then
                    kill "${process#/proc/}"
                    while [ -e "$process/exe" ] && readlink "$process/exe" >/dev/null; do sleep 0.1; done
                  fi
                done
                """.formatted(program));
        var probe = script(directory.resolve("bin/probe"), """
                port=$(sed -n '/bind/s/.*127.0.0.1:\\([0-9]*\\).*/\\1/p' "$1" | head -n 1)
                exec 3<>/dev/tcp/127.0.0.1/"$port"
                """);
        var file = directory.resolve("etc/commands");
        Files.writeString(file, """
                [mail]
                start = ["%s", "--config", "{config}"]
                stop = ["%s"]
                probe = ["%s", "{config}"]
                """.formatted(program, stop, probe));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** Program and configuration, with their sums, owners, modes and times. The store is not in it: to open it is to
     * change it, for the real programs. */
    TreeSnapshot snapshot() throws IOException {
        var entries = new TreeMap<Path, TreeSnapshot.Entry>();
        for (var part : List.of("bin", "etc")) {
            TreeSnapshot.of(directory.resolve(part), true)
                    .entries()
                    .forEach((path, entry) -> entries.put(Path.of(part).resolve(path), entry));
        }
        return new TreeSnapshot(entries);
    }

    UpgradeRequest request() {
        return UpgradeRequest.of(
                configuration.file(),
                Deployment.command("mail"),
                new ReleaseChoice(RealProgram.V0_8_0.path(), null, null));
    }
}
