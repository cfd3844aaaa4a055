package dev.drydock.store.mysql;

import dev.drydock.store.sql.KeepingChecks;
import dev.drydock.store.sql.KeepingScript;
import dev.drydock.store.sql.KeepingTerms;
import dev.drydock.store.sql.KeepingWay;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.StoreTable;
import dev.drydock.store.sql.SuccessionScript;
import dev.drydock.store.sql.TableKeeping;
import dev.drydock.store.sql.TableSuccession;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The old tables go to another database of the same server. The vendor's notes have the whole database dropped instead,
 * and with it go its grants, views, routines and whatever else lies there.
 */
final class RenameWay implements KeepingWay {

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public String title() {
        return "A database of its own, beside the one of the mail server";
    }

    @Override
    public String help() {
        return "Only the six tables of the mail store move, in one RENAME TABLE; the database itself stays, with its"
                + " grants and whatever else it holds";
    }

    @Override
    public String does(String database, String aside) {
        return "Moves the six tables of the store from database " + database + " to database " + aside
                + ", in one RENAME TABLE; nothing is copied, and whatever else is there stays";
    }

    @Override
    public boolean isInDatabase() {
        return true;
    }

    @Override
    public TableKeeping keeping(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        return new RenameKeeping(worker, terms);
    }

    @Override
    public KeepingChecks checks(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        return new RenameChecks(place, worker, terms);
    }

    @Override
    public Optional<TableSuccession> succession(SqlPlace place, SqlPlace worker, KeepingTerms terms) {
        return Optional.of(new RenameSuccession(worker, terms));
    }

    @Override
    public SuccessionScript successionScript(String home, KeepingTerms terms, boolean contentsBehind) {
        return RenameSuccession.script(home, terms, contentsBehind);
    }

    @Override
    public KeepingScript script(String home, KeepingTerms terms) {
        return new KeepingScript(blank(home), aside(home, terms), back(home, terms));
    }

    private static String blank(String home) {
        return """
            SET @sql = (SELECT IF(COUNT(*) = 0, 'DO 0', 'Tables of a store lie there already, go back instead')
              FROM information_schema.tables WHERE table_schema = %s AND table_name COLLATE utf8_bin IN (%s));
            PREPARE look FROM @sql;""".formatted(literal(home), literals(StoreTable.everyName()));
    }

    private static String aside(String home, KeepingTerms terms) {
        var moves = String.join(", ", RenameKeeping.moves(home, StoreTable.namesOfV073(), terms.aside()));
        return """
            -- the vendor's notes drop the database: with it would go its grants, views, routines and other tables
            CREATE DATABASE IF NOT EXISTS %s;
            SET @sql = (SELECT IF(COUNT(*) = 0, %s, 'DO 0')
              FROM information_schema.tables WHERE table_schema = %s AND table_name COLLATE utf8_bin IN (%s));
            PREPARE move FROM @sql;
            EXECUTE move;""".formatted(
                        Databases.quote(terms.aside()),
                        literal("RENAME TABLE " + moves),
                        literal(terms.aside()),
                        literals(StoreTable.namesOfV073()));
    }

    private static String back(String home, KeepingTerms terms) {
        return """
            SET SESSION group_concat_max_len = 100000;
            SET @behind = (SELECT COUNT(*) FROM information_schema.tables
              WHERE table_schema = %4$s AND table_name = 'drydock_contents');
            -- contents that went over to the new store, as far as they are not back
            SET @sql = IF(@behind = 0, 'DO 0', CONCAT('INSERT INTO ', %2$s, '.t SELECT h.k, h.v FROM ', %3$s,
              '.t h JOIN ', %2$s, '.drydock_contents c ON c.k = h.k WHERE NOT EXISTS (SELECT 1 FROM ', %2$s,
              '.t o WHERE o.k = h.k)'));
            PREPARE copy FROM @sql;
            EXECUTE copy;
            SET @sql = IF(@behind = 0, 'DO 0', CONCAT('DROP TABLE IF EXISTS ', %2$s, '.drydock_contents, ', %2$s,
              '.drydock_left'));
            PREPARE whole FROM @sql;
            EXECUTE whole;
            SET @kept = (SELECT IF(COUNT(*) = 0, %1$s, CONCAT(%1$s, '_', UNIX_TIMESTAMP()))
              FROM information_schema.schemata WHERE schema_name = %1$s);
            SET @old = (SELECT GROUP_CONCAT(CONCAT(%2$s, '.`', table_name, '` TO ', %3$s, '.`', table_name, '`')
                SEPARATOR ', ')
              FROM information_schema.tables WHERE table_schema = %4$s AND table_name COLLATE utf8_bin IN (%5$s));
            SET @new = (SELECT GROUP_CONCAT(CONCAT(%3$s, '.`', table_name, '` TO `', @kept, '`.`', table_name, '`')
                SEPARATOR ', ')
              FROM information_schema.tables WHERE table_schema = %6$s AND table_name COLLATE utf8_bin IN (%7$s));
            SET @sql = IF(@old IS NULL OR @new IS NULL, 'DO 0', CONCAT('CREATE DATABASE `', @kept, '`'));
            PREPARE make FROM @sql;
            EXECUTE make;
            SET @sql = IF(@old IS NULL, 'DO 0', CONCAT('RENAME TABLE ', IF(@new IS NULL, '', CONCAT(@new, ', ')), @old));
            PREPARE move FROM @sql;
            EXECUTE move;
            SET @sql = (SELECT IF(COUNT(*) = 0, %8$s, 'DO 0')
              FROM information_schema.tables WHERE table_schema = %4$s);
            PREPARE tidy FROM @sql;
            EXECUTE tidy;""".formatted(
                        literal(terms.keptNew()),
                        literal(Databases.quote(terms.aside())),
                        literal(Databases.quote(home)),
                        literal(terms.aside()),
                        literals(StoreTable.namesOfV073()),
                        literal(home),
                        literals(StoreTable.everyName()),
                        literal("DROP DATABASE IF EXISTS " + Databases.quote(terms.aside())));
    }

    static String literals(List<String> texts) {
        return texts.stream().map(RenameWay::literal).collect(Collectors.joining(", "));
    }

    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
