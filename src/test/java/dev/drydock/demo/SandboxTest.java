package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.conversion.Inspection;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.export.ExportChecker;
import dev.drydock.host.CommandVectors;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ServerView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Sandbox.Kind.class)
    void isInOrderAsTheChecksSee(Sandbox.Kind kind) throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), kind);
        var data = sandbox.directory().resolve("data");
        var store = kind == Sandbox.Kind.SQLITE ? data.resolve("index.sqlite3") : data;

        try (var records = new StoreRecords(kind.driver().at(store).openSource())) {
            var report = new Inspection(records, Progress.NONE).run();
            assertThat(report.hasFailures()).isFalse();
        }
        assertThat(ExportChecker.check(Programs.export(sandbox), directory, Progress.NONE)
                        .isSound())
                .isTrue();
    }

    @Test
    void writesAConfigurationWithoutProblems() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.ROCKSDB);

        var view = ServerView.ofService().withEnvironment(Map.of());
        var configuration = Configuration.of(ConfigurationFile.read(sandbox.configuration()), view);

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.listeners()).hasSize(5);
        assertThat(configuration.runAs()).isNull();
    }

    @Test
    void keepsSecretsFromOthers() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);

        try (var paths = Files.walk(sandbox.directory())) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                var name = sandbox.directory().relativize(path).toString();
                var isOpen = name.isEmpty() || name.startsWith("bin") || name.startsWith("release");
                assertThat(mode).as(name).matches(isOpen ? "rwx(--x|r-x){2}" : "rw[x-]------");
            }
        }
    }

    @Test
    void namesItsCommandsAsDrydockReadsThem() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sand \"box\""), Sandbox.Kind.SQLITE);

        var vectors = CommandVectors.read(sandbox.commands()).find("demo").orElseThrow();

        assertThat(vectors.start().command(sandbox.configuration()).arguments())
                .containsExactly(
                        sandbox.program().toString(),
                        "--config",
                        sandbox.configuration().toString());
        assertThat(vectors.stop().takesConfig() && vectors.probe().takesConfig())
                .isTrue();
    }

    @Test
    void isFoundAgain() throws Exception {
        var sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);

        assertThat(Sandbox.at(sandbox.directory())).isEqualTo(sandbox);
        assertThatThrownBy(() -> Sandbox.at(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no sandbox");
    }

    @Test
    void refusesADirectoryWithSomethingInIt() throws Exception {
        Files.createFile(directory.resolve("something"));

        assertThatThrownBy(() -> Sandbox.create(directory, Sandbox.Kind.SQLITE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not empty");
    }
}
