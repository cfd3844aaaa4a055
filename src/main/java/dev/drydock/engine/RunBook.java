package dev.drydock.engine;

import java.util.Map;
import java.util.function.Function;

/** One run's journal and the record it adds up to, kept together: every entry passes here, and every failpoint. */
final class RunBook {

    private final String run;
    private final Journal journal;
    private final Failpoints failpoints;
    private final RunRecord record;

    RunBook(String run, Journal journal, Failpoints failpoints) {
        this.run = run;
        this.journal = journal;
        this.failpoints = failpoints;
        this.record = RunRecord.of(journal.entries(run));
    }

    synchronized void write(JournalEntry.Kind kind, String phase, String step, Map<String, String> data) {
        var place = step.isEmpty() ? kind + " " + data.getOrDefault("state", run) : kind + " " + step;
        failpoints.reached("before " + place);
        record.apply(journal.append(run, kind, phase, step, data));
        failpoints.reached("after " + place);
    }

    synchronized <T> T read(Function<RunRecord, T> question) {
        return question.apply(record);
    }
}
