package dev.drydock.upgrade;

import static dev.drydock.upgrade.SandboxUpgrade.log;
import static dev.drydock.upgrade.SandboxUpgrade.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.demo.FaultyPrograms;
import dev.drydock.demo.Sandbox;
import dev.drydock.engine.Failpoints;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.host.Sha256;
import dev.drydock.layout.v073.SettingKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.upgrade.phase.Yard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can go wrong in a phase though the checks before it have passed, one after the other in one upgrade: each time the
 * run stops with the reason, the old store is as it was, and the same phase succeeds once the cause is gone.
 */
class PhaseFailureIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private SandboxUpgrade world;
    private FaultyPrograms programs;

    /** What happens to the world at a place of the journal. */
    private final Map<String, Deed> deeds = new TreeMap<>();

    /** Something that a test does. */
    @FunctionalInterface
    private interface Deed {
        void perform() throws Exception;
    }

    /**
     * Something that goes wrong.
     *
     * @param phase in which it does
     * @param place of the journal at which it begins; empty for before the phase
     * @param begin brings it about
     * @param end takes it away
     * @param code of the failure
     * @param words that it says
     */
    private record Trouble(String phase, String place, Deed begin, Deed end, String code, String words) {}

    @AfterEach
    void stop() throws Exception {
        programs.behave();
        Files.deleteIfExists(stays());
        world.stopServer();
    }

    private void create(Sandbox.Kind kind) throws Exception {
        world = SandboxUpgrade.create(directory, kind);
        programs = FaultyPrograms.wrap(world.mail());
        wrapControl();
    }

    /** While this file is there, the program that stops the server says that it has, and does not. */
    private Path stays() {
        return directory.resolve("stays");
    }

    private void wrapControl() throws IOException {
        var control = world.mail().resolve("bin/control");
        var real = Files.move(control, world.mail().resolve("real-old/control"));
        Files.writeString(control, """
                #!/bin/sh
                if [ "$1" = stop ] && [ -e '%s' ]; then exit 0; fi
                exec '%s' "$@"
                """.formatted(stays(), real));
        Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Upgrades open(Duration stop) throws Exception {
        return Upgrades.open(world.settings(Failpoints.NONE).with(new Yard.Patience(stop, LONG, LONG), place -> {
            var deed = deeds.remove(place);
            if (deed != null) {
                perform(deed);
            }
        }));
    }

    private static void perform(Deed deed) {
        try {
            deed.perform();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.drydock.upgrade.SandboxKinds#rocksDb")
    void stopsWithTheReasonAndGoesOnOnceItIsGone(Sandbox.Kind kind) throws Exception {
        create(kind);
        world.startServer();
        var before = world.snapshot();
        try (var upgrades = open(Duration.ofSeconds(20))) {
            var upgrade = upgrades.plan(world.request());
            var store = upgrade.blueprint().store().onDisk();
            var sums = sums(store.directory());
            for (var trouble : troubles(store.directory(), store.path(), store.old())) {
                if (trouble.place().isEmpty()) {
                    trouble.begin().perform();
                } else {
                    deeds.put(trouble.place(), trouble.begin());
                }
                upgrades.run(upgrade, trouble.phase());
                upgrades.await(upgrade);

                var said = trouble.code() + "\n" + log(upgrades, upgrade);
                assertThat(state(upgrade)).as(said).isEqualTo(RunState.FAILED);
                var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
                assertThat(failure.code()).as(said).isEqualTo(trouble.code());
                assertThat(failure.problem() + failure.cause() + failure.lines())
                        .as(said)
                        .contains(trouble.words());
                assertThat(failure.nextStep()).isNotEmpty();
                assertThat(sums(Files.exists(store.old()) ? store.old() : store.directory()))
                        .as(said)
                        .isEqualTo(sums);
                trouble.end().perform();
            }
            upgrades.rollback(upgrade);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(before.differences(world.snapshot())).isEmpty();
            assertThat(world.isRunning()).isTrue();

            upgrades.run(upgrade, null);
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.SUCCEEDED);
            world.stopServer();
            assertThat(world.compare(upgrade).isEqual()).isTrue();
        }
    }

    private List<Trouble> troubles(Path data, Path store, Path old) throws Exception {
        var release = world.mail().resolve("release/stalwart-mail");
        var time = Files.getLastModifiedTime(release);
        var text = Files.readString(release);
        return List.of(
                new Trouble(
                        "prepare",
                        "before INTENT prepare.release",
                        () -> Files.writeString(release, text + "\n# changed\n"),
                        () -> {
                            Files.writeString(release, text);
                            Files.setLastModifiedTime(release, time);
                        },
                        "release-changed",
                        "has changed since the plan was made"),
                new Trouble(
                        "prepare",
                        "before INTENT prepare.release",
                        () -> programs.misbehave("version", "echo 0.9.0; exit 0"),
                        programs::behave,
                        "release-version",
                        "0.9.0, not 0.8.0"),
                new Trouble(
                        "stop",
                        "",
                        () -> Files.createFile(stays()),
                        () -> Files.delete(stays()),
                        "server-still-runs",
                        "process "),
                fault("export", "ulimit -f 16", "export-failed", ""),
                fault("export", "echo 'No space left on device' >&2; exit 0", "export-failed", "No space left"),
                fault("export", exportOfAnother(store), "export-incomplete", "1 added"),
                new Trouble(
                        "import",
                        "before INTENT import.run",
                        () -> copyInto(old, data),
                        () -> empty(data),
                        "target-not-blank",
                        "is not blank but"),
                fault("import", "ulimit -f 8", "import-failed", ""),
                fault("import", "echo 'No space left on device' >&2; exit 0", "import-failed", "No space left"),
                fault("import", "kill -KILL $$", "import-failed", "signal 9"),
                fault("import", importOfAnother() + "kill -KILL $$", "import-failed", "signal 9"),
                fault("import", importOfAnother() + "exit 0", "import-differs", "differences"));
    }

    private Trouble fault(String call, String script, String code, String words) {
        return new Trouble(call, "", () -> programs.misbehave(call, script), programs::behave, code, words);
    }

    /** An export that is whole, and is not that of the store; it is kept for an import. */
    private String exportOfAnother(Path store) throws Exception {
        var other = Files.createDirectory(directory.resolve("other"));
        var data = copy(Files.isDirectory(store) ? store : store.getParent(), other.resolve("data"));
        var copy = Files.isDirectory(store) ? data : data.resolve(store.getFileName());
        var setting = new SettingKey("zz.added".getBytes(StandardCharsets.UTF_8));
        EditedStore.write(
                copy,
                EditedStore.Values.SAME,
                writer -> writer.put(Space.VALUES, setting.encode(), "1".getBytes(StandardCharsets.UTF_8)));
        var configuration = Files.writeString(
                other.resolve("config.toml"),
                Files.readString(world.configuration()).replace(store.toString(), copy.toString()));
        return "\"$real\" --config '" + configuration + "' --export \"$last\" || exit; cp -r \"$last\" '"
                + otherExport() + "'; exit 0";
    }

    /** Imports that other export. */
    private String importOfAnother() {
        return "\"$real\" --config \"$2\" --import '" + otherExport() + "'; ";
    }

    private Path otherExport() {
        return directory.resolve("other-export");
    }

    /** Sums of all files of a store but those that say who has it open. */
    private static Map<String, String> sums(Path store) throws IOException {
        var sums = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(store)) {
            for (var file : files) {
                if (!file.toString().endsWith("-shm")) {
                    sums.put(file.getFileName().toString(), Sha256.of(file));
                }
            }
        }
        return sums;
    }

    @Test
    void doesNotExportWhileAPortOfTheServerIsTaken() throws Exception {
        create(Sandbox.Kind.SQLITE);
        try (var upgrades = open(Duration.ofSeconds(2));
                var taken = new ServerSocket()) {
            var upgrade = upgrades.plan(world.request());
            var port = upgrade.blueprint().configuration().ports().get(0);
            deeds.put(
                    "before INTENT stop.server",
                    () -> taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));

            upgrades.run(upgrade, "export");
            upgrades.await(upgrade);

            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.FAILED);
            var failure = upgrade.run().read(RunRecord::failure).orElseThrow();
            assertThat(failure.code()).isEqualTo("server-still-runs");
            assertThat(failure.problem()).contains("port " + port);
            taken.close();
            upgrades.run(upgrade, "export");
            upgrades.await(upgrade);
            assertThat(state(upgrade)).as(log(upgrades, upgrade)).isEqualTo(RunState.WAITING);
        }
    }

    /** Copies a store that nobody writes into. */
    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        copyInto(from, to);
        return to;
    }

    private static void copyInto(Path from, Path to) throws IOException {
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void empty(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }
}
