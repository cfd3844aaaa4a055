package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drydock.conversion.Listing;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreGeneratorTest {

    private static final StoreShape SMALL =
            StoreShape.ofMessages(200).withAccounts(5).withMeanContent(2000);

    @TempDir
    private Path directory;

    @Test
    void makesTheSameStoreInEveryBackend() throws Exception {
        var sqlite = listing(new SqliteStoreDriver(), "sqlite", SMALL);

        assertThat(listing(new RocksDbStoreDriver(), "rocksdb", SMALL)).isEqualTo(sqlite);
        assertThat(listing(new SqliteStoreDriver(), "other", SMALL.withSeed(74)))
                .isNotEqualTo(sqlite);
    }

    @Test
    void makesTheSameRecordsWhetherOperandsArePendingOrNot() throws Exception {
        var merged = listing(new RocksDbStoreDriver(), "merged", SMALL.withPending(0));

        assertThat(listing(new RocksDbStoreDriver(), "pending", SMALL.withPending(1)))
                .isEqualTo(merged);
    }

    /** The real store had 580,777 bitmap rows, 48,000 values of messages and 160 MB of contents for 6,000 messages. */
    @Test
    void keepsTheProportionsOfARealStore() throws Exception {
        var messages = 1500;
        var shape = StoreShape.ofMessages(messages).withAccounts(3).withPending(0);
        var store = directory.resolve("store");
        var generated = new StoreGenerator(shape).generate(new SqliteStoreDriver(), store, directory);

        assertThat((double) generated.bitmapRows() / messages).isCloseTo(96.8, within(5.0));
        assertThat((double) generated.contentBytes() / messages).isCloseTo(26_600, within(4000.0));
        try (var source = new SqliteStoreDriver().at(store).openSource();
                var values = source.scan(Space.VALUES)) {
            var rows = 0;
            while (values.next()) {
                rows++;
            }
            assertThat((rows - 7889.0) / messages).isCloseTo(8.03, within(0.2));
        }
    }

    private String listing(FileStoreDriver driver, String name, StoreShape shape) throws Exception {
        var store = directory.resolve(name);
        new StoreGenerator(shape).generate(driver, store, directory);
        try (var source = driver.at(store).openSource()) {
            var listing = new StringBuilder();
            new Listing(listing).of(source);
            return listing.toString();
        }
    }
}
