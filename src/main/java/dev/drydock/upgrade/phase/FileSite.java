package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.StoreInUseException;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.HostException;
import dev.drydock.installation.configuration.StoreKind;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.OldStore;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.StoreVersion;
import dev.drydock.upgrade.blueprint.StoredFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A store of files: the old one gets another name on its own file system. */
final class FileSite implements StoreSite {

    private final Yard yard;
    private final FileStoreDriver driver;
    private final StoredFiles files;

    FileSite(Yard yard, FileStoreDriver driver) {
        this.yard = yard;
        this.driver = driver;
        this.files = yard.blueprint().store().onDisk();
    }

    @Override
    public PlacedStore newStore() {
        return driver.at(files.path());
    }

    @Override
    public PlacedStore oldStore() {
        return driver.at(files.oldPath());
    }

    @Override
    public PlacedStore builtStore() {
        return driver.at(files.built(yard.blueprint().id()));
    }

    @Override
    public BackupStrategy backup() {
        return driver.backup(new OldStore(
                yard.blueprint().id(), files.path(), files.directory(), files.own(), files.whyNotRenamed()));
    }

    @Override
    public boolean isKept() {
        return Files.exists(files.old());
    }

    @Override
    public List<String> holders() {
        if (!Files.exists(files.path())) {
            return List.of();
        }
        try {
            switch (newStore().detect()) {
                case V0_7_3 -> newStore().openSource().close();
                case V0_8_0 -> newStore().openTarget().close();
                default -> {}
            }
            return List.of();
        } catch (StoreInUseException e) {
            return List.of("somebody who has the store open (" + e.problem() + ")");
        } catch (StoreException e) {
            // Torn, or of a kind that is refused: whoever reads it says so. Here only counts that nobody has it open.
            return List.of();
        }
    }

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public StoreVersion newVersion() throws StoreException, IOException {
        return NewStore.version(yard);
    }

    @Override
    public void removeNew(StepContext context) throws StoreException, HostException, IOException, StepFailedException {
        NewStore.remove(yard, context);
    }

    @Override
    public long written() {
        return GrowingFiles.bytes(files.directory());
    }

    @Override
    public List<Leftover> leftovers() {
        return List.of(
                LeftoverFiles.of("the old store", files.old()),
                new LeftoverFiles("the store of v0.8.0 from before going back", () -> NewStore.everyKept(yard)));
    }

    @Override
    public String backupWords() {
        return files.wholeDirectory()
                ? "Renames " + files.directory() + " to " + files.old() + "; a rename is instant and no second copy"
                : "Moves the files of the store from " + files.directory() + " to " + files.old()
                        + " on the same file system";
    }

    @Override
    public OfficialSteps officialSteps() {
        return OfficialSteps.ofReadable(yard, new BackupStore(yard));
    }

    @Override
    public List<UpgradeStep> conversionSteps() {
        return List.of(new ConvertStore(yard), new ConversionProof(yard), new BackupStore(yard), new PlaceStore(yard));
    }

    @Override
    public Optional<KeysInCommon> sharedContents() throws IOException {
        return sharedContents(
                yard, files.directory(), files.built(yard.blueprint().id()));
    }

    /**
     * How to tell the contents that two stores have in the same files: each file that never changes, and that the built store
     * has under the same name, must be the same file. Empty where one is a copy, and where all contents are copied.
     *
     * @param old directory of the old store's files
     */
    static Optional<KeysInCommon> sharedContents(Yard yard, Path old, Path built) throws IOException {
        return isRocksDb(yard) && sharesFiles(old, built)
                ? Optional.of((source, target) -> target.contentKeys())
                : Optional.empty();
    }

    private static boolean isRocksDb(Yard yard) {
        return yard.blueprint().store().kind().equals(StoreKind.ROCKSDB.type());
    }

    private static boolean sharesFiles(Path old, Path built) throws IOException {
        try (var files = Files.newDirectoryStream(built, "*.{sst,blob}")) {
            for (var file : files) {
                var before = old.resolve(file.getFileName());
                if (Files.exists(before) && !Files.isSameFile(before, file)) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public RehearsedStore rehearsal() {
        return new RehearsedFiles(yard, driver, files);
    }

    @Override
    public List<UpgradeStep> lateSteps() {
        return isRocksDb(yard) ? List.of(new HashContents(yard)) : List.of();
    }

    @Override
    public String conversionWords() {
        return "Builds the new store beside the old one as "
                + yard.blueprint().runAs().user() + ", compares them, then "
                + backupWords().substring(0, 1).toLowerCase(Locale.ROOT)
                + backupWords().substring(1) + ", and puts the new one in its place";
    }

    @Override
    public List<String> blankCommands() {
        var path = files.path();
        var blank = files.wholeDirectory()
                ? "[ -z \"$(ls -A " + Shell.quote(files.directory()) + ")\" ]"
                : "[ ! -e " + Shell.quote(path.equals(files.directory()) ? path.resolve("CURRENT") : path) + " ]";
        return List.of(blank + " || { echo "
                + Shell.quote("Something lies in " + files.directory() + " already: go back instead")
                + " >&2; exit 1; }");
    }
}
