package dev.drydock.upgrade.preflight;

import dev.drydock.conversion.StoreException;
import dev.drydock.installation.ByteCount;
import dev.drydock.installation.Finding;
import dev.drydock.store.sql.KeepingChecks;
import dev.drydock.store.sql.KeepingChoice;
import dev.drydock.store.sql.ServerFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The SQL server that the mail data lies on: what it is, what it allows, and what else lies in the database. */
final class DatabaseCheck implements Check {

    private static final Duration SLOW = Duration.ofMillis(5);
    private static final int SHOWN = 10;

    /** Zero, or zero with a unit, lifts a limit. */
    private static final String NO_LIMIT = "0(\\.0+)?[a-z]*";

    private static final String PACKET = "max_allowed_packet";

    /** The usual one of MySQL 8; that of MariaDB is 16 MiB. */
    private static final long LARGE_PACKET = 64L << 20;

    private static final List<String> STATEMENT_LIMITS =
            List.of("statement_timeout", "max_statement_time", "max_execution_time");

    @Override
    public String topic() {
        return "database";
    }

    @Override
    public List<Finding> look(Scene scene) throws InterruptedException {
        var tables = scene.tables();
        if (tables.isEmpty()) {
            return List.of();
        }
        try {
            var checks = tables.get().checks();
            var findings = new ArrayList<>(facts(checks.facts()));
            findings.addAll(tables(checks));
            findings.addAll(others(tables.get().choice(), checks));
            if (scene.stage() == Stage.BEFORE) {
                findings.add(name(tables.get().choice(), checks));
                findings.add(rights(checks));
            }
            return findings;
        } catch (StoreException e) {
            return List.of(Finding.fail("database.unreachable", e.problem(), e.nextStep()));
        }
    }

    private static List<Finding> facts(ServerFacts facts) {
        var findings = new ArrayList<Finding>();
        var answers = String.format(
                Locale.ROOT,
                "%s answers in %.1f ms",
                facts.product(),
                facts.roundTrip().toNanos() / 1e6);
        findings.add(
                facts.roundTrip().compareTo(SLOW) > 0
                        ? Finding.warn(
                                "database.latency",
                                answers + "; the import asks it for every record, so its time grows with that",
                                "Run the upgrade on a machine that is near the database server")
                        : Finding.pass("database.latency", answers));
        if (facts.readOnly()) {
            findings.add(Finding.fail(
                    "database.read-only",
                    "The database server takes no changes, as a standby does",
                    "Name the primary server in the configuration, or make it take changes"));
        }
        if (!facts.keepsSessions()) {
            findings.add(Finding.fail(
                    "database.pooler",
                    "Between here and the database stands a pooler that gives each statement to another session, so"
                            + " neither locks nor settings hold",
                    "Name the host and port of the database server itself in the configuration"));
        }
        facts.limits().forEach((name, value) -> {
            if (STATEMENT_LIMITS.contains(name) && !value.matches(NO_LIMIT)) {
                findings.add(Finding.warn(
                        "database.limits",
                        "The database server ends statements by " + name + " = " + value
                                + ", and the export of v0.7.3 reads whole tables by one",
                        "Lift it for the account of the mail server until the upgrade is done"));
            }
        });
        var packet = facts.limits().get(PACKET);
        if (packet != null && packet.matches("\\d{1,18}") && Long.parseLong(packet) < LARGE_PACKET) {
            findings.add(Finding.notice(
                    "database.packet",
                    "The database server takes no statement above " + ByteCount.of(Long.parseLong(packet)) + " ("
                            + PACKET
                            + "); a message that is larger, written while more was allowed, cannot be imported",
                    "Set it to what it has ever been, at least until the upgrade is done"));
        }
        var size = facts.storeBytes().isPresent()
                ? "up to " + ByteCount.of(facts.storeBytes().getAsLong()) + " more"
                : "as much again as the store";
        var free = facts.freeBytes();
        if (free.isEmpty()) {
            findings.add(Finding.skip(
                    "database.space",
                    "How much room the database server has cannot be asked by SQL; the new store takes " + size
                            + " beside the old one",
                    "Look there, with df or in the console of its provider"));
        } else {
            findings.add(
                    free.getAsLong() < facts.storeBytes().orElse(0)
                            ? Finding.fail(
                                    "database.space",
                                    "The database server has " + ByteCount.of(free.getAsLong())
                                            + " free, and the new store takes " + size,
                                    "Make room there")
                            : Finding.pass(
                                    "database.space",
                                    "The database server has " + ByteCount.of(free.getAsLong()) + " free"));
        }
        return findings;
    }

    private static List<Finding> tables(KeepingChecks checks) throws StoreException {
        var findings = new ArrayList<Finding>();
        for (var oddity : checks.oddities()) {
            findings.add(
                    oddity.isInTheWay()
                            ? Finding.fail(
                                    "database.tables",
                                    oddity.words(),
                                    "Take that away first, and bring it back to the new store if it is still needed")
                            : Finding.notice("database.tables", oddity.words(), ""));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.pass(
                    "database.tables", "The six tables of the store are as the mail server has made them"));
        }
        return findings;
    }

    private static List<Finding> others(KeepingChoice choice, KeepingChecks checks) throws StoreException {
        var others = checks.otherObjects();
        if (others.isEmpty()) {
            return List.of(Finding.pass("database.others", "The database holds nothing but the store"));
        }
        var names = others.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "))
                + (others.size() > SHOWN ? " and " + (others.size() - SHOWN) + " more" : "");
        if (!choice.way().carriesOthers()) {
            return List.of(Finding.notice(
                    "database.others", "The database also holds " + names + ", which stays where it is", ""));
        }
        return List.of(
                choice.terms().carriesOthers()
                        ? Finding.warn(
                                "database.others",
                                "The database also holds " + names + ", which goes aside with the old store, so that"
                                        + " the new server does not find it",
                                "Bring it back to the new database before the start, if it is needed")
                        : Finding.fail(
                                "database.others",
                                "The database also holds " + names + ", which would go aside with the old store",
                                "Choose in the form of the backup a schema for the old store, or that the rest may go"
                                        + " along"));
    }

    private static Finding name(KeepingChoice choice, KeepingChecks checks) throws StoreException {
        return checks.taken()
                .map(taken -> Finding.fail(
                        "database.name",
                        "There is a " + taken + " already, which is to be the name of the old store",
                        "Give another name in the form of the backup"))
                .orElseGet(() -> Finding.pass(
                        "database.name", "The name " + choice.terms().aside() + " is free for the old store"));
    }

    private static Finding rights(KeepingChecks checks) {
        try {
            checks.tryRights();
            return Finding.pass(
                    "database.rights", "What has to be done may be done; it was tried with a table that is gone again");
        } catch (StoreException e) {
            return Finding.fail(
                    "database.rights",
                    e.problem(),
                    e.nextStep() + "; or name an administrator's account in the form of the backup");
        }
    }
}
