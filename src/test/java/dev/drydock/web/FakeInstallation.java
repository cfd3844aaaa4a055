package dev.drydock.web;

import dev.drydock.fixture.Fixture;
import dev.drydock.upgrade.ConsoleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A store of the real v0.7.3 with a configuration, and a program that only knows its version: enough to plan with, and to
 * see a run fail.
 *
 * @param secret a password that the configuration holds
 */
public record FakeInstallation(Path root, Path config, Path commands, Path release, String secret) {

    public static FakeInstallation in(Path directory) throws IOException, InterruptedException {
        var root = Files.createDirectories(directory.resolve("mail"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        var store = Fixture.SQLITE.unpackStore(Files.createDirectories(root.resolve("stores")));
        var secret = "planted-Pa55word-of-the-configuration";
        var config = Files.createDirectories(root.resolve("etc")).resolve("config.toml");
        Files.writeString(config, """
                store.sqlite.type = "sqlite"
                store.sqlite.path = "%s"
                storage.data = "sqlite"
                storage.fts = "sqlite"
                storage.blob = "sqlite"
                storage.lookup = "sqlite"
                storage.directory = "internal"
                directory.internal.type = "internal"
                directory.internal.store = "sqlite"
                authentication.fallback-admin.user = "admin"
                authentication.fallback-admin.secret = "%s"
                lookup.default.hostname = "mail.example.org"
                server.listener.imap.protocol = "imap"
                server.listener.imap.bind = ["127.0.0.1:1"]
                """.formatted(store, secret));
        program(Files.createDirectories(root.resolve("bin")).resolve("stalwart-mail"), "0.7.3");
        var release = program(directory.resolve("stalwart-mail-0.8.0"), "0.8.0");
        var commands = directory.resolve("commands");
        Files.writeString(commands, """
                [mail]
                start = ["/bin/true"]
                stop = ["/bin/true"]
                probe = ["/bin/false"]
                """);
        Files.setPosixFilePermissions(commands, PosixFilePermissions.fromString("rw-------"));
        return new FakeInstallation(root, config, commands, release, secret);
    }

    private static Path program(Path file, String version) throws IOException {
        Files.writeString(file, "#!/bin/sh\n[ \"$1\" = --version ] && echo " + version + " && exit 0\nexit 1\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public ConsoleSettings settings(Path home) {
        return ConsoleSettings.of(home, "1.2.3-test").withCommands(commands);
    }

    /** The smallest request that plans it. */
    public String request() {
        return """
                {"installation": {"config": "%s", "deployment": {"kind": "command", "name": "mail"}},
                 "release": {"file": "%s"}}""".formatted(config, release);
    }
}
