package dev.drydock.store.sqlite;

import dev.drydock.conversion.LeftBehind;
import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.layout.v073.Space;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.sql.SqlRecordSink;
import dev.drydock.store.sql.StoreTable;
import java.util.List;

/** A new v0.8.0 store in a file of its own, into which SQLite itself copies the tables that both versions keep alike. */
final class SqliteSuccessor implements SuccessorSink {

    private final SqlRecordSink sink;
    private final NewDatabase database;
    private final OpenDatabase old;
    private final RecordCursor known;
    private final LeftBehind contents;

    /** @param database with the old one attached */
    SqliteSuccessor(String name, NewDatabase database, OpenDatabase old) throws StoreException {
        this.sink = new SqlRecordSink(name, database);
        this.database = database;
        this.old = old;
        this.known = contents();
        this.contents = new LeftBehind(known, database::leave);
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public RecordCursor contents() throws StoreException {
        return TableCursor.ofKeys(old, StoreTable.of(Space.BLOBS));
    }

    @Override
    public void put(Letter letter, byte[] key, byte[] value) throws StoreException {
        if (letter == Letter.INDEX || letter == Letter.LOG) {
            throw new IllegalArgumentException(letter + " is taken over whole");
        }
        if (letter == Letter.BLOB) {
            contents.keep(key);
        } else {
            sink.put(letter, key, value);
        }
    }

    @Override
    public void add(Letter letter, byte[] key, long value) throws StoreException {
        sink.add(letter, key, value);
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public void commit() throws StoreException {
        contents.finish();
        database.takeOver();
        sink.commit();
    }

    @Override
    public void close() throws StoreException {
        try {
            known.close();
        } finally {
            sink.close();
        }
    }
}
