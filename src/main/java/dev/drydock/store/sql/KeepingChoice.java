package dev.drydock.store.sql;

import java.util.Map;

/**
 * How an old store is to be kept, as the form of {@link TableBackup} was filled in.
 *
 * @param administrator account that makes the changes; empty for that of the mail server
 * @param contentsBehind whether a conversion by Drydock copies contents only after the switch, as {@link ContentsBehind} says
 */
public record KeepingChoice(KeepingWay way, KeepingTerms terms, String administrator, boolean contentsBehind) {

    /**
     * Reads what was filled in, and was found without a problem.
     *
     * @param filled values by the names of the fields; one that is left out has its usual value
     * @param upgrade its id, which is part of the name that the new store gets if it has to make room
     */
    public static KeepingChoice of(SqlDialect dialect, Map<String, String> filled, String upgrade) {
        var wanted = filled.getOrDefault(TableBackup.WAY, "");
        var ways = dialect.ways();
        var way = ways.stream()
                .filter(known -> known.name().equals(wanted))
                .findFirst()
                .orElse(ways.get(0));
        var terms = new KeepingTerms(
                filled.getOrDefault(TableBackup.NAME, ""),
                "drydock_v080_" + upgrade.replaceAll("[^0-9A-Za-z]", "_"),
                KeepingTerms.USUAL_LOCK_WAIT,
                filled.getOrDefault(TableBackup.SESSIONS, "").equals(TableBackup.END),
                filled.getOrDefault(TableBackup.OTHERS, "").equals(TableBackup.CARRY));
        return new KeepingChoice(
                way, terms, filled.getOrDefault(TableBackup.ADMINISTRATOR, ""), TableBackup.copiesAfter(filled));
    }

    /**
     * The place of a store, asked for by the account that makes the changes.
     *
     * @param secrets passwords by the names of the fields
     */
    public SqlPlace worker(SqlPlace place, Map<String, String> secrets) {
        return administrator.isEmpty()
                ? place
                : place.as(administrator, new Password(secrets.getOrDefault(TableBackup.PASSWORD, "")));
    }
}
