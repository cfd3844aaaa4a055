package dev.drydock.store.sqlite;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.ByteExpressions;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessorTables;
import org.jspecify.annotations.Nullable;

/** A new file that SQLite itself fills from an old one, which is attached. */
record SqliteSuccessorTables(NewDatabase database) implements SuccessorTables {

    private static final ByteExpressions BYTES = new SqliteBytes();

    @Override
    public ByteExpressions bytes() {
        return BYTES;
    }

    @Override
    public String from(StoreTable old) {
        return NewDatabase.OLD + "." + old.letter() + " s";
    }

    @Override
    public String looked(StoreTable old) {
        return NewDatabase.OLD + "." + old.letter() + " o";
    }

    @Override
    public void fill(StoreTable table, String query) throws StoreException {
        database.fill(table, query);
    }

    @Override
    public boolean isKept(StoreTable table) {
        return database.isKept(table);
    }

    @Override
    public void remove(StoreTable table, Scratch keys) throws StoreException {
        database.remove(table, "SELECT k FROM " + keys.name());
    }

    @Override
    public Scratch scratch(String name) throws StoreException {
        var table = "temp." + name;
        database.run("CREATE TEMP TABLE " + name + " (k BLOB)");
        return new Scratch() {
            @Override
            public String name() {
                return table;
            }

            @Override
            public void add(byte[] key) throws StoreException {
                database.add(table, key);
            }

            @Override
            public void fill(String query) throws StoreException {
                database.run("INSERT INTO " + table + " " + query);
            }

            @Override
            public byte @Nullable [] any(String condition) throws StoreException {
                return database.key("SELECT k FROM " + table + " s WHERE " + condition + " LIMIT 1", new byte[0]);
            }
        };
    }

    @Override
    public Scratch kept(String name) {
        throw onlyOnServers();
    }

    @Override
    public void like(StoreTable table, StoreTable old) {
        throw onlyOnServers();
    }

    private static IllegalStateException onlyOnServers() {
        return new IllegalStateException("contents of a file are copied");
    }

    @Override
    public byte @Nullable [] keyAfter(StoreTable old, byte[] from, int rows) throws StoreException {
        return database.key("SELECT k FROM " + from(old) + " WHERE k >= ? ORDER BY k LIMIT 1 OFFSET " + rows, from);
    }

    @Override
    public void insert(StoreTable table, byte[] key, byte[] value) throws StoreException {
        database.insert(table, key, value);
    }

    @Override
    public void commit() throws StoreException {
        database.commit();
    }

    @Override
    public void close() throws StoreException {
        database.close();
    }
}
