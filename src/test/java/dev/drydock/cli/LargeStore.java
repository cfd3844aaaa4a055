package dev.drydock.cli;

import dev.drydock.layout.Document;
import dev.drydock.layout.v073.PropertyKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Path;

/** A store that takes a while to read: long enough to be interrupted in the middle. */
final class LargeStore {

    private LargeStore() {}

    static Path make(Path file, int records) throws Exception {
        try (var writer = new SqliteStoreDriver().at(file).createSource()) {
            for (var i = 0; i < records; i++) {
                writer.put(Space.VALUES, new PropertyKey(new Document(1, 0, i), 19).encode(), new byte[100]);
            }
            writer.commit();
        }
        return file;
    }
}
