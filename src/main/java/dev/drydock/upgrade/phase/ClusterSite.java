package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.export.NewExportRecords;
import dev.drydock.host.HostException;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import dev.drydock.store.foundationdb.BlobCredentials;
import dev.drydock.store.foundationdb.ClusterBackup;
import dev.drydock.store.foundationdb.ClusterContents;
import dev.drydock.store.foundationdb.ClusterFile;
import dev.drydock.store.foundationdb.Destination;
import dev.drydock.store.foundationdb.FdbStore;
import dev.drydock.store.foundationdb.FdbTools;
import dev.drydock.store.foundationdb.Interrupted;
import dev.drydock.store.foundationdb.KeySpace;
import dev.drydock.store.foundationdb.ToolsWithSecret;
import dev.drydock.upgrade.blueprint.StoredCluster;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A store in a cluster of FoundationDB. There is no client here: the vendor's tools save, clear and restore it, and what it
 * holds is read from what its own servers export.
 */
public final class ClusterSite implements StoreSite {

    /** What a run waits for while a cluster has to be cleared. */
    public static final String WAITS_FOR_CLEARING = "clear";

    /** Field of the form of the backup in which the cluster's description is typed to let Drydock clear it. */
    public static final String CONFIRMATION = ClusterBackup.CONFIRM;

    /** Keys of a letter are counted up to as many; the tool reads every value for that. */
    private static final long MOST_COUNTED = 100_000;

    private static final String CREDENTIALS = "blob-credentials.json";

    private final Yard yard;
    private final ClusterAccess access;
    private final FileStoreDriver layout;
    private final StoredCluster stored;

    /** @param layout of the stores that are laid out from exports */
    public ClusterSite(Yard yard, ClusterAccess access, FileStoreDriver layout) {
        this.yard = yard;
        this.access = access;
        this.layout = layout;
        this.stored = yard.blueprint().store().inCluster();
    }

    /** How it is backed up, as it was chosen. */
    ClusterChoice choice() throws StoreException {
        return ClusterChoice.of(yard.blueprint().store());
    }

    /** The cluster, with the credentials of the backup's destination where it needs some. */
    public FdbTools cluster() throws StoreException {
        var account = choice().destination().account();
        var secret = yard.credentials().backup().get(ClusterBackup.SECRET);
        if (account.isEmpty() || secret == null) {
            return access.to(stored.clusterFile());
        }
        var file = yard.blueprint().home().resolve(CREDENTIALS);
        return access.to(
                stored.clusterFile(),
                new ToolsWithSecret(access.tools(), new BlobCredentials(account.get(), secret, null), file),
                file);
    }

    /** Where its backup goes. */
    public Destination destination() throws StoreException {
        return choice().destination();
    }

    /** The machines of its coordinators, as the cluster file names them. */
    public List<String> coordinators() throws StoreException {
        return ClusterFile.read(stored.clusterFile()).hosts();
    }

    /** Whose keys the cluster holds. */
    public ClusterContents contents() throws StoreException {
        return new ClusterContents(cluster().keys());
    }

    /** What the cluster is called. */
    public String description() {
        return stored.description();
    }

    /** Whether Drydock may clear the cluster at all. */
    boolean canClear() {
        return access.clears();
    }

    /** Whether somebody has typed what the cluster is called, so that Drydock clears it, once. */
    boolean isClearingAllowed() {
        return access.clears()
                && stored.description().equals(yard.credentials().backup().get(CONFIRMATION));
    }

    /** The next time it has to be typed again. */
    void spendConfirmation() {
        yard.credentials().spend(CONFIRMATION);
    }

    /** How many keys each of the letters has; empty where they are too many. */
    Map<Character, OptionalLong> counts(List<Character> letters) throws StoreException, InterruptedException {
        return contents().counts(letters, MOST_COUNTED);
    }

    /** The backup that everything which clears relies on. */
    ProvenBackup proven() throws StoreException {
        return ProvenBackup.read(yard, ProvenBackup.OLD)
                .orElseThrow(() -> new StoreException(
                        "No backup of the old store was found restorable yet",
                        "Do that phase first; nothing is cleared before"));
    }

    @Override
    public PlacedStore newStore() {
        return new LateStore(stored.place(), () -> new FdbStore(cluster()));
    }

    /** What the old store's own export holds. */
    @Override
    public PlacedStore oldStore() {
        return layout.at(stored.oldRead());
    }

    @Override
    public PlacedStore readableNewStore(StepContext context)
            throws StoreException, MalformedDataException, HostException, IOException, StepFailedException,
                    InterruptedException {
        return new NewStoreExport(yard, layout.at(stored.newRead())).read(context);
    }

    @Override
    public Set<Letter> seenLetters() {
        return NewExportRecords.CARRIED;
    }

    @Override
    public PlacedStore builtStore() {
        throw notConverted();
    }

    @Override
    public BackupStrategy backup() throws StoreException {
        return new ClusterBackup(
                ClusterFile.read(stored.clusterFile()),
                access.to(stored.clusterFile()),
                yard.blueprint().id(),
                access.clears());
    }

    /** The backup, with the version that it can be restored to; empty before that is proven. */
    @Override
    public Optional<String> savedIn() {
        try {
            return ProvenBackup.read(yard, ProvenBackup.OLD)
                    .map(backup -> backup.container() + ", restorable at version " + backup.version());
        } catch (StoreException e) {
            return Optional.of(e.problem());
        }
    }

    @Override
    public boolean isKept() throws StoreException {
        var backup = ProvenBackup.read(yard, ProvenBackup.OLD);
        if (backup.isEmpty()) {
            return false;
        }
        return Interrupted.asFailure(
                        "The look at the backup was cut off",
                        "Look again",
                        () -> cluster().backups().describe(backup.get().container()))
                .restorable();
    }

    /** Who is connected is looked at once the server has stopped; nobody has a cluster open in a way that tells more. */
    @Override
    public List<String> holders() {
        return List.of();
    }

    @Override
    public boolean isWaiting() {
        try {
            return choice().destination().account().isPresent()
                    && yard.credentials().isBackupForgotten();
        } catch (StoreException e) {
            // Whoever uses the destination says what is wrong with it.
            return false;
        }
    }

    @Override
    public StoreVersion newVersion() throws StoreException {
        return newStore().detect();
    }

    @Override
    public void removeNew(StepContext context)
            throws StoreException, HostException, StepFailedException, InterruptedException {
        new ClusterClearing(yard, this).blank(context);
    }

    /** The cluster says only about how much it holds, and takes its time for that. */
    @Override
    public long written() {
        return -1;
    }

    @Override
    public List<Leftover> leftovers() {
        return List.of(
                new LeftoverBackup(yard, this, "the old store, in a backup", ProvenBackup.OLD),
                new LeftoverBackup(
                        yard, this, "the store of v0.8.0 from before going back, in a backup", ProvenBackup.NEW),
                LeftoverFiles.of("what was read out of exports", stored.read()));
    }

    @Override
    public String backupWords() {
        return "Backs up the cluster " + stored.description() + " to " + stored.destination()
                + " and sees that this can be restored; then waits until its key range is cleared, and proves that"
                + " nothing is left in it";
    }

    @Override
    public OfficialSteps officialSteps() {
        return new OfficialSteps(
                List.of(new LayOutExport(yard, this), new CountExport(yard, this)),
                List.of(new BackUpCluster(yard, this), new ClearCluster(yard, this)),
                List.of(new ImportProof(yard), new AddExtras(yard)));
    }

    @Override
    public List<UpgradeStep> conversionSteps() {
        throw notConverted();
    }

    @Override
    public Optional<KeysInCommon> sharedContents() {
        throw notConverted();
    }

    @Override
    public RehearsedStore rehearsal() {
        throw notConverted();
    }

    @Override
    public List<UpgradeStep> lateSteps() {
        throw notConverted();
    }

    @Override
    public String conversionWords() {
        throw notConverted();
    }

    private static IllegalStateException notConverted() {
        return new IllegalStateException("Drydock converts no store in a cluster");
    }

    @Override
    public List<String> blankCommands() {
        return lines(cluster -> List.of(blankTest() + " || { echo "
                + Shell.quote("The key range of cluster " + stored.description() + " is not blank: go back instead")
                + " >&2; exit 1; }"));
    }

    /** A condition of a shell that holds where nothing is left in the key range, and the cluster has said so. */
    String blankTest() throws StoreException {
        return "{ keys=$(" + Shell.line(cluster().keys().lookCommand(KeySpace.ALL))
                + ") && ! printf '%s\\n' \"$keys\" | grep -q '^`'; }";
    }

    /** Lines of a script that need the tools. */
    @FunctionalInterface
    interface Lines {
        List<String> with(FdbTools cluster) throws StoreException;
    }

    /** The lines or, where the tools are not there, why there are none. */
    List<String> lines(Lines lines) {
        try {
            return lines.with(cluster());
        } catch (StoreException e) {
            return List.of("echo " + Shell.quote(e.problem() + ". " + e.nextStep()) + " >&2", "exit 1");
        }
    }
}
