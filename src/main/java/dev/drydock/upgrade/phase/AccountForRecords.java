package dev.drydock.upgrade.phase;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.RecordSink;
import dev.drydock.conversion.SavedFiles;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.HostFiles;
import dev.drydock.layout.v080.Letter;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.Profile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the old store once more, now that mail runs again, and writes down what became of every record: carried by the
 * import, carried as an extra, or not, and why. What v0.8.0 has no place for is saved as files.
 */
public final class AccountForRecords extends UpgradeStep {

    public static final String NAME = "start.account";

    /** Account of what the official import does, in the directory of the upgrade; values separated by tabs. */
    public static final String OFFICIAL = "ledger-official.tsv";

    /** The same with what Drydock adds; there only where it adds. */
    public static final String LOSSLESS = "ledger-lossless.tsv";

    private static final String SAVED = "saved";

    AccountForRecords(Yard yard) {
        super(yard, NAME, "Account for every record");
    }

    private Path file(String name) {
        return blueprint().home().resolve(name);
    }

    @Override
    boolean stands(StepContext context) {
        return Files.exists(file(OFFICIAL)) && (!blueprint().request().carriesExtras() || Files.exists(file(LOSSLESS)));
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("records-not-accounted-for", () -> {
            TakenBack.forget(file(OFFICIAL));
            TakenBack.forget(file(LOSSLESS));
            HostFiles.deleteTree(file(SAVED));
            var official = ledger(context, AddExtras.official(), null);
            if (blueprint().request().carriesExtras()) {
                write(LOSSLESS, ledger(context, AddExtras.lossless(yard), file(SAVED)));
            }
            write(OFFICIAL, official);
            if (Files.isDirectory(file(SAVED))) {
                context.log(EventLevel.WARN, "What v0.8.0 has no place for is saved in " + file(SAVED));
            }
            return StepResult.done(official.lines().values().stream()
                            .mapToLong(Ledger.Line::records)
                            .sum()
                    + " records of the old store");
        });
    }

    private Ledger ledger(StepContext context, Supplier<Profile> profile, @org.jspecify.annotations.Nullable Path saved)
            throws dev.drydock.conversion.StoreException, dev.drydock.bytes.MalformedDataException {
        try (var into = saved == null ? new SavedNowhere() : SavedFiles.into(saved);
                var old = yard.records(yard.oldStore());
                var nowhere = new Nowhere()) {
            return new Conversion(old, profile.get(), nowhere, into, new StepProgress(context)).run();
        }
    }

    private void write(String name, Ledger ledger) throws dev.drydock.host.HostException, InterruptedException {
        var lines = new ArrayList<String>();
        ledger.lines()
                .forEach((family, line) -> lines.add(String.join(
                        "\t",
                        family.title(),
                        Long.toString(line.records()),
                        Long.toString(line.units()),
                        Long.toString(line.bytes()),
                        Long.toString(line.carried()),
                        Long.toString(line.written()),
                        String.join(
                                "; ",
                                line.notCarried().entrySet().stream()
                                        .map(entry -> entry.getKey().title() + "=" + entry.getValue())
                                        .sorted()
                                        .toList()))));
        HostFiles.write(
                file(name),
                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8),
                Yard.account(blueprint().console()),
                0600);
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("account-not-removed", () -> {
            TakenBack.keep(file(OFFICIAL));
            TakenBack.keep(file(LOSSLESS));
            HostFiles.deleteTree(file(SAVED));
        });
    }

    @Override
    public List<String> onward() {
        return List.of();
    }

    @Override
    public List<String> back() {
        return List.of();
    }

    /** Counts only: what is written goes nowhere. */
    private static final class Nowhere implements RecordSink {
        @Override
        public String name() {
            return "nowhere";
        }

        @Override
        public void put(Letter letter, byte[] key, byte[] value) {}

        @Override
        public void add(Letter letter, byte[] key, long value) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
