package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Listing;
import dev.drydock.fixture.Fixture;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.sql.SqlSandbox;
import dev.drydock.sql.SqlServerKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stand-in programs on stores of real SQL servers. */
class StandInSqlIT {

    @TempDir
    private Path directory;

    private Sandbox sandbox;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void exportsImportsAndServesAsOnFiles(SqlServerKind kind) throws Exception {
        var fixture = kind.isPostgresql() ? Fixture.POSTGRESQL : Fixture.MYSQL;
        sandbox = Sandbox.create(directory.resolve("sandbox"), Sandbox.Kind.SQLITE);
        var old = kind.get().create(fixture, "v0.7.3");
        SqlSandbox.use(sandbox.configuration(), kind, old);
        try (var server = SandboxServer.start(sandbox)) {
            assertThat(kind.get().sessions(old))
                    .as("a server is connected: " + server.log())
                    .isNotEmpty();
            assertThat(server.stop().isSuccess()).isTrue();
        }
        var export = Programs.export(sandbox);

        var made = kind.get().create();
        SqlSandbox.use(sandbox.configuration(), kind, made);
        Programs.succeed(Programs.run(sandbox.release(), "--config", sandbox.configuration(), "--import", export));

        var listing = new StringBuilder();
        var configuration = Configuration.of(ConfigurationFile.read(sandbox.configuration()), ServerView.ofService());
        try (var target = ConfiguredStore.of(configuration, directory, StandIn.Clusters.NONE)
                .store()
                .openTarget()) {
            new Listing(listing).of(target);
        }
        assertThat(listing).hasToString(fixture.listing());
        Files.copy(sandbox.release(), sandbox.program(), StandardCopyOption.REPLACE_EXISTING);
        try (var server = SandboxServer.start(sandbox)) {
            assertThat(server.log()).contains("Serving.");
        }
    }
}
