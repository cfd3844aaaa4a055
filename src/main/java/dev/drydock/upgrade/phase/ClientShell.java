package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.sql.Password;
import dev.drydock.store.sql.SqlDialect;
import dev.drydock.store.sql.SqlLocation;
import dev.drydock.store.sql.SqlPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Statements for the command line client of an SQL server, as commands of a shell.
 *
 * @param location of the store, as an admin writes it
 * @param administrator account that makes the changes; empty for that of the mail server
 */
record ClientShell(SqlDialect dialect, String location, String administrator) {

    private SqlPlace place() {
        try {
            var place = SqlLocation.parse(
                    dialect, location.substring(dialect.scheme().length() + 1));
            return administrator.isEmpty() ? place : place.as(administrator, Password.NONE);
        } catch (StoreException e) {
            throw new IllegalStateException("the plan names a store that cannot be read: " + location, e);
        }
    }

    /** Commands that stop the script where the client does not have its way; the client asks for a password it lacks. */
    List<String> lines(String statements) {
        var client = dialect.client(place());
        var variable = dialect.passwordVariable();
        var lines = new ArrayList<String>();
        lines.add("command -v " + client.program() + " >/dev/null || { echo "
                + Shell.quote(
                        "Install " + client.program() + ", the client of the database server, then run this again")
                + " >&2; exit 1; }");
        lines.add("[ -n \"${" + variable + ":-}\" ] || { echo "
                + Shell.quote("Set " + variable + " to the password of " + place().user() + " on the database server ("
                        + location + "), then run this again")
                + " >&2; exit 1; }");
        lines.add("export " + variable);
        lines.addAll(client.preparation());
        lines.add(Stream.concat(
                                Stream.of(client.program(), client.options()).filter(word -> !word.isEmpty()),
                                client.arguments().stream().map(Shell::quote))
                        .collect(Collectors.joining(" "))
                + " <<'END_OF_SQL'\n" + statements + "\nEND_OF_SQL");
        return lines;
    }
}
