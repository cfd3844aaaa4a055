package dev.drydock.store.sql;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.LiveCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is looked at on an SQL server for who fills in the form of a backup. */
record TableBackupChecks(KeepingChoice choice, KeepingChecks checks) {

    private static final int SHOWN = 5;

    /** A look at the server. */
    @FunctionalInterface
    private interface Look {
        LiveCheck make() throws StoreException;
    }

    List<LiveCheck> all() {
        var all = new ArrayList<LiveCheck>();
        all.add(look("connection", this::connection));
        if (!all.get(0).ok()) {
            return all;
        }
        all.add(look("name-free", this::name));
        all.add(look("rights", this::rights));
        all.add(look("sessions", this::sessions));
        all.add(look("others", this::others));
        all.add(look("tables", this::tables));
        return all;
    }

    private static LiveCheck look(String name, Look look) {
        try {
            return look.make();
        } catch (StoreException e) {
            return new LiveCheck(name, false, e.problem() + ". " + e.nextStep());
        }
    }

    private LiveCheck connection() throws StoreException {
        var facts = checks.facts();
        return new LiveCheck(
                "connection",
                !facts.readOnly(),
                String.format(
                        Locale.ROOT,
                        "%s answers in %.1f ms%s%s",
                        facts.product(),
                        facts.roundTrip().toNanos() / 1e6,
                        facts.storeBytes().isPresent()
                                ? "; the store takes "
                                        + String.format(
                                                Locale.ROOT,
                                                "%,.1f MB",
                                                facts.storeBytes().getAsLong() / 1e6)
                                        + " there"
                                : "",
                        facts.readOnly() ? ", but it takes no changes, as a standby does" : ""));
    }

    private LiveCheck name() throws StoreException {
        var name = choice.terms().aside();
        return checks.taken()
                .map(taken -> new LiveCheck("name-free", false, "There is a " + taken + " already"))
                .orElseGet(() -> new LiveCheck("name-free", true, "The name is free: " + name));
    }

    private LiveCheck rights() throws StoreException {
        checks.tryRights();
        return new LiveCheck(
                "rights",
                true,
                (choice.administrator().isEmpty() ? "The mail server's own account" : choice.administrator())
                        + " may do what has to be done; it was tried with a table that is gone again");
    }

    private LiveCheck sessions() throws StoreException {
        var sessions = checks.otherSessions();
        return new LiveCheck(
                "sessions",
                true,
                sessions.isEmpty()
                        ? "Nobody else is connected"
                        : sessions.size() + (sessions.size() == 1 ? " other session: " : " other sessions: ")
                                + some(sessions) + "; those of the mail server end with it");
    }

    private LiveCheck others() throws StoreException {
        var others = checks.otherObjects();
        if (others.isEmpty()) {
            return new LiveCheck("others", true, "The database holds nothing but the store");
        }
        var goAlong = choice.way().carriesOthers();
        return new LiveCheck(
                "others",
                !goAlong || choice.terms().carriesOthers(),
                "The database also holds " + some(others)
                        + (goAlong ? ", which would go along with the old store" : ", which stays as it is"));
    }

    private LiveCheck tables() throws StoreException {
        var oddities = checks.oddities();
        return new LiveCheck(
                "tables",
                oddities.stream().noneMatch(KeepingChecks.Oddity::isInTheWay),
                oddities.isEmpty()
                        ? "The six tables are as the mail server has made them"
                        : oddities.stream().map(KeepingChecks.Oddity::words).collect(Collectors.joining("; ")));
    }

    /** The first few, and how many more there are. */
    static String some(List<?> all) {
        var first = all.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining("; "));
        return all.size() > SHOWN ? first + " and " + (all.size() - SHOWN) + " more" : first;
    }
}
