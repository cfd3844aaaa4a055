package dev.drydock.bench;

import dev.drydock.store.StoreLocation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one v0.7.3 store, to look at or to measure with other tools. */
@Command(name = "generate", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class GenerateStore implements Callable<Integer> {

    @Parameters(paramLabel = "STORE", description = "sqlite:FILE or rocksdb:DIRECTORY, where nothing is yet")
    private String store;

    @Option(names = "--messages", defaultValue = "10000", description = "of all accounts together")
    private int messages;

    @Option(names = "--accounts", defaultValue = "0", description = "0 for one to 500 messages")
    private int accounts;

    @Option(names = "--content", defaultValue = "" + StoreShape.MEAN_CONTENT, description = "mean bytes of a message")
    private int content;

    @Option(names = "--largest", defaultValue = "0", description = "bytes of one message above all others")
    private int largest;

    @Option(
            names = "--pending",
            defaultValue = "0.2",
            description = "share of bitmaps with unmerged operands (RocksDB)")
    private double pending;

    @Option(names = "--compressed", defaultValue = "false", description = "hold contents in compressed form")
    private boolean compressed;

    @Option(names = "--seed", defaultValue = "73", description = "another one gives another store of that shape")
    private long seed;

    @Option(names = "--work", defaultValue = ".", description = "existing directory for temporary files")
    private Path work;

    /** Makes the store that the arguments describe. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GenerateStore()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var meter = CostMeter.start();
        var location = StoreLocation.parse(store);
        var generated = new StoreGenerator(shape()).generate(Operation.driver(location), location.path(), work);
        System.out.println(generated);
        System.out.println(meter.stop(messages).toLine());
        return 0;
    }

    private StoreShape shape() {
        var shape = StoreShape.ofMessages(messages)
                .withMeanContent(content)
                .withLargestContent(largest)
                .withPending(pending)
                .withCompressed(compressed)
                .withSeed(seed);
        return accounts > 0 ? shape.withAccounts(accounts) : shape;
    }
}
