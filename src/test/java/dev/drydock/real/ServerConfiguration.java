package dev.drydock.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A configuration like those of the fixtures, on free loopback ports, that fetches nothing from any network and lets no
 * mail leave the machine.
 *
 * @param file the written configuration
 * @param smtpPort where the server will listen for SMTP; likewise the other two
 */
record ServerConfiguration(Path file, int smtpPort, int imapPort, int httpPort) {

    private static final String TEMPLATE = """
            [server]
            hostname = "mail.example.org"
            [server.listener.smtp]
            bind = "127.0.0.1:%SMTP%"
            protocol = "smtp"
            [server.listener.imap]
            bind = "127.0.0.1:%IMAP%"
            protocol = "imap"
            [server.listener.http]
            bind = "127.0.0.1:%HTTP%"
            protocol = "http"

            [storage]
            data = "main"
            fts = "main"
            blob = "%BLOBS%"
            lookup = "main"
            directory = "%DIRECTORY%"
            [directory.internal]
            type = "internal"
            store = "main"
            [store.main]
            type = "%SCHEME%"
            path = "%STORE%"
            %COMPRESSION%

            [tracer.out]
            type = "stdout"
            level = "debug"
            ansi = false
            enable = true

            [imap.auth]
            allow-plain-text = true
            [session]
            auth.require = false
            data.script = false
            [auth]
            arc.seal = false
            dkim.sign = false
            [queue.outbound]
            next-hop = [ { if = "is_local_domain('', rcpt_domain)", then = "'local'" }, { else = "'hop'" } ]
            [remote.hop]
            address = "localhost"
            port = 9
            protocol = "smtp"
            [resolver]
            type = "custom"
            custom = "udp://127.0.0.1:%DNS%"
            timeout = "1s"
            attempts = 1
            public-suffix = "file://%HOME%/suffixes.dat"
            [lookup.default]
            hostname = "mail.example.org"
            [config.resource]
            spam-filter = "file://%HOME%/spamfilter.toml"
            webadmin = "file://%HOME%/webadmin.zip"
            [authentication.fallback-admin]
            user = "admin"
            secret = "fixture-admin-secret"
            """;

    /** What a test may want to be different. */
    record Options(boolean lz4, String directory, int nameServerPort, String blobs, String more) {

        /** No name can be looked up: nothing answers on port 9 of the loopback address. */
        static final Options DEFAULT = new Options(false, "internal", 9, "main", "");

        /** Blobs of the store are compressed when they are written. */
        Options withLz4() {
            return new Options(true, directory, nameServerPort, blobs, more);
        }

        /** Logs people in by another directory than the internal one; {@link #with} has to define it. */
        Options withDirectory(String id) {
            return new Options(lz4, id, nameServerPort, blobs, more);
        }

        Options withNameServer(int port) {
            return new Options(lz4, directory, port, blobs, more);
        }

        /** Adds lines of TOML at the end. */
        Options with(String lines) {
            return new Options(lz4, directory, nameServerPort, blobs, more + lines);
        }

        /** Keeps contents as files below a directory, as they are. */
        Options withContentsIn(Path files) {
            var store = "[store.files]\ntype = \"fs\"\npath = \"" + files + "\"\n";
            return new Options(lz4, directory, nameServerPort, "files", more + store);
        }
    }

    /** Writes a configuration for a store, with all that it refers to, into {@code home}. */
    static ServerConfiguration write(Path home, StorePath store, Options options) throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("suffixes.dat"), "com\norg\nnet\n");
        Files.writeString(home.resolve("spamfilter.toml"), "[version]\nspam-filter = \"0\"\n");
        writeEmptyBundle(home.resolve("webadmin.zip"));
        try (var smtp = freePort();
                var imap = freePort();
                var http = freePort()) {
            var text = TEMPLATE.replace("%SMTP%", "" + smtp.getLocalPort())
                    .replace("%IMAP%", "" + imap.getLocalPort())
                    .replace("%HTTP%", "" + http.getLocalPort())
                    .replace("%DNS%", "" + options.nameServerPort())
                    .replace("%BLOBS%", options.blobs())
                    .replace("%DIRECTORY%", options.directory())
                    .replace("%SCHEME%", store.scheme())
                    .replace("%STORE%", store.path().toString())
                    .replace("%COMPRESSION%", options.lz4() ? "compression = \"lz4\"" : "")
                    .replace("%HOME%", home.toString());
            var file = home.resolve("config.toml");
            Files.writeString(file, text + options.more());
            return new ServerConfiguration(file, smtp.getLocalPort(), imap.getLocalPort(), http.getLocalPort());
        }
    }

    /** An IMAP session with the server that runs with it, as one of the accounts of the fixtures. */
    ImapClient imap(String account) throws IOException {
        return imap(account, "secret-" + account);
    }

    ImapClient imap(String account, String secret) throws IOException {
        return new ImapClient(imapPort, account, secret);
    }

    ManagementApi api() {
        return new ManagementApi(httpPort);
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** v0.8.0 fetches this bundle before it listens, if the store has none. */
    private static void writeEmptyBundle(Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("index.html"));
            zip.write("<p>none</p>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }
}
