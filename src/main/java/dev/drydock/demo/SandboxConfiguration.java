package dev.drydock.demo;

import dev.drydock.store.StoreLocation;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Writes the configuration of a sandbox: one store for everything, the internal directory, an administrator with a
 * password of its own, nothing fetched from a network and no mail let out.
 *
 * @param store where the store is
 * @param compressed whether contents are compressed
 * @param indexing how many messages v0.8.0 takes into its full-text index in a second; 0 for none
 * @param etc the directory of the configuration, in which the files lie that it refers to
 */
record SandboxConfiguration(
        String hostname,
        StoreLocation.Kind kind,
        Path store,
        boolean compressed,
        int indexing,
        Path etc,
        SandboxPorts ports) {

    private static final int SECRET_BYTES = 12;

    private static final String TEMPLATE = """
        # A sandbox of Drydock's demo.
        lookup.default.hostname = "%HOST%"

        [server.listener.smtp]
        bind = "127.0.0.1:%SMTP%"
        protocol = "smtp"
        [server.listener.imap]
        bind = "127.0.0.1:%IMAP%"
        protocol = "imap"
        [server.listener.imaptls]
        bind = "127.0.0.1:%IMAPS%"
        protocol = "imap"
        tls.implicit = true
        [server.listener.http]
        bind = "127.0.0.1:%HTTP%"
        protocol = "http"
        [server.listener.https]
        bind = "127.0.0.1:%HTTPS%"
        protocol = "http"
        tls.implicit = true

        [storage]
        data = "%STORE_ID%"
        fts = "%STORE_ID%"
        blob = "%STORE_ID%"
        lookup = "%STORE_ID%"
        directory = "internal"
        [store.%STORE_ID%]
        type = "%TYPE%"
        path = "%STORE%"
        compression = "%COMPRESSION%"
        [directory.internal]
        type = "internal"
        store = "%STORE_ID%"

        [authentication.fallback-admin]
        user = "admin"
        secret = "%SECRET%"

        [tracer.stdout]
        type = "stdout"
        level = "info"
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

        # Nothing answers there: mail of a sandbox stays in its queue.
        [queue.outbound]
        next-hop = [ { if = "is_local_domain('', rcpt_domain)", then = "'local'" }, { else = "'nowhere'" } ]
        [remote.nowhere]
        address = "127.0.0.1"
        port = 9
        protocol = "smtp"
        [resolver]
        type = "custom"
        custom = "udp://127.0.0.1:9"
        timeout = "1s"
        attempts = 1
        public-suffix = "file://%ETC%/suffixes.dat"
        [config.resource]
        spam-filter = "file://%ETC%/spamfilter.toml"
        webadmin = "file://%ETC%/webadmin.zip"
        [stand-in]
        index-rows-per-second = %INDEXING%
        """;

    /** The text of the file; the administrator's password in it is a new one each time. */
    String text() {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return TEMPLATE.replace("%HOST%", hostname)
                .replace("%SMTP%", String.valueOf(ports.smtp()))
                .replace("%IMAP%", String.valueOf(ports.imap()))
                .replace("%IMAPS%", String.valueOf(ports.imaps()))
                .replace("%HTTP%", String.valueOf(ports.http()))
                .replace("%HTTPS%", String.valueOf(ports.https()))
                .replace("%STORE_ID%", kind.scheme())
                .replace("%TYPE%", kind.scheme())
                .replace("%STORE%", store.toString())
                .replace("%COMPRESSION%", compressed ? "lz4" : "none")
                .replace("%SECRET%", HexFormat.of().formatHex(secret))
                .replace("%INDEXING%", String.valueOf(indexing))
                .replace("%ETC%", etc.toString());
    }
}
