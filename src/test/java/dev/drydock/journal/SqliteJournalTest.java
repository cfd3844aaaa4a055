package dev.drydock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.engine.Event;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.JournalEntry.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678901Z"), ZoneOffset.UTC);

    @TempDir
    private Path home;

    @Test
    void givesBackWhatWasWrittenAfterReopening() {
        try (var journal = SqliteJournal.open(home, clock)) {
            journal.append("one", Kind.PLANNED, "", "", Map.of("fingerprint", "f"));
            journal.append("two", Kind.PLANNED, "", "", Map.of());
            journal.append("one", Kind.FACT, "stop", "stop.service", Map.of("key", "a", "value", "b\n\"ü\""));
        }

        try (var journal = SqliteJournal.open(home, clock)) {
            assertThat(journal.runs()).containsExactly("one", "two");
            var entries = journal.entries("one");
            assertThat(entries).extracting("kind").containsExactly(Kind.PLANNED, Kind.FACT);
            assertThat(entries.get(1).data()).containsEntry("value", "b\n\"ü\"");
            assertThat(entries.get(1).at()).isEqualTo(clock.instant());
            assertThat(entries.get(1).step()).isEqualTo("stop.service");
        }
    }

    @Test
    void numbersEntriesRisingOverAllRuns() {
        try (var journal = SqliteJournal.open(home, clock)) {
            var first = journal.append("one", Kind.PLANNED, "", "", Map.of());
            var second = journal.append("two", Kind.PLANNED, "", "", Map.of());

            assertThat(second.sequence()).isGreaterThan(first.sequence());
        }
    }

    @Test
    void keepsItsFilesToTheOwner() throws Exception {
        try (var journal = SqliteJournal.open(home, clock);
                var events = SqliteEventLog.open(home, clock)) {
            journal.append("one", Kind.PLANNED, "", "", Map.of());
            events.append("one", EventLevel.INFO, "", "", "hello");
            try (var files = Files.list(home)) {
                for (var file : files.toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    @Test
    void numbersTheLinesOfEachRunFromOne() {
        try (var events = SqliteEventLog.open(home, clock)) {
            events.append("one", EventLevel.INFO, "export", "", "first");
            events.append("two", EventLevel.INFO, "", "", "other");
            events.append("one", EventLevel.WARN, "export", "export.run", "second");
        }

        try (var events = SqliteEventLog.open(home, clock)) {
            assertThat(events.last("one")).isEqualTo(2);
            assertThat(events.append("one", EventLevel.INFO, "", "", "third").sequence())
                    .isEqualTo(3);
            assertThat(events.after("one", 1, 10)).extracting(Event::text).containsExactly("second", "third");
            assertThat(events.after("one", 0, 1)).extracting(Event::text).containsExactly("first");
        }
    }

    @Test
    void tellsListenersOfTheirRunUntilTheyLeave() {
        List<String> heard = new ArrayList<>();
        try (var events = SqliteEventLog.open(home, clock)) {
            var leave = events.listen("one", event -> heard.add(event.text()));
            events.append("one", EventLevel.INFO, "", "", "mine");
            events.append("two", EventLevel.INFO, "", "", "not mine");
            leave.run();
            events.append("one", EventLevel.INFO, "", "", "too late");
        }

        assertThat(heard).containsExactly("mine");
    }
}
