package dev.drydock.amendment;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.Kill;
import dev.drydock.layout.v080.Letter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A program that amends a store and kills itself (SIGKILL) at a given write; with the writes before it on disk, if so wanted,
 * as where the backend has begun another batch.
 *
 * <p>Arguments: scheme, store, file, {@code apply} or {@code take-back}, number of the write, whether to flush before.
 */
final class AmendmentThatIsKilled {

    /** Of a process that was killed by signal 9. */
    static final int STATUS = 128 + 9;

    private AmendmentThatIsKilled() {}

    public static void main(String[] arguments) throws Exception {
        var file = AmendmentFile.open(Path.of(arguments[2]));
        try (var editor =
                NewStore.driver(arguments[0]).at(Path.of(arguments[1])).openEditor()) {
            var killing = new KillingEditor(editor, Integer.parseInt(arguments[4]), Boolean.parseBoolean(arguments[5]));
            var amendment = new Amendment(file, killing, Progress.NONE);
            if (arguments[3].equals("apply")) {
                amendment.apply();
            } else {
                amendment.takeBack();
            }
        }
    }

    private static final class KillingEditor implements StoreEditor {
        private final StoreEditor editor;
        private final boolean flush;
        private int left;

        KillingEditor(StoreEditor editor, int left, boolean flush) {
            this.editor = editor;
            this.left = left;
            this.flush = flush;
        }

        private void count() throws StoreException {
            if (left-- == 0) {
                if (flush) {
                    editor.commit();
                }
                Kill.thisProcess();
            }
        }

        @Override
        public String name() {
            return editor.name();
        }

        @Override
        public byte @Nullable [] get(Letter letter, byte[] key) throws StoreException {
            return editor.get(letter, key);
        }

        @Override
        public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
            count();
            editor.put(letter, key, value);
        }

        @Override
        public void delete(Letter letter, byte[] key) throws StoreException {
            count();
            editor.delete(letter, key);
        }

        @Override
        public void commit() throws StoreException {
            editor.commit();
            Kill.thisProcess();
        }

        @Override
        public void close() throws StoreException {
            editor.close();
        }
    }
}
