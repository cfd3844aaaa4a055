package dev.drydock.bench;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Comparison;
import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.Inspection;
import dev.drydock.conversion.InspectionReport;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.SourceRecords;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreRecords;
import dev.drydock.conversion.Verification;
import dev.drydock.export.ExportRecords;
import dev.drydock.proof.ExpectedState;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.StoreLocation;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.LosslessProfile;
import dev.drydock.translate.Profile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One operation of the core on stores, as {@code inspect FROM}, {@code expect FROM}, {@code convert FROM TO} or {@code verify FROM TO}, each
 * with the directory for temporary files as the last argument. Prints its {@link Cost} as the last line.
 */
public final class Operation {

    private Operation() {}

    /** Runs one operation; ends with status 1 where stores differ. */
    public static void main(String[] arguments) throws Exception {
        var meter = CostMeter.start();
        var records = run(arguments, System.out);
        System.out.println(meter.stop(records).toLine());
        System.exit(records < 0 ? 1 : 0);
    }

    private static long run(String[] arguments, PrintStream out) throws Exception {
        var work = Path.of(arguments[arguments.length - 1]);
        return switch (arguments[0]) {
            case "inspect" -> inspect(arguments[1]);
            case "expect" -> expect(arguments[1], work);
            case "convert" -> units(convert(arguments[1], arguments[2]));
            case "verify" -> {
                var comparison = verify(arguments[1], arguments[2], work);
                comparison.differences().forEach(out::println);
                yield comparison.isEqual() ? found(comparison) : -1;
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        };
    }

    /** Reads everything; the records, a bitmap counted as its documents. */
    public static long inspect(String from) throws StoreException, MalformedDataException {
        try (var source = source(from)) {
            return new Inspection(source, Progress.NONE)
                    .run().families().values().stream()
                            .mapToLong(InspectionReport.Size::units)
                            .sum();
        }
    }

    /** Reads what a server should show; the messages, each once for each mailbox that it is in. */
    public static long expect(String from, Path work) throws StoreException, MalformedDataException, IOException {
        var location = StoreLocation.parse(from);
        try (var source = driver(location).at(location.path()).openSource();
                var expected = ExpectedState.read(source, new ExpectedState.Options(false), work, Progress.NONE)) {
            return expected.messageCount();
        }
    }

    /** Converts by the default profile; what v0.8.0 has no place for is only counted. */
    public static Ledger convert(String from, String to) throws StoreException, MalformedDataException {
        var target = StoreLocation.parse(to);
        try (var source = source(from);
                var sink = driver(target).at(target.path()).createTarget();
                var saved = new CountedOnly()) {
            return new Conversion(source, profile(), sink, saved, Progress.NONE).run();
        }
    }

    /**
     * Verifies by the default profile.
     *
     * @param work an existing directory for temporary files
     */
    public static Comparison verify(String from, String to, Path work) throws StoreException, MalformedDataException {
        var target = StoreLocation.parse(to);
        try (var source = source(from);
                var store = driver(target).at(target.path()).openTarget()) {
            return new Verification(source, work, Progress.NONE).target(store, Operation::profile);
        }
    }

    private static Profile profile() {
        return LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
    }

    /** Opens a store or an export. */
    public static SourceRecords source(String from) throws StoreException {
        var location = StoreLocation.parse(from);
        if (location.kind() == StoreLocation.Kind.EXPORT) {
            return ExportRecords.open(location.path());
        }
        return new StoreRecords(driver(location).at(location.path()).openSource());
    }

    /** The adapter for a store. */
    public static FileStoreDriver driver(StoreLocation location) {
        return switch (location.kind()) {
            case SQLITE -> new SqliteStoreDriver();
            case ROCKSDB -> new RocksDbStoreDriver();
            case EXPORT -> throw new IllegalArgumentException(location + " is no store");
        };
    }

    /** Records read, a bitmap counted as its documents: the same number whatever the backend. */
    private static long units(Ledger ledger) {
        return ledger.lines().values().stream().mapToLong(Ledger.Line::units).sum();
    }

    private static long found(Comparison comparison) {
        return comparison.lines().values().stream()
                .mapToLong(Comparison.Line::found)
                .sum();
    }
}
