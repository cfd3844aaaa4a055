package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.BackupField;
import dev.drydock.store.BackupField.Choice;
import dev.drydock.store.BackupProblem;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.FilledBackup;
import dev.drydock.store.LiveCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps a store of tables on its server, under another name and without a copy, in one of the ways of that server. */
public final class TableBackup implements BackupStrategy {

    /** Field of the administrator's password; empty where none is named, or none is needed. */
    public static final String PASSWORD = "administrator-password";

    static final String WAY = "way";
    static final String NAME = "name";
    static final String SESSIONS = "sessions";
    static final String OTHERS = "others";
    static final String ADMINISTRATOR = "administrator";
    static final String END = "end";
    static final String CARRY = "carry";
    static final String CONTENTS = "contents";
    static final String COPY_AFTER = "copy-after";

    private static final String COPY = "copy";

    private static final String STORE = "store";
    private static final String REFUSE = "refuse";
    private static final int LONGEST_NAME = 60;
    private static final String PATTERN = "(?!pg_)[a-z_][a-z0-9_]{0,59}";
    private static final String LIMITS =
            "small letters, digits and _, at most 60, no digit first, and not pg_ in front";

    private final SqlDialect dialect;
    private final SqlPlace place;
    private final String upgrade;

    /**
     * @param place as the mail server reaches its store
     * @param upgrade its id
     */
    public TableBackup(SqlDialect dialect, SqlPlace place, String upgrade) {
        this.dialect = dialect;
        this.place = place;
        this.upgrade = upgrade;
    }

    /**
     * Whether contents are copied only after the switch, where Drydock converts.
     *
     * @param filled values by the names of the fields
     */
    public static boolean copiesAfter(Map<String, String> filled) {
        return filled.getOrDefault(CONTENTS, "").equals(COPY_AFTER);
    }

    @Override
    public List<BackupField> fields() {
        var fields = new ArrayList<BackupField>();
        fields.add(BackupField.fixed(
                STORE,
                "Mail database",
                "Where the configuration says the mail data lies",
                new SqlConnector(dialect, place).name()));
        var ways = dialect.ways();
        if (ways.size() > 1) {
            fields.add(BackupField.choice(
                    WAY,
                    "The old store goes to",
                    "Nothing is copied in any way",
                    ways.get(0).name(),
                    ways.stream()
                            .map(way -> new Choice(way.name(), way.title(), way.help()))
                            .toList()));
        }
        fields.add(BackupField.text(
                NAME,
                "Name for the old one",
                ways.size() > 1
                        ? "Of the schema, or of the database"
                        : ways.get(0).help(),
                PATTERN,
                LIMITS,
                usualName()));
        fields.add(BackupField.choice(
                SESSIONS,
                "Sessions of others",
                "Who is still connected when the mail server has stopped",
                REFUSE,
                List.of(
                        new Choice(
                                REFUSE, "Stop and name them", "Nothing moves while a session of others is in the way"),
                        new Choice(
                                END, "End them", "Whoever is connected to the database then loses the connection"))));
        if (ways.size() > 1) {
            fields.add(BackupField.choice(
                    OTHERS,
                    "What else the database holds",
                    "Counts only where the whole database gets another name",
                    REFUSE,
                    List.of(
                            new Choice(REFUSE, "Must stay", "A database that holds more than the store is not renamed"),
                            new Choice(
                                    CARRY,
                                    "May go along",
                                    "It goes aside with the old store, and the new server does not find it"))));
        }
        fields.add(BackupField.choice(
                CONTENTS,
                "Contents of messages",
                "Counts only where Drydock converts the store itself",
                COPY,
                List.of(
                        new Choice(
                                COPY,
                                "Copied before the switch",
                                "Mail stands still while the server copies them; both stores are whole from then on"),
                        new Choice(
                                COPY_AFTER,
                                "Copied while the new server works",
                                "The new store takes them over at once, and they are copied back to the old one afterwards;"
                                        + " until that is done, mail that is deleted in the meantime would be missing when"
                                        + " you go back"))));
        fields.add(BackupField.optionalText(
                ADMINISTRATOR,
                "Account of an administrator",
                "Needed only where the mail server's own account may not do this; the checks below say so"));
        fields.add(BackupField.password(
                PASSWORD,
                "Password of the administrator",
                "Kept in memory only; after a restart of Drydock it is asked for again",
                false));
        return fields;
    }

    /** The name of the database and "old"; where something has that name already, the upgrade in it too. */
    private String usualName() {
        var name = place.database() + "_old";
        if (!Pattern.matches(PATTERN, name)) {
            name = "mail_old";
        }
        try {
            if (checks(KeepingChoice.of(dialect, Map.of(NAME, name), upgrade), Map.of())
                    .taken()
                    .isPresent()) {
                var suffix = "_" + upgrade.replaceAll("[^0-9a-z]", "_");
                name = name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())) + suffix;
            }
        } catch (StoreException e) {
            // A server that cannot be reached is a problem of what is filled in, and said there.
            return name;
        }
        return name;
    }

    private KeepingChecks checks(KeepingChoice choice, Map<String, String> secrets) throws StoreException {
        return choice.way().checks(place, choice.worker(place, secrets), choice.terms());
    }

    private KeepingChoice choice(FilledBackup filled) {
        return KeepingChoice.of(dialect, filled.open(), upgrade);
    }

    private static Map<String, String> secrets(FilledBackup filled) {
        return Map.of(PASSWORD, filled.secret(PASSWORD));
    }

    @Override
    public List<BackupProblem> problems(FilledBackup filled) {
        var choice = choice(filled);
        try {
            return checks(choice, secrets(filled))
                    .taken()
                    .map(taken -> List.of(new BackupProblem(NAME, "is taken: there is a " + taken + " already")))
                    .orElse(List.of());
        } catch (StoreException e) {
            return List.of(new BackupProblem(
                    choice.administrator().isEmpty() ? STORE : ADMINISTRATOR,
                    "cannot be used: " + e.problem() + ". " + e.nextStep()));
        }
    }

    @Override
    public List<LiveCheck> checks(FilledBackup filled) {
        if (!Pattern.matches(PATTERN, filled.value(NAME))) {
            return List.of(new LiveCheck("name-valid", false, "The name does not do: it must be " + LIMITS));
        }
        var choice = choice(filled);
        try {
            return new TableBackupChecks(choice, checks(choice, secrets(filled))).all();
        } catch (StoreException e) {
            return List.of(new LiveCheck("connection", false, e.problem() + ". " + e.nextStep()));
        }
    }
}
