package dev.drydock.upgrade.phase;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.installation.configuration.StoreConfiguration.OnDatabaseServer;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.KeepingChecks;
import dev.drydock.store.sql.KeepingChoice;
import dev.drydock.store.sql.KeepingScript;
import dev.drydock.store.sql.OtherSession;
import dev.drydock.store.sql.SqlDialect;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.SqlStore;
import dev.drydock.store.sql.SuccessionScript;
import dev.drydock.store.sql.TableBackup;
import dev.drydock.store.sql.TableKeeping;
import dev.drydock.store.sql.TableKeeping.Kept;
import dev.drydock.store.sql.TableKeeping.Newcomer;
import dev.drydock.store.sql.TableKeeping.Watch;
import dev.drydock.store.sql.TableSuccession;
import dev.drydock.upgrade.blueprint.StoredTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A store of tables: the old ones get another schema or database on their server. */
public final class TableSite implements StoreSite {

    /** Remembered while what v0.8.0 has served makes room; its value is the name that it gets. */
    private static final String KEPT = "store.kept";

    private static final int MOST_KEPT = 20;

    /** A server that has just ended leaves sessions that its database has yet to notice. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Yard yard;
    private final SqlDialect dialect;
    private final ConfiguredTables configured;
    private final StoredTables tables;

    /** @param places read out of a configuration where the mail server looks for its tables, and with which password */
    public TableSite(Yard yard, SqlDialect dialect, Function<OnDatabaseServer, SqlPlace> places) {
        this.yard = yard;
        this.dialect = dialect;
        this.configured = new ConfiguredTables(yard, dialect, places);
        this.tables = yard.blueprint().store().onServer();
    }

    SqlDialect dialect() {
        return dialect;
    }

    /** How the old store is to be kept, as it was chosen. */
    public KeepingChoice choice() {
        return KeepingChoice.of(
                dialect,
                yard.blueprint().store().backup().values(),
                yard.blueprint().id());
    }

    private SqlPlace place() throws StoreException {
        return configured.place();
    }

    /** The same place for the account that makes the changes. */
    private SqlPlace worker(SqlPlace place) throws StoreException {
        if (isWaiting()) {
            throw new StoreException(
                    "The password of " + choice().administrator() + " on the database server is not known to this"
                            + " console, which keeps none on disk",
                    "Give it again on the page, or by PUT /api/v1/upgrades/"
                            + yard.blueprint().id() + "/backup {\"" + TableBackup.PASSWORD + "\": ...}");
        }
        return choice().worker(place, yard.credentials().backup());
    }

    @Override
    public boolean isWaiting() {
        return !choice().administrator().isEmpty() && yard.credentials().isBackupForgotten();
    }

    /** The account by which the mail server reaches its tables. */
    public String account() throws StoreException {
        return place().user();
    }

    TableKeeping keeping() throws StoreException {
        var place = place();
        return choice().way().keeping(place, worker(place), choice().terms());
    }

    /** What can be known of keeping the old store, before it moves. */
    public KeepingChecks checks() throws StoreException {
        var place = place();
        return choice().way().checks(place, worker(place), choice().terms());
    }

    private TableKeeping keepingNewAs(String name) throws StoreException {
        var place = place();
        return choice().way().keeping(place, worker(place), choice().terms().withKeptNew(name));
    }

    /** Names that what v0.8.0 has served gets, each time that the doors were open another. */
    private List<String> namesOfKept() {
        var first = choice().terms().keptNew();
        var names = new ArrayList<String>();
        names.add(first);
        for (var i = 2; i <= MOST_KEPT; i++) {
            names.add(first + "_" + i);
        }
        return names;
    }

    /** Does something that may have to move a new store that holds new mail; it is written down where it goes. */
    void makeRoom(StepContext context, Change change) throws StoreException {
        var newcomer = context.recall(StartServer.SERVED).isPresent() ? Newcomer.KEPT : Newcomer.DROPPED;
        var keeping = keeping();
        if (newcomer == Newcomer.KEPT) {
            var known = context.recall(KEPT);
            var name = known.isPresent() ? known.get() : freeName();
            context.remember(KEPT, name);
            keeping = keepingNewAs(name);
        }
        change.make(keeping, newcomer, watch(context));
        if (newcomer == Newcomer.KEPT && keeping.isKept(Kept.NEW)) {
            context.log(
                    EventLevel.WARN,
                    "What the new server has written is kept in "
                            + context.recall(KEPT).orElseThrow());
        }
        // All of it is there; whatever is to be kept later is another store.
        UpgradeStep.forget(context, KEPT);
    }

    /** What makes room. */
    @FunctionalInterface
    interface Change {
        void make(TableKeeping keeping, Newcomer newcomer, Watch watch) throws StoreException;
    }

    private String freeName() throws StoreException {
        for (var name : namesOfKept()) {
            if (!keepingNewAs(name).isKept(Kept.NEW)) {
                return name;
            }
        }
        throw new StoreException(
                "There are " + MOST_KEPT + " stores of v0.8.0 already that earlier ways back have kept, the first in "
                        + namesOfKept().get(0),
                "See which of them nobody needs any more, and drop those");
    }

    /**
     * Ends the sessions of others where that was asked for; else nobody may be left that has the mail server's account, as
     * another node of a cluster has: under its hands its tables would become those of another version.
     */
    void requireAlone(StepContext context) throws StoreException, StepFailedException, InterruptedException {
        if (choice().terms().endsSessions()) {
            var ended = checks().endOtherSessions();
            context.log(EventLevel.INFO, ended + " sessions of others were ended");
            return;
        }
        var account = account();
        var sessions = otherSessionsAtRest();
        if (sessions.stream().anyMatch(session -> session.user().equals(account))) {
            throw Attempt.failure(
                    "database-in-use",
                    "Somebody else has the mail server's own account, and is connected to the database: " + sessions,
                    "Stop every other node of the cluster, then try again");
        }
    }

    /** Who else is connected, after those that have the mail server's account had time to go, as it has stopped. */
    public List<OtherSession> otherSessionsAtRest() throws StoreException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var account = account();
        var sessions = checks().otherSessions();
        while (sessions.stream().anyMatch(session -> session.user().equals(account)) && System.nanoTime() < end) {
            Thread.sleep(PAUSE.toMillis());
            sessions = checks().otherSessions();
        }
        return sessions;
    }

    static Watch watch(StepContext context) {
        return statement -> context.log(EventLevel.INFO, "SQL: " + statement);
    }

    private SqlStore store(SqlPlace place) {
        return configured.store(place);
    }

    @Override
    public PlacedStore newStore() {
        return new LateStore(tables.place(), () -> store(place()));
    }

    @Override
    public PlacedStore oldStore() {
        return new LateStore(tables.oldPlace(), () -> store(keeping().aside()));
    }

    @Override
    public PlacedStore builtStore() {
        return new LateStore(
                "what is built beside " + tables.place(),
                () -> store(succession().building()));
    }

    /** How a new store that was built here takes the place of the old one. */
    TableSuccession succession() throws StoreException {
        var place = place();
        return choice().way()
                .succession(place, worker(place), choice().terms())
                .orElseThrow(() -> new IllegalStateException("no new store is built in this way"));
    }

    SuccessionScript successionScript() {
        return choice().way().successionScript(tables.home(), choice().terms(), choice().contentsBehind());
    }

    @Override
    public BackupStrategy backup() throws StoreException {
        return new TableBackup(dialect, place(), yard.blueprint().id());
    }

    @Override
    public boolean isKept() throws StoreException {
        return keeping().isKept(Kept.OLD);
    }

    /** A server of databases has no lock that would show who is at work; sessions are looked at once it has stopped. */
    @Override
    public List<String> holders() {
        return List.of();
    }

    @Override
    public StoreVersion newVersion() throws StoreException {
        return newStore().detect();
    }

    @Override
    public void removeNew(StepContext context) throws StoreException {
        makeRoom(context, TableKeeping::clear);
    }

    @Override
    public long written() {
        try {
            return store(place()).bytes().orElse(-1);
        } catch (StoreException e) {
            // The importer is at work there; the next look will do.
            return -1;
        }
    }

    @Override
    public List<Leftover> leftovers() {
        var inDatabases = choice().way().isInDatabase();
        return List.of(
                new LeftoverTables("the old store", Kept.OLD, inDatabases, () -> List.of(keeping())),
                new LeftoverTables(
                        "the store of v0.8.0 from before going back", Kept.NEW, inDatabases, this::everyKept));
    }

    private List<TableKeeping> everyKept() throws StoreException {
        var kept = new ArrayList<TableKeeping>();
        for (var name : namesOfKept()) {
            kept.add(keepingNewAs(name));
        }
        return kept;
    }

    @Override
    public String backupWords() {
        return choice().way().does(tables.database(), tables.kept());
    }

    @Override
    public OfficialSteps officialSteps() {
        return OfficialSteps.ofReadable(yard, new KeepTables(yard, this));
    }

    @Override
    public List<UpgradeStep> conversionSteps() {
        return List.of(new ConvertTables(yard, this), new ConversionProof(yard), new ExchangeTables(yard, this));
    }

    @Override
    public Optional<KeysInCommon> sharedContents() {
        return choice().contentsBehind() ? Optional.of((old, built) -> old.contentKeys()) : Optional.empty();
    }

    @Override
    public RehearsedStore rehearsal() {
        return new RehearsedTables(yard, this);
    }

    /** What the store takes by now; 0 where the server does not say. */
    long bytes() throws StoreException {
        return store(place()).bytes().orElse(0);
    }

    /** What the server has ever written to its log of changes. */
    OptionalLong logWritten() throws StoreException {
        return store(place()).logWritten();
    }

    /** What a new store that is built here takes by now; 0 where the server does not say. */
    long builtBytes() throws StoreException {
        return store(succession().building()).bytes().orElse(0);
    }

    @Override
    public List<UpgradeStep> lateSteps() {
        return choice().contentsBehind()
                ? List.of(new CopyContentsBack(yard, this), new HashContents(yard))
                : List.of();
    }

    /** Tries whether a new store may be built here, by beginning one; nothing is left of it. */
    public void tryBuilding() throws StoreException {
        var succession = succession();
        succession.prepare(Watch.NONE);
        try {
            store(succession.building()).createTarget().close();
        } finally {
            succession.abandon(Watch.NONE);
        }
    }

    /** Begins the new store beside the old one. */
    SuccessorSink successor(RecordSource old, boolean contentsBehind, Progress progress) throws StoreException {
        return store(succession().building()).createSuccessor(old, contentsBehind, progress);
    }

    @Override
    public String conversionWords() {
        return "Has the database server build the new store beside the old one, compares them, then moves the old tables"
                + " to " + tables.kept() + " and the new ones into their place in one step";
    }

    @Override
    public List<String> blankCommands() {
        return shell().lines(script().blank());
    }

    KeepingScript script() {
        return choice().way().script(tables.home(), choice().terms());
    }

    ClientShell shell() {
        return new ClientShell(dialect, tables.place(), choice().administrator());
    }
}
