package dev.drydock.store.sqlite;

import dev.drydock.conversion.RecordCursor;
import dev.drydock.conversion.StoreException;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.sql.StoreTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The keys of a table, ascending, without the values: the index of the keys is all that is read. */
final class KeyCursor implements RecordCursor {

    private static final byte[] NOTHING = new byte[0];

    private final OpenDatabase database;
    private final StoreTable table;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private byte @Nullable [] key;

    private KeyCursor(OpenDatabase database, StoreTable table) throws StoreException {
        this.database = database;
        this.table = table;
        this.statement = database.prepare("SELECT k FROM " + table.letter() + " ORDER BY k", table.toString());
        try {
            this.rows = statement.executeQuery();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static KeyCursor ofContents(OpenDatabase database) throws StoreException {
        return new KeyCursor(database, StoreTable.of(Space.BLOBS));
    }

    private StoreException failed(SQLException e) {
        return SqliteFailure.reading(database.path(), table.toString(), e);
    }

    @Override
    public boolean next() throws StoreException {
        try {
            key = rows.next() ? rows.getBytes(1) : null;
            return key != null;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public byte[] key() {
        if (key == null) {
            throw new IllegalStateException("on no record");
        }
        return key;
    }

    @Override
    public byte[] value() {
        return NOTHING;
    }

    @Override
    public void close() throws StoreException {
        try {
            statement.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
