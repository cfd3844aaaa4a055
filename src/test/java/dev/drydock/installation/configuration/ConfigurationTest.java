package dev.drydock.installation.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {

    private static final Path SHARED = Path.of(System.getProperty("drydock.shared", "../shared"), "fixtures/v0.7.3");
    private static final Path OWN = Path.of("src/test/fixtures/v0.7.3");

    static Stream<Path> fixtures() throws Exception {
        try (var own = Files.list(OWN);
                var shared = Files.isDirectory(SHARED) ? Files.list(SHARED) : Stream.<Path>of()) {
            return Stream.concat(own, shared)
                    .filter(file -> file.toString().endsWith("-config.toml"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsTheConfigurationsOfTheFixtures(Path file) throws Exception {
        var configuration = Configuration.of(ConfigurationFile.read(file), ServerView.ofService());

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.store(Role.DATA)).isNotNull().isSameAs(configuration.store(Role.BLOB));
        assertThat(configuration.directory())
                .extracting(DirectoryConfiguration::kind)
                .isEqualTo(DirectoryKind.INTERNAL);
        assertThat(configuration.listeners())
                .extracting(Listener::protocol)
                .containsExactlyInAnyOrder(
                        Listener.Protocol.SMTP,
                        Listener.Protocol.IMAP,
                        Listener.Protocol.HTTP,
                        Listener.Protocol.MANAGESIEVE);
        assertThat(configuration.hostname()).isEqualTo("mail.example.org");
        assertThat(configuration.administrator().secret()).isEqualTo(new Secret("fixture-admin-secret"));
        assertThat(configuration.administrator().isHashed()).isFalse();
        assertThat(configuration.logs())
                .extracting(LogDirectory::path)
                .containsExactly(Path.of("/opt/stalwart-mail/logs"));
        assertThat(configuration.settings().value("queue.outbound.next-hop.0001.else"))
                .isEqualTo("'hop'");
        assertThat(configuration.toString()).doesNotContain("fixture-admin-secret");
    }

    @Test
    void readsTheStoresOfTheFixtures() throws Exception {
        var rocksdb = Configuration.of(
                ConfigurationFile.read(OWN.resolve("rocksdb-killed-config.toml")), ServerView.ofService());
        var sqlite =
                Configuration.of(ConfigurationFile.read(OWN.resolve("sqlite-config.toml")), ServerView.ofService());

        assertThat(rocksdb.stores().get("rocksdb"))
                .isEqualTo(new StoreConfiguration.OnDisk(
                        "rocksdb", StoreKind.ROCKSDB, Compression.LZ4, Path.of("/opt/stalwart-mail/data"), 16834, 2));
        assertThat(sqlite.stores().get("sqlite"))
                .isEqualTo(new StoreConfiguration.OnDisk(
                        "sqlite",
                        StoreKind.SQLITE,
                        Compression.NONE,
                        Path.of("/opt/stalwart-mail/data/index.sqlite3"),
                        16834,
                        2));
    }

    @Test
    void readsTheVendorsDefault() throws Exception {
        var file = Path.of("/tmp/real/src-v0.7.3/resources/config/config.toml");
        assumeTrue(Files.isReadable(file), "the vendor's source is not on this machine");
        var view = ServerView.ofService().withEnvironment(Map.of("STALWART_PATH", "/srv", "ADMIN_SECRET", "$6$x$y"));

        var configuration = Configuration.of(ConfigurationFile.read(file), view);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.store(Role.DATA).describe()).isEqualTo("RocksDB in /srv/data");
        assertThat(configuration.listeners()).hasSize(7);
        assertThat(configuration.administrator().isHashed()).isTrue();
    }

    @Test
    void readsRolesThatDiffer() throws Exception {
        var configuration = read("""
                storage.data = "pg"
                storage.blob = "objects"
                storage.fts = "search"
                storage.lookup = "cache"
                storage.directory = "people"
                [store.pg]
                type = "PostgreSQL"
                host = "db"
                port = 5433
                database = "mail"
                user = "server"
                password = "hunter2"
                timeout = "15s"
                [store.pg.tls]
                enable = true
                allow-invalid-certs = true
                [store.objects]
                type = "s3"
                bucket = "bodies"
                region = "eu"
                endpoint = "https://s3.example.org"
                access-key = "hunter2"
                secret-key = "hunter2"
                compression = "lz4"
                [store.search]
                type = "elasticsearch"
                url = "https://elastic:hunter2@search:9200"
                [store.cache]
                type = "redis"
                urls = ["redis://:hunter2@cache"]
                [store.files]
                type = "fs"
                path = "/srv/blobs"
                depth = 9
                [store.cluster]
                type = "foundationdb"
                cluster-file = "/etc/fdb.cluster"
                [directory.people]
                type = "ldap"
                """);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.store(Role.DATA))
                .isEqualTo(configuration.stores().get("pg"));
        assertThat(configuration.store(Role.DATA).describe()).isEqualTo("PostgreSQL database mail on db:5433");
        assertThat(configuration.store(Role.BLOB).describe()).isEqualTo("S3 bucket bodies in https://s3.example.org");
        assertThat(configuration.store(Role.BLOB).compression()).isEqualTo(Compression.LZ4);
        assertThat(configuration.store(Role.FTS).kind()).isEqualTo(StoreKind.ELASTICSEARCH);
        assertThat(configuration.store(Role.LOOKUP).kind()).isEqualTo(StoreKind.REDIS);
        assertThat(configuration.stores().get("files"))
                .isEqualTo(new StoreConfiguration.OnDisk(
                        "files", StoreKind.FS, Compression.NONE, Path.of("/srv/blobs"), 16834, 5));
        assertThat(configuration.stores().get("cluster"))
                .isEqualTo(new StoreConfiguration.OnCluster(
                        "cluster", StoreKind.FOUNDATIONDB, Compression.NONE, Path.of("/etc/fdb.cluster")));
        assertThat(configuration.directory().kind().isExternal()).isTrue();
        assertThat(configuration.toString()).doesNotContain("hunter2");
    }

    @Test
    void knowsThatTheVersionsAskDifferentSettingsForTlsToMysql() throws Exception {
        var configuration = read("[store.m]\ntype = mysql\nhost = db\ndatabase = mail\ntls.enable = true\n");
        var server =
                (StoreConfiguration.OnDatabaseServer) configuration.stores().get("m");

        assertThat(server.usesTlsInV073()).isFalse();
        assertThat(server.usesTlsInV080()).isTrue();
    }

    @Test
    void readsDirectories() throws Exception {
        var configuration = read("""
                storage.directory = "m"
                [directory.m]
                type = "memory"
                [[directory.m.principals]]
                name = "John.Doe"
                [[directory.m.principals]]
                name = "jane"
                [directory.q]
                type = "sql"
                store = "db"
                [directory.i]
                type = "imap"
                """);

        assertThat(configuration.directory())
                .isEqualTo(new DirectoryConfiguration("m", DirectoryKind.MEMORY, null, List.of("John.Doe", "jane")));
        assertThat(configuration.directories().get("q").store()).isEqualTo("db");
        assertThat(configuration.directories().get("i").kind()).isEqualTo(DirectoryKind.IMAP);
    }

    @Test
    void readsListenersWithTheirTls() throws Exception {
        var configuration = read("""
                [server.listener.imaptls]
                protocol = "IMAP"
                bind = ["[::]:993", "127.0.0.1:1993"]
                tls.implicit = true
                [server.listener.lmtp]
                protocol = "lmtp"
                bind = "127.0.0.1:24"
                tls.enable = false
                [server.listener.web]
                protocol = "https"
                bind = "[::]:443"
                """);

        assertThat(configuration.listeners())
                .containsExactly(
                        new Listener(
                                "imaptls",
                                Listener.Protocol.IMAP,
                                List.of(new BindAddress("::", 993), new BindAddress("127.0.0.1", 1993)),
                                true,
                                true,
                                2),
                        new Listener(
                                "lmtp",
                                Listener.Protocol.LMTP,
                                List.of(new BindAddress("127.0.0.1", 24)),
                                false,
                                false,
                                6),
                        new Listener(
                                "web", Listener.Protocol.HTTP, List.of(new BindAddress("::", 443)), true, false, 10));
    }

    @Test
    void readsWhoItRunsAsAndItsCertificates() throws Exception {
        var configuration = read("""
                [server.run-as]
                user = "stalwart-mail"
                group = "mail"
                [certificate.a]
                cert = "%{file:/nowhere/cert.pem}%"
                private-key = "%{file:/nowhere/key.pem}%"
                [certificate.b]
                cert = "inline"
                """);

        assertThat(configuration.runAs()).isEqualTo(new Account("stalwart-mail", "mail"));
        assertThat(configuration.certificates())
                .extracting(
                        CertificateConfiguration::id,
                        CertificateConfiguration::complete,
                        c -> c.files().size())
                .containsExactly(tuple("a", true, 2), tuple("b", false, 0));
        assertThat(configuration.files())
                .extracting(MacroFile::path)
                .containsExactly(Path.of("/nowhere/cert.pem"), Path.of("/nowhere/key.pem"));
    }

    @Test
    void reportsWhatTheServerWouldComplainAbout() throws Exception {
        var configuration = read("""
                [store.a]
                type = "rocks"
                [store.b]
                type = "rocksdb"
                [store.c]
                type = "rocksdb"
                path = "/data"
                compression = "zstd"
                min-blob-size = "many"
                [store.d]
                type = "mysql"
                database = "mail"
                [store.e]
                type = "postgresql"
                database = "mail"
                port = 70000
                tls.enable = "yes"
                [directory.x]
                type = "LDAP"
                [server.listener.p]
                protocol = "pop3"
                [server.listener.q]
                protocol = "imap"
                bind = "localhost:143"
                [tracer.t]
                type = "log"
                """);

        assertThat(configuration.problems())
                .extracting(SettingProblem::toString)
                .containsExactly(
                        "store.a.type (line 2): \"rocks\" is no kind of store, so the server ignores it",
                        "store.b.path: the setting is missing",
                        "store.c.compression (line 8): \"zstd\" is no compression, so the server uses none",
                        "store.c.min-blob-size (line 9): \"many\" is no number",
                        "store.d.host: the setting is missing",
                        "store.e.port (line 16): \"70000\" is no port",
                        "store.e.tls.enable (line 17): \"yes\" is neither true nor false",
                        "directory.x.type (line 19): \"LDAP\" is no kind of directory, so the server leaves it out",
                        "server.listener.p.protocol (line 21): \"pop3\" is no protocol, so the server leaves this listener out",
                        "server.listener.q.bind (line 24): \"localhost:143\" is no address with a port, such as [::]:25",
                        "server.listener.q.bind: there is no address to bind, so the server leaves this listener out",
                        "tracer.t.path: the setting is missing");
        assertThat(configuration.stores()).containsOnlyKeys("c", "e");
    }

    @Test
    void findsNoStoreForARoleThatItCannotHave() throws Exception {
        var configuration = read("storage.data = \"files\"\nstore.files.type = fs\nstore.files.path = \"/x\"\n");

        assertThat(configuration.store(Role.DATA)).isNull();
        assertThat(configuration.store(Role.BLOB)).isNull();
        assertThat(configuration.directory()).isNull();
    }

    private static Configuration read(String text) throws ConfigurationException {
        return Configuration.of(ConfigurationFile.of(Path.of("config.toml"), text), ServerView.ofService());
    }
}
