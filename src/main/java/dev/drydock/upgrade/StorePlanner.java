package dev.drydock.upgrade;

import dev.drydock.engine.RefusedException;
import dev.drydock.installation.Installation;
import dev.drydock.installation.StorePlacement;
import dev.drydock.installation.configuration.DirectoryKind;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.store.FilledBackup;
import dev.drydock.store.OldStore;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.StoredFiles;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.Credentials;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles what becomes of the store of the mail data, by the word of its backend. */
final class StorePlanner {

    private final Yards yards;

    StorePlanner(Yards yards) {
        this.yards = yards;
    }

    /**
     * Settles it.
     *
     * @param credentials take the passwords that the backup was filled in with; nothing else keeps them
     */
    Blueprint.Store plan(String id, UpgradeRequest request, Installation found, Credentials credentials)
            throws RefusedException, InvalidBackupException {
        var store = found.configuration().store(Role.DATA);
        var placement = found.dataPlacement();
        if (!(store instanceof StoreConfiguration.OnDisk) || placement == null) {
            throw new RefusedException(
                    "backend-unsupported",
                    "The mail data lies in " + (store == null ? "no store that is configured" : store.describe())
                            + "; this Drydock upgrades RocksDB and SQLite");
        }
        if (!placement.exists()) {
            throw new RefusedException(
                    "data-missing", "There is no store at " + placement.configured() + "; check storage.data");
        }
        var kind = store.kind().type();
        var old = old(id, placement);
        var choice = request.backup();
        var strategy = yards.driver(kind).backup(old);
        var filled = InvalidBackupException.require(
                FilledBackup.of(strategy, choice == null ? Map.of() : choice.values(), credentials.backup()));
        credentials.backup(filled);
        return new Blueprint.Store(
                kind,
                store.id(),
                BackupChoice.open(filled.open()),
                externalDirectory(found),
                contents(found),
                new StoredFiles(
                        placement.store(),
                        placement.directory(),
                        placement.whyNotRenamed(),
                        old.own(),
                        strategy.place(filled)));
    }

    private static OldStore old(String id, StorePlacement placement) {
        return new OldStore(
                id,
                placement.store(),
                placement.directory(),
                placement.own().stream().map(Blueprint::name).toList(),
                placement.whyNotRenamed());
    }

    private static @Nullable String contents(Installation found) {
        var blobs = found.configuration().store(Role.BLOB);
        var data = found.configuration().store(Role.DATA);
        return blobs == null || data == null || blobs.id().equals(data.id()) ? null : blobs.describe();
    }

    private static @Nullable String externalDirectory(Installation found) {
        var directory = found.configuration().directory();
        return directory == null || directory.kind() == DirectoryKind.INTERNAL ? null : directory.id();
    }
}
