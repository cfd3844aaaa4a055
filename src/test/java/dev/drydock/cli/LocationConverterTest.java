package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.fixture.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LocationConverterTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:/x/y",
                "rocksdb:data",
                "export:/x",
                "postgresql://u@h:1/d?schema=s&tls=any",
                "mysql://u@h:1/d?tls=verify"
            })
    void readsEveryForm(String text) {
        assertThat(new LocationConverter().convert(text)).hasToString(text);
    }

    @Test
    void tellsStoresOfFilesFromThoseOnServers() {
        var converter = new LocationConverter();

        assertThat(converter.convert("postgresql://u@h/d").path()).isEmpty();
        assertThat(converter.convert("postgresql://u@h/d").isExport()).isFalse();
        assertThat(converter.convert("sqlite:/x").path()).contains(Path.of("/x"));
        assertThat(converter.convert("export:/x").isExport()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://u@h/d", "mariadb://u@h/d", "POSTGRESQL://u@h/d", "postgresql", "/no/such"})
    void namesAllFormsForAnythingElse(String text) {
        assertThatThrownBy(() -> new LocationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageEndingWith("write " + LocationConverter.FORMS);
    }

    /** Wherever it stands, nothing that a command says repeats it. */
    @Test
    void repeatsNoPassword() throws Exception {
        var store = "sqlite:" + Fixture.SQLITE.unpackStore(directory);
        var location = "postgresql://mail:s3cret@localhost/stalwart";

        for (var run : new CommandRun[] {
            CommandRun.of("inspect", location),
            CommandRun.of("inspect", "--json", location),
            CommandRun.of("inspect", "postgres://mail:s3cret@localhost/stalwart"),
            CommandRun.of("inspect", store, location),
            CommandRun.of("inspect", store, "--debug", location),
            CommandRun.of("inspect", store, location.replace("s3cret", "s3cret@more/s3cret")),
            CommandRun.of("inspect", "--store", location),
            CommandRun.of("convert", "--from", store, "--to", location),
            CommandRun.of("verify", "--source", location, "--target", store),
            CommandRun.of("amend", "apply", location, "file")
        }) {
            assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.USAGE);
            assertThat(run.out() + run.err()).doesNotContain("s3cret");
        }
        CommandRun.of("inspect", location).failsWith(ExitStatus.USAGE, "A password stands in", "PGPASSWORD");
    }

    @Test
    void refusesPasswordFileThatNothingNeeds() throws Exception {
        var store = "sqlite:" + Fixture.SQLITE.unpackStore(directory);
        var file = Files.writeString(directory.resolve("password"), "s3cret");

        CommandRun.of("inspect", store, "--password-file", file)
                .failsWith(ExitStatus.USAGE, "--password-file is for a store on an SQL server", store);
        CommandRun.of("convert", "--from", store, "--to", "sqlite:x", "--target-password-file", file)
                .failsWith(ExitStatus.USAGE, "--target-password-file is for a store on an SQL server", "sqlite:x");
        CommandRun.of("verify", "--source", store, "--export", "x", "--target-password-file", file)
                .failsWith(ExitStatus.USAGE, "--target-password-file is for a new store, and none is named");
    }
}
