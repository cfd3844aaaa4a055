package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fixture.Fixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class InspectCommandTest {

    @TempDir
    private Path directory;

    /** The whole page as an admin sees it. */
    @Test
    void printsAStoreForPeople() throws Exception {
        var store = Fixture.SQLITE.unpackStore(directory);

        var run = CommandRun.of("inspect", "sqlite:" + store).isDone();

        try (var golden = getClass().getResourceAsStream("inspect-sqlite.txt")) {
            assertThat(golden).isNotNull();
            assertThat(run.out().replace(store.toString(), "STORE"))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static List<Fixture> stores() {
        return Fixture.withStore();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void findsTheSameInAStoreAndInItsExport(Fixture fixture) throws Exception {
        var store = inspect(fixture.scheme() + ":" + fixture.unpackStore(directory));
        var export = inspect("export:" + fixture.unpackExport(directory));

        assertThat(store.get("version").stringValue()).isEqualTo("v0.7.3");
        assertThat(store.get("kind").stringValue()).isEqualTo("store");
        assertThat(export.get("kind").stringValue()).isEqualTo("export");
        assertThat(export.get("accounts")).isEqualTo(store.get("accounts"));
        assertThat(export.get("totals")).isEqualTo(store.get("totals"));
        assertThat(export.get("queue")).isEqualTo(store.get("queue"));
        assertThat(store.get("summary").get("FAIL").intValue()).isZero();
        assertThat(export.get("summary").get("FAIL").intValue()).isZero();
        assertThat(store.get("contents").get("missing").intValue()).isZero();
    }

    /** As measured with the real programs: one of three is read, with a wrong size. */
    @Test
    void tellsWhatTheOfficialImportMakesOfTheQueue() throws Exception {
        var queue = inspect("sqlite:" + Fixture.SQLITE.unpackStore(directory)).get("queue");

        assertThat(queue.get("messages").intValue()).isEqualTo(3);
        assertThat(queue.get("misreadAfterOfficial").intValue()).isEqualTo(1);
        assertThat(queue.get("unreadableAfterOfficial").intValue()).isEqualTo(2);
    }

    @Test
    void printsAStoreOfTheNewVersion() throws Exception {
        var export = "export:" + Fixture.SQLITE.unpackExport(directory);
        var target = "rocksdb:" + directory.resolve("new");
        assertThat(CommandRun.of("convert", "--from", export, "--to", target).status())
                .isZero();

        var text = CommandRun.of("inspect", target).isDone().out();
        assertThat(text)
                .contains("a store of v0.8.0 already", "queued messages", "sailor0", "3 queued messages")
                .doesNotContain("cannot read");
        var json = inspect(target);
        assertThat(json.get("version").stringValue()).isEqualTo("v0.8.0");
        assertThat(json.get("totals").get("messages").intValue()).isEqualTo(163);
        assertThat(json.get("queue").get("unreadable").intValue()).isZero();
        assertThat(json.get("queue").get("misread").intValue()).isZero();
        assertThat(json.get("indexWork").intValue()).isEqualTo(163);
    }

    @Test
    void tellsQueuedMessagesThatTheOfficialWayHasBroken() throws Exception {
        var export = "export:" + Fixture.SQLITE.unpackExport(directory);
        var target = "sqlite:" + directory.resolve("new.sqlite3");
        CommandRun.of("convert", "--profile", "official", "--from", export, "--to", target)
                .isDone();

        assertThat(CommandRun.of("inspect", target).isDone().out())
                .contains("3 queued messages: v0.8.0 cannot read 2 of them, and reads 1 wrongly");
    }

    @Test
    void printsNoSecret() throws Exception {
        var store = "sqlite:" + Fixture.SQLITE.unpackStore(directory);
        var all = CommandRun.of("inspect", store).out()
                + CommandRun.of("inspect", "--json", store).out();

        assertThat(all).doesNotContain("secret", "$6$", "$argon", "-----BEGIN");
    }

    @Test
    void refusesWhatIsNoStore() throws Exception {
        CommandRun.of("inspect", "sqlite:" + directory.resolve("none"))
                .failsWith(ExitStatus.REFUSED, "There is no store at sqlite:", "store.<id>.path");
        CommandRun.of("inspect", "rocksdb:" + directory)
                .failsWith(ExitStatus.REFUSED, "There is nothing in rocksdb:" + directory);

        var text = Files.writeString(directory.resolve("text"), "no database, however long this text may be");
        assertThat(CommandRun.of("inspect", "sqlite:" + text).status()).isNotZero();
        assertThat(CommandRun.of("inspect", "sqlite:" + text).err().lines()).hasSize(1);
    }

    @Test
    void refusesAnExportWithAMissingFile() throws Exception {
        var export = Fixture.SQLITE.unpackExport(directory);
        Files.delete(export.resolve("log"));

        CommandRun.of("inspect", "export:" + export).failsWith(ExitStatus.FAILED, "log is missing");
    }

    @Test
    void namesThePlaceWhereAnExportIsCut() throws Exception {
        var export = Fixture.SQLITE.unpackExport(directory);
        var property = Files.readAllBytes(export.resolve("property"));
        Files.write(export.resolve("property"), Arrays.copyOf(property, property.length - 3));

        var error = CommandRun.of("inspect", "--json", "export:" + export).jsonError();
        assertThat(error.get("code").stringValue()).isEqualTo("malformed-data");
        assertThat(error.get("problem").stringValue()).contains("property", "at byte");
    }

    private static JsonNode inspect(String store) {
        return CommandRun.of("inspect", "--json", store).isDone().json();
    }
}
