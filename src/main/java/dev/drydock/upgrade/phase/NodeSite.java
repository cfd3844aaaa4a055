package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.installation.configuration.StoreConfiguration.OnDatabaseServer;
import dev.drydock.store.BackupField;
import dev.drydock.store.BackupProblem;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.FilledBackup;
import dev.drydock.store.LiveCheck;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.sql.SqlDialect;
import dev.drydock.store.sql.SqlLocation;
import dev.drydock.store.sql.SqlPlace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The store of a further node of a cluster: the first node moves it, here it is only looked at. */
public final class NodeSite implements StoreSite {

    private final String name;
    private final SqlDialect dialect;
    private final ConfiguredTables configured;

    /** @param places read out of a configuration where the mail server looks for its tables, and with which password */
    public NodeSite(Yard yard, SqlDialect dialect, Function<OnDatabaseServer, SqlPlace> places) {
        this.name = yard.blueprint().store().place();
        this.dialect = dialect;
        this.configured = new ConfiguredTables(yard, dialect, places);
    }

    @Override
    public PlacedStore newStore() {
        return new LateStore(name, () -> configured.store(configured.place()));
    }

    @Override
    public PlacedStore oldStore() {
        return new LateStore("the old store", () -> {
            throw new StoreException(
                    "The old store is kept by the first node of the cluster, not here",
                    "See the report of its upgrade");
        });
    }

    /**
     * The store that another node names, reached from here as this node's configuration says.
     *
     * @param location as the report of that node has it
     */
    PlacedStore named(String location) throws StoreException {
        return configured.store(reachedAs(parse(location)));
    }

    private SqlPlace reachedAs(SqlPlace named) throws StoreException {
        var database = configured.place().inDatabase(named.database());
        return named.schema() == null ? database : database.inSchema(named.schema());
    }

    /** Whether another node means the same database and schema by a location, whatever it calls their server. */
    boolean isSame(String location) throws StoreException {
        var here = parse(name);
        var there = parse(location);
        return here.database().equals(there.database())
                && String.valueOf(here.schema()).equals(String.valueOf(there.schema()));
    }

    private SqlPlace parse(String location) throws StoreException {
        var scheme = dialect.scheme() + ":";
        if (!location.startsWith(scheme)) {
            throw new StoreException(
                    location + " is no store of kind " + dialect.scheme(),
                    "Bring the report of the node that shares the store of this one");
        }
        return SqlLocation.parse(dialect, location.substring(scheme.length()));
    }

    @Override
    public PlacedStore builtStore() {
        throw noData();
    }

    @Override
    public List<UpgradeStep> conversionSteps() {
        throw noData();
    }

    @Override
    public Optional<KeysInCommon> sharedContents() {
        throw noData();
    }

    @Override
    public RehearsedStore rehearsal() {
        throw noData();
    }

    @Override
    public List<UpgradeStep> lateSteps() {
        throw noData();
    }

    @Override
    public String conversionWords() {
        throw noData();
    }

    private static IllegalStateException noData() {
        return new IllegalStateException("a further node converts no data");
    }

    @Override
    public BackupStrategy backup() {
        return NOTHING;
    }

    private static final BackupStrategy NOTHING = new BackupStrategy() {
        @Override
        public List<BackupField> fields() {
            return List.of();
        }

        @Override
        public List<BackupProblem> problems(FilledBackup filled) {
            return List.of();
        }

        @Override
        public List<LiveCheck> checks(FilledBackup filled) {
            return List.of();
        }
    };

    @Override
    public boolean isKept() {
        return false;
    }

    @Override
    public List<String> holders() {
        return List.of();
    }

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public StoreVersion newVersion() throws StoreException {
        return newStore().detect();
    }

    @Override
    public void removeNew(StepContext context) {
        throw notHere();
    }

    @Override
    public long written() {
        return -1;
    }

    @Override
    public List<Leftover> leftovers() {
        return List.of();
    }

    @Override
    public String backupWords() {
        throw notHere();
    }

    @Override
    public OfficialSteps officialSteps() {
        throw notHere();
    }

    @Override
    public List<String> blankCommands() {
        throw notHere();
    }

    private static IllegalStateException notHere() {
        return new IllegalStateException("a further node of a cluster moves no data");
    }
}
