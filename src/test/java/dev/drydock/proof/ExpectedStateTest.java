package dev.drydock.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.Progress;
import dev.drydock.fixture.Fixture;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpectedStateTest {

    @TempDir
    private Path directory;

    static Stream<Fixture> stores() {
        return Fixture.withStore().stream();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void knowsWhatTheFixturesWereFilledWith(Fixture fixture) throws Exception {
        try (var expected = read(fixture, false)) {
            assertThat(expected.accounts())
                    .extracting(AccountEntry::title)
                    .containsExactlyInAnyOrder("sailor0", "sailor1", "sailor2", "crew", "harbour");
            assertThat(expected.principals()).contains("sailor0", "sailor1", "sailor2", "crew", "harbour");
            assertThat(expected.mailboxCount()).isEqualTo(34);
            var sailor = expected.accounts().stream()
                    .filter(account -> account.title().equals("sailor0"))
                    .findFirst()
                    .orElseThrow();
            var state = expected.read(sailor);
            assertThat(sailor.known()).isTrue();
            assertThat(sailor.used()).isPositive();
            assertThat(state.mailboxes()).containsKey("INBOX").hasSize(sailor.mailboxes());
            assertThat(state.mailboxes().keySet())
                    .as("a folder with a name that is not ASCII")
                    .anyMatch(name -> name.chars().anyMatch(c -> c > 127));
            assertThat(state.mailboxes().values()).anyMatch(ExpectedMailbox::subscribed);
            var inbox = state.mailboxes().get("INBOX").messages();
            assertThat(inbox.count()).isPositive();
            assertThat(state.mailboxes().get("INBOX").uidNext()).isGreaterThan(inbox.uid(inbox.count() - 1));
            assertThat(state.scripts()).singleElement().satisfies(script -> {
                assertThat(script.active()).isTrue();
                assertThat(script.sha256()).isPresent();
            });
        }
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    private ExpectedState read(Fixture fixture, boolean lowerCase) throws Exception {
        var work = Files.createDirectories(directory.resolve("work"));
        var driver = fixture.scheme().equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
        try (var source = driver.at(fixture.unpackStore(directory)).openSource()) {
            return ExpectedState.read(source, new ExpectedState.Options(lowerCase), work, Progress.NONE);
        }
    }
}
