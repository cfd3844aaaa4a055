package dev.drydock.upgrade.preflight;

import dev.drydock.fixture.Fixture;
import dev.drydock.host.CommandRunner;
import dev.drydock.host.CommandVectors;
import dev.drydock.installation.Detection;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.Finding;
import dev.drydock.installation.Machine;
import dev.drydock.installation.StoreFinder;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.UnprivilegedRunner;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.blueprint.UpgradeRequest.AccountChoice;
import dev.drydock.upgrade.blueprint.UpgradeRequest.Deployment;
import dev.drydock.upgrade.blueprint.UpgradeRequest.ExportChoice;
import dev.drydock.upgrade.blueprint.UpgradeRequest.InstallationChoice;
import dev.drydock.upgrade.blueprint.UpgradeRequest.ReleaseChoice;
import dev.drydock.upgrade.blueprint.UpgradeRequest.TrialChoice;
import dev.drydock.upgrade.phase.CommandServer;
import dev.drydock.upgrade.phase.Credentials;
import dev.drydock.upgrade.phase.Yard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An installation below a directory, without a flaw until a test plants one: a real store, programs of a few lines. */
final class SmallInstallation {

    final Path root;
    final Path config;
    final Path program;
    final Path release;
    final Path store;
    final Path data;
    final Path home;
    final Path tools;
    final List<Integer> ports;
    Kernel kernel = Kernel.here();
    Duration readingLimit = Duration.ofSeconds(60);
    private final String scheme;
    private boolean extras = true;
    private Path export = Path.of("");
    private @Nullable String engine;
    private boolean named = true;
    private String sum = "";
    private Path webadmin = Path.of("");
    private String runAs = "";
    private String keys = "";
    private ReleaseChoice other;
    private Path started;

    SmallInstallation(Path directory, Fixture fixture, List<Integer> ports) throws IOException, InterruptedException {
        var outer = directory.toRealPath();
        Files.setPosixFilePermissions(outer, PosixFilePermissions.fromString("rwxr-xr-x"));
        root = Files.createDirectory(outer.resolve("stalwart-mail"));
        home = Files.createDirectory(
                outer.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        tools = Files.createDirectory(outer.resolve("tools"));
        config = Files.createDirectory(root.resolve("etc")).resolve("config.toml");
        Files.createDirectory(root.resolve("logs"));
        program = Files.createDirectory(root.resolve("bin")).resolve("stalwart-mail");
        started = program;
        release = tools.resolve("stalwart-mail-0.8.0");
        scheme = fixture.scheme();
        var unpacked = fixture.unpackStore(outer);
        data = root.resolve("data");
        Files.move(scheme.equals("sqlite") ? unpacked.getParent() : unpacked, data);
        store = scheme.equals("sqlite") ? data.resolve(unpacked.getFileName()) : data;
        this.ports = ports;
        script(program, "[ \"$1\" = --version ] && echo 0.7.3 && exit 0; while :; do sleep 1; done");
        script(release, "echo 0.8.0");
        script(tools.resolve("start"), "exec " + program + " \"$@\"");
        script(tools.resolve("stop"), "exit 0");
        script(tools.resolve("probe"), "[ -e " + tools.resolve("runs") + " ]");
        commands("\"--config\", \"{config}\"");
        configure("");
    }

    static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void commands(String startArguments) throws IOException {
        var file = home.resolve("commands");
        Files.writeString(file, """
            [mail]
            start = ["%s"%s]
            stop = ["%s"]
            probe = ["%s"]
            """.formatted(
                        tools.resolve("start"),
                        startArguments.isEmpty() ? "" : ", " + startArguments,
                        tools.resolve("stop"),
                        tools.resolve("probe")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Writes the configuration with more settings, as flat keys in front. */
    void configure(String more) throws IOException {
        configure(more, Map.of());
    }

    /** The same, with other roles than those of the one store. */
    void configure(String more, Map<String, String> roles) throws IOException {
        var all = new TreeMap<>(
                Map.of("data", "main", "blob", "main", "fts", "main", "lookup", "main", "directory", "internal"));
        all.putAll(roles);
        var text = new StringBuilder(more).append('\n');
        all.forEach((role, id) ->
                text.append("storage.").append(role).append(" = \"").append(id).append("\"\n"));
        text.append("""
            store.main.type = "%s"
            store.main.path = "%s"
            directory.internal.type = "internal"
            directory.internal.store = "main"
            tracer.log.type = "log"
            tracer.log.path = "%s"
            tracer.log.prefix = "stalwart.log"
            tracer.log.rotate = "daily"
            tracer.log.enable = true
            """.formatted(scheme, store, root.resolve("logs")));
        for (var port : ports) {
            text.append("server.listener.p%d.bind = [\"127.0.0.1:%d\"]\nserver.listener.p%d.protocol = \"imap\"\n"
                    .formatted(port, port, port));
        }
        Files.writeString(config, text);
    }

    SmallInstallation convertedDirectly() {
        engine = UpgradeRequest.DIRECT;
        return this;
    }

    SmallInstallation exportsTo(Path directory) {
        export = directory;
        return this;
    }

    SmallInstallation startedFrom(Path file) {
        started = file;
        return this;
    }

    SmallInstallation withoutRelease() {
        named = false;
        return this;
    }

    SmallInstallation withSum(String expected) {
        sum = expected;
        return this;
    }

    SmallInstallation withWebadmin(Path bundle) {
        webadmin = bundle;
        return this;
    }

    SmallInstallation withoutExtras() {
        extras = false;
        return this;
    }

    SmallInstallation runningAs(String account) {
        runAs = account;
        return this;
    }

    SmallInstallation openingKeys(String way) {
        keys = way;
        return this;
    }

    SmallInstallation released(ReleaseChoice choice) {
        other = choice;
        return this;
    }

    Upgrades open() throws Exception {
        return Upgrades.open(settings());
    }

    UpgradeRequest request() {
        return new UpgradeRequest(
                new InstallationChoice(config, started, Deployment.command("mail")),
                other != null
                        ? other
                        : named
                                ? new ReleaseChoice(
                                        release,
                                        sum.isEmpty() ? null : sum,
                                        webadmin.toString().isEmpty() ? null : webadmin)
                                : null,
                engine,
                export.toString().isEmpty() ? null : new ExportChoice(export),
                null,
                runAs.isEmpty() ? null : new AccountChoice(runAs, null),
                new TrialChoice(null, extras, null),
                keys.isEmpty() ? null : keys,
                null);
    }

    private ConsoleSettings settings() {
        return ConsoleSettings.of(home, "test").withCommands(home.resolve("commands"));
    }

    Blueprint plan() throws Exception {
        try (var upgrades = Upgrades.open(settings())) {
            return upgrades.plan(request()).blueprint();
        }
    }

    Yard yard(Blueprint blueprint) throws Exception {
        var runner = new CommandRunner();
        var vectors = CommandVectors.read(home.resolve("commands")).find("mail").orElseThrow();
        return new Yard(
                blueprint,
                runner,
                Yard.files(driver()),
                new CommandServer("mail", vectors, runner, Yard.Patience.USUAL, blueprint.workingDirectory()),
                detection(),
                new StoppedStoreLook(),
                new Credentials(),
                Yard.Patience.USUAL,
                Clock.systemUTC());
    }

    FileStoreDriver driver() {
        return scheme.equals("sqlite") ? new SqliteStoreDriver(home.resolve("work")) : new RocksDbStoreDriver();
    }

    private Detection detection() {
        List<FileStoreDriver> drivers = List.of(new SqliteStoreDriver(home.resolve("work")), new RocksDbStoreDriver());
        return new Detection(Machine.here(), new UnprivilegedRunner(), StoreFinder.ofFiles(drivers), Clock.systemUTC());
    }

    /** Plans and looks. */
    PreflightReport look() throws Exception {
        return look(plan());
    }

    PreflightReport look(Blueprint blueprint) throws Exception {
        var found = detection()
                .detect(DetectionRequest.of(config)
                        .withProgram(blueprint.program().path()));
        return new Preflight(yard(blueprint), kernel, readingLimit).run(found);
    }

    /** Names, owners, modes, sizes and times of all files. */
    Map<Path, String> listing() throws IOException {
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

    static String all(PreflightReport report) {
        return report.findings().stream().map(Finding::toString).collect(Collectors.joining("\n"));
    }
}
