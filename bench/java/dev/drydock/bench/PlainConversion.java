package dev.drydock.bench;

import dev.drydock.conversion.Conversion;
import dev.drydock.conversion.Progress;
import dev.drydock.translate.BlobForm;
import dev.drydock.translate.Ledger;
import dev.drydock.translate.LosslessProfile;
import java.nio.file.Path;
import java.util.Optional;

/** The baseline beside {@link Operation}: {@code logged|unlogged FROM DIRECTORY}. Prints its cost. */
public final class PlainConversion {

    private PlainConversion() {}

    /** Converts one store into a RocksDB directory by write batches, with or without the write-ahead log. */
    public static void main(String[] arguments) throws Exception {
        var meter = CostMeter.start();
        var path = Path.of(arguments[2]);
        long records;
        try (var source = Operation.source(arguments[1]);
                var sink = new PlainRocksDbSink(path, arguments[0].equals("logged"));
                var saved = new CountedOnly()) {
            var profile = LosslessProfile.create(BlobForm.AS_STORED, Optional.empty());
            records = new Conversion(source, profile, sink, saved, Progress.NONE)
                    .run().lines().values().stream()
                            .mapToLong(Ledger.Line::units)
                            .sum();
        }
        System.out.println(meter.stop(records).toLine());
    }
}
