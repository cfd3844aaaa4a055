package dev.drydock.store.rocksdb;

import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** What {@link ChildJvm}s run. Each ends when its input does. */
final class StorePrograms {

    private StorePrograms() {}

    /** Says of each store which version it is, or why that cannot be told. */
    static final class Detect {
        public static void main(String[] arguments) throws IOException {
            for (var store : arguments) {
                try {
                    System.out.println(
                            new RocksDbStoreDriver().at(Path.of(store)).detect());
                } catch (StoreException e) {
                    System.out.println(e.getMessage());
                }
            }
            waitForTheEnd();
        }
    }

    /** Says of each v0.7.3 store how many blobs it has, or why that cannot be told. */
    static final class Read {
        public static void main(String[] arguments) throws IOException {
            for (var store : arguments) {
                try (var source = new RocksDbStoreDriver().at(Path.of(store)).openSource();
                        var blobs = source.scan(Space.BLOBS)) {
                    var count = 0;
                    while (blobs.next()) {
                        count++;
                    }
                    System.out.println(count);
                } catch (StoreException e) {
                    System.out.println(e.getMessage());
                }
            }
            waitForTheEnd();
        }
    }

    /** Opens a store as a server does, for writing. */
    static final class Serve {
        public static void main(String[] arguments) throws StoreException, IOException {
            var families = ColumnFamilies.in(Path.of(arguments[0]), "served").stream()
                    .map(name -> new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8)))
                    .toList();
            try (var options = new DBOptions();
                    var database = RocksDB.open(options, arguments[0], families, new ArrayList<ColumnFamilyHandle>())) {
                System.out.println("open");
                waitForTheEnd();
            } catch (RocksDBException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Begins a new store, and does not finish it. */
    static final class Create {
        public static void main(String[] arguments) throws IOException {
            try (var sink = new RocksDbStoreDriver().at(Path.of(arguments[0])).createTarget()) {
                sink.put(Letter.SETTING, new byte[] {1}, new byte[100]);
                sink.put(Letter.BLOB, new byte[] {1}, new byte[100]);
                System.out.println("begun");
                waitForTheEnd();
            } catch (StoreException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static void waitForTheEnd() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is said to us but that.
        }
    }
}
