package dev.drydock.store.sql;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Contents that went over to the new store with their table, and are copied back to the old one, which is aside, while the
 * new one serves already. Two tables beside the old ones tell what is left to do; they are there from the switch on.
 *
 * <ul>
 *   <li>{@value #CONTENTS}: the keys of all contents of the old store. It is dropped when all of them are back.
 *   <li>{@value #LEFT}: the keys of those that the new store must not have. The old one has them from the switch on. It is
 *       dropped when they are deleted from the new one, which is before that is served.
 * </ul>
 *
 * @param names how the tables are called in statements
 * @param update carries a statement out, so that it lasts
 */
public record ContentsBehind(SqlConnector connector, Connection connection, Names names, ScratchKeys.Update update) {

    /** Table of the keys of all contents. */
    public static final String CONTENTS = "drydock_contents";

    /** Table of the keys of contents that are left behind. */
    public static final String LEFT = "drydock_left";

    private static final int ROWS = 200;

    /**
     * How tables are called in statements.
     *
     * @param fromContents {@value #CONTENTS} in a FROM, led by its primary key where the server has to be told
     * @param inOrder what makes its rows come in the order of the key
     */
    public record Names(
            String oldContents,
            String newContents,
            String contents,
            String fromContents,
            String inOrder,
            String left) {}

    /**
     * How much came back.
     *
     * @param contents of the old store
     * @param missing those that the new store did not have any more when they were to be copied
     */
    public record Outcome(long contents, long missing) {}

    /** Deletes from the new store what it must not have. */
    public void clean() throws SQLException {
        update.run("DELETE FROM " + names.newContents() + " WHERE k IN (SELECT k FROM " + names.left() + ")");
        update.run("DROP TABLE " + names.left());
    }

    /**
     * Copies what is not back yet, in small steps, each of which lasts; each is compared.
     *
     * @param bytes how the server writes strings of bytes
     */
    public Outcome copy(ByteExpressions bytes, Progress progress) throws SQLException, StoreException {
        var total = number("SELECT count(*) FROM " + names.contents());
        var done = 0L;
        var from = new byte[0];
        while (true) {
            progress.at("contents", done, OptionalLong.of(total), Progress.Unit.RECORDS);
            var next = FilledTables.keyAfter(connection, names.fromContents(), names.inOrder(), from, ROWS);
            copy(bytes.between("h.k", from, next));
            if (next == null) {
                break;
            }
            done += ROWS;
            from = next;
        }
        var missing = number("SELECT count(*) FROM " + names.contents() + " c WHERE NOT EXISTS (SELECT 1 FROM "
                + names.oldContents() + " o WHERE o.k = c.k)");
        progress.at("contents", total, OptionalLong.of(total), Progress.Unit.RECORDS);
        return new Outcome(total, missing);
    }

    /** After all of them are back. */
    public void finish() throws SQLException {
        update.run("DROP TABLE " + names.contents());
    }

    /** @param range of the keys, in a query that calls the rows of the new store {@code h} */
    private void copy(String range) throws SQLException, StoreException {
        update.run("INSERT INTO " + names.oldContents() + " SELECT h.k, h.v FROM " + names.newContents() + " h WHERE "
                + range + " AND EXISTS (SELECT 1 FROM " + names.contents()
                + " c WHERE c.k = h.k) AND NOT EXISTS (SELECT 1 FROM " + names.oldContents()
                + " o WHERE o.k = h.k)");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT h.k FROM " + names.newContents() + " h, "
                        + names.oldContents() + " o WHERE o.k = h.k AND " + range + " AND o.v <> h.v LIMIT 1")) {
            if (rows.next()) {
                throw new StoreException(
                        "The copy of content " + HexFormat.of().formatHex(rows.getBytes(1))
                                + " in the old store is not what the new store has, in " + connector.name(),
                        "Look at the disk and the log of the database server; the new store is whole");
            }
        }
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(Questions.one(connection, query));
    }
}
