package dev.drydock.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.fixture.Fixture;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole installation below a directory, with real stores and a program that answers as the real one does. */
class DetectionTest {

    private static final List<FileStoreDriver> DRIVERS = List.of(new SqliteStoreDriver(), new RocksDbStoreDriver());

    @TempDir
    private Path temporary;

    private Path root = Path.of("");
    private Path program = Path.of("");

    @BeforeEach
    void installs() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("stalwart-mail"));
        program = Files.createDirectory(root.resolve("bin")).resolve("stalwart-mail");
        answers("0.7.3");
        Files.createDirectory(root.resolve("etc"));
    }

    @ParameterizedTest
    @MethodSource("dev.drydock.fixture.Fixture#withStore")
    void findsAnInstallationOfARealStore(Fixture fixture) throws Exception {
        var store = fixture.unpackStore(root);
        configure(sound(fixture.scheme(), store));

        var found = detect(request());

        assertThat(found.root()).isEqualTo(root);
        assertThat(found.program().path()).isEqualTo(program);
        assertThat(found.program().version()).isEqualTo(ProgramVersion.SOURCE);
        assertThat(found.dataState()).isEqualTo(new StoreState.Seen(StoreVersion.V0_7_3));
        assertThat(found.dataPlacement().canBeRenamed()).isTrue();
        assertThat(found.dataPlacement().ownSize().bytes()).isGreaterThan(1 << 20);
        assertThat(found.spaces())
                .isNotEmpty()
                .allMatch(space -> space.usable() > 0 && space.total() >= space.usable());
        assertThat(codes(found, Grade.FAIL)).isEmpty();
        assertThat(codes(found, Grade.WARN)).isEmpty();
        assertThat(codes(found, Grade.PASS))
                .contains(
                        "configuration.read",
                        "program.version",
                        "role.data",
                        "role.directory",
                        "data.found",
                        "data.state");
    }

    @Test
    void changesNothing() throws Exception {
        var store = Fixture.withStore().get(0).unpackStore(root);
        configure(sound(Fixture.withStore().get(0).scheme(), store));
        var before = listing();

        detect(request());

        assertThat(listing()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "0.6.0, program.version-too-old",
        "0.7.2, program.version-before-source",
        "0.7.4, program.version-unexpected",
        "0.8.0, program.version-not-older",
        "0.9.1, program.version-not-older",
        "hello, program.version-unknown",
    })
    void refusesOtherVersions(String version, String code) throws Exception {
        answers(version);
        configure("a = 1\n");

        assertThat(codes(detect(request()), Grade.FAIL)).contains(code);
    }

    @Test
    void saysWhyTheVersionIsNotKnown() throws Exception {
        Files.writeString(program, "#!/bin/sh\nexit 3\n");
        configure("a = 1\n");

        assertThat(finding(detect(request()), "program.version-unknown").text()).contains("ended with status 3");
        assertThat(finding(
                                detect(request(), (arguments, limit) -> new ProgramRunner.Output(-1, "")),
                                "program.version-unknown")
                        .text())
                .contains("did not answer within 10 seconds");
        assertThat(finding(
                                detect(request(), (arguments, limit) -> {
                                    throw new IOException("Exec format error");
                                }),
                                "program.version-unknown")
                        .text())
                .contains("cannot be started: Exec format error");
    }

    @Test
    void looksForTheProgramInItsPlaces() throws Exception {
        configure("a = 1\n");
        var elsewhere = Files.createDirectory(root.resolve("usr-bin"));
        var other = Files.copy(program, elsewhere.resolve("stalwart-mail"), StandardCopyOption.COPY_ATTRIBUTES);
        var machine = new Machine(Path.of("/proc"), List.of(elsewhere));

        var both = detection(machine).detect(request());
        Files.delete(program);
        var one = detection(machine).detect(request());
        Files.delete(other);
        var none = detection(machine).detect(request());

        assertThat(both.program().others()).containsExactly(other);
        assertThat(codes(both, Grade.NOTICE)).contains("program.several");
        assertThat(one.program().path()).isEqualTo(other);
        assertThat(none.program()).isNull();
        assertThat(codes(none, Grade.FAIL)).contains("program.missing");
    }

    @Test
    void takesTheProgramThatRuns() throws Exception {
        configure("a = \"%{env:WHERE}%\"\nb = \"%{file:etc/note}%\"\n");
        Files.writeString(root.resolve("etc/note"), "from the working directory");
        var running = Files.createDirectory(root.resolve("opt")).resolve("stalwart-mail");
        Files.copy(Path.of("/bin/sh").toRealPath(), running, StandardCopyOption.COPY_ATTRIBUTES);
        var builder = new ProcessBuilder(
                        running.toString(), "-c", "echo ready; read line", "name", "--config", config().toString())
                .directory(root.toFile());
        builder.environment()
                .putAll(Map.of("WHERE", "its environment", "RUN_AS_USER", "mail", "CONFIG_PATH", config().toString()));
        var process = builder.start();
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("ready");

            var found = detect(request());

            assertThat(found.program().path()).isEqualTo(running);
            assertThat(found.program().others()).containsExactly(program);
            assertThat(found.configuration().settings().value("a")).isEqualTo("its environment");
            assertThat(found.configuration().settings().value("b")).isEqualTo("from the working directory");
            assertThat(found.processes().ofInstallation())
                    .extracting(ServerProcess::pid)
                    .containsExactly(process.pid());
            assertThat(detection(new Machine(Path.of("/proc"), List.of()))
                            .processes(config(), null)
                            .ofInstallation())
                    .extracting(ServerProcess::pid)
                    .containsExactly(process.pid());
            assertThat(codes(found, Grade.NOTICE)).contains("process.running");
            assertThat(codes(found, Grade.WARN)).contains("environment.run-as-user", "environment.config-path");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void namesWhatIsWrongWithTheRoles() throws Exception {
        configure("""
                storage.data = "none"
                storage.blob = "files"
                storage.fts = "search"
                storage.lookup = "query/list"
                storage.directory = "people"
                store.files.type = "fs"
                store.files.path = "%s/blobs"
                store.search.type = "elasticsearch"
                directory.people.type = "memory"
                directory.people.principals.0.name = "John.Doe"
                """.formatted(root));
        Files.createDirectories(root.resolve("blobs/aa"));
        Files.writeString(root.resolve("blobs/aa/body"), "12345");

        var found = detect(request());

        assertThat(codes(found, Grade.FAIL)).contains("role.data");
        assertThat(finding(found, "role.blob").text()).contains("(1 file, 5 bytes)");
        assertThat(codes(found, Grade.WARN)).contains("role.fts", "directory.mixed-case");
        assertThat(finding(found, "directory.mixed-case").text()).contains("John.Doe");
        assertThat(codes(found, Grade.NOTICE)).contains("role.blob", "role.lookup", "role.directory");
    }

    @Test
    void warnsOfWhatTheConfigurationMeansForTheNewVersion() throws Exception {
        configure("""
                server.run-as.user = "mail"
                config.local-keys = ["*store."]
                store.m.type = "mysql"
                store.m.host = "db"
                store.m.database = "mail"
                store.m.password = "hunter2"
                store.m.tls.allow-invalid-certs = true
                """);
        Files.setPosixFilePermissions(config(), PosixFilePermissions.fromString("rw-r--r--"));

        var found = detect(request());

        assertThat(codes(found, Grade.NOTICE))
                .contains("configuration.run-as", "configuration.readable-by-all", "configuration.local-keys");
        assertThat(codes(found, Grade.WARN)).contains("store.mysql-tls", "configuration.local-keys.incomplete");
        assertThat(found.toString()).doesNotContain("hunter2");
    }

    @Test
    void saysWhereTheDataLiesAndWhatElseLiesThere() throws Exception {
        var store = Files.createDirectories(root.resolve("disk")).resolve("mail.db");
        Files.createFile(store);
        Files.writeString(root.resolve("disk/note"), "1");
        Files.createSymbolicLink(root.resolve("data"), root.resolve("disk"));
        configure(sound("sqlite", root.resolve("data/mail.db")));

        var found = detect(request());

        assertThat(codes(found, Grade.NOTICE)).contains("data.link", "data.neighbours");
        assertThat(finding(found, "data.neighbours").text()).contains("note (something else)");
        assertThat(codes(found, Grade.FAIL)).containsExactly("data.state");
    }

    @Test
    void refusesAStoreThatIsNotThere() throws Exception {
        configure(sound("rocksdb", root.resolve("data")));

        assertThat(codes(detect(request()), Grade.FAIL)).contains("data.missing");
    }

    @Test
    void looksIntoAContainerFromOutside() throws Exception {
        var volume = Files.createDirectory(root.resolve("volume"));
        Fixture.withStore().get(0).unpackStore(volume.resolve("x"));
        configure(sound("rocksdb", Path.of("/opt/stalwart-mail/data")));
        Files.createDirectory(volume.resolve("data"));
        var view = new ServerView(
                Map.of(),
                Path.of("/opt/stalwart-mail"),
                path -> volume.resolve(Path.of("/opt/stalwart-mail").relativize(path)));

        var found = detect(request().seenBy(view));

        assertThat(found.dataPlacement().configured()).isEqualTo(volume.resolve("data"));
        assertThat(found.dataState()).isEqualTo(new StoreState.Seen(StoreVersion.BLANK));
    }

    @Test
    void tellsTheRoomOfWhatWasAskedFor() throws Exception {
        configure("a = 1\n");
        var export = root.resolve("not/yet/there");

        assertThat(detect(request().withSpaces(List.of(export))).spaces())
                .extracting(Space::path)
                .contains(root, export);
    }

    @Test
    void failsWithoutAConfiguration() {
        assertThatThrownBy(() -> detect(request())).isInstanceOf(ConfigurationException.class);
    }

    private Installation detect(DetectionRequest request) throws Exception {
        return detect(request, DetectionTest::run);
    }

    private Installation detect(DetectionRequest request, ProgramRunner runner) throws Exception {
        return new Detection(
                        new Machine(Path.of("/proc"), List.of()),
                        runner,
                        StoreFinder.ofFiles(DRIVERS),
                        Clock.systemUTC())
                .detect(request);
    }

    private static Detection detection(Machine machine) {
        return new Detection(machine, DetectionTest::run, StoreFinder.ofFiles(DRIVERS), Clock.systemUTC());
    }

    private static ProgramRunner.Output run(List<String> arguments, Duration limit)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readNBytes(4096), StandardCharsets.UTF_8);
            return new ProgramRunner.Output(process.waitFor(), text);
        } finally {
            process.destroyForcibly();
        }
    }

    private DetectionRequest request() {
        return DetectionRequest.of(config());
    }

    private Path config() {
        return root.resolve("etc/config.toml");
    }

    private void configure(String text) throws IOException {
        Files.writeString(config(), text);
        Files.setPosixFilePermissions(config(), PosixFilePermissions.fromString("rw-------"));
    }

    private static String sound(String scheme, Path store) {
        return """
                [storage]
                data = "main"
                blob = "main"
                fts = "main"
                lookup = "main"
                directory = "internal"
                [store.main]
                type = "%s"
                path = "%s"
                [directory.internal]
                type = "internal"
                store = "main"
                """.formatted(scheme, store);
    }

    private void answers(String version) throws IOException {
        Files.writeString(program, "#!/bin/sh\n[ \"$*\" = --version ] && echo " + version + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Map<Path, String> listing() throws IOException {
        try (var files = Files.walk(root)) {
            return files.collect(Collectors.toMap(path -> path, path -> {
                try {
                    return Files.readAttributes(path, "unix:mode,uid,gid,size,lastModifiedTime,ino")
                            .toString();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
    }

    private static Set<String> codes(Installation found, Grade grade) {
        return found.findings().stream()
                .filter(finding -> finding.grade() == grade)
                .map(Finding::code)
                .collect(Collectors.toSet());
    }

    private static Finding finding(Installation found, String code) {
        return found.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
