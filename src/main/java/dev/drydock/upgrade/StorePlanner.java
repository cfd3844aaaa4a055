package dev.drydock.upgrade;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.RefusedException;
import dev.drydock.host.docker.ContainerPaths;
import dev.drydock.installation.Installation;
import dev.drydock.installation.StorePlacement;
import dev.drydock.installation.configuration.DirectoryKind;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.store.BackupStrategy;
import dev.drydock.store.FilledBackup;
import dev.drydock.store.OldStore;
import dev.drydock.store.foundationdb.ClusterBackup;
import dev.drydock.store.foundationdb.ClusterFile;
import dev.drydock.store.foundationdb.FdbStore;
import dev.drydock.store.sql.KeepingChoice;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.TableBackup;
import dev.drydock.upgrade.blueprint.BackupChoice;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.StoredCluster;
import dev.drydock.upgrade.blueprint.StoredFiles;
import dev.drydock.upgrade.blueprint.StoredTables;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.Credentials;
import java.io.IOException;
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
        if (store instanceof StoreConfiguration.OnDatabaseServer server) {
            return request.node() == null ? plan(id, request, found, server, credentials) : shared(found, server);
        }
        if (store instanceof StoreConfiguration.OnCluster cluster && request.node() == null) {
            return plan(id, request, found, cluster, credentials);
        }
        if (request.node() != null) {
            throw new RefusedException(
                    "node-store",
                    "The mail data lies in " + (store == null ? "no store that is configured" : store.describe())
                            + ", and Drydock knows further nodes of a cluster only where they share a database of"
                            + " PostgreSQL, MySQL or MariaDB; leave out node");
        }
        var placement = found.dataPlacement();
        if (!(store instanceof StoreConfiguration.OnDisk) || placement == null) {
            throw new RefusedException(
                    "backend-unsupported",
                    "The mail data lies in " + (store == null ? "no store that is configured" : store.describe())
                            + "; this Drydock upgrades RocksDB, SQLite, PostgreSQL, MySQL, MariaDB and FoundationDB");
        }
        if (ContainerPaths.isNowhere(placement.configured())) {
            throw new RefusedException(
                    "data-on-no-volume",
                    "The store " + ContainerPaths.alone(placement.configured()) + " lies in the container itself, on no"
                            + " volume, and would be lost with it. Copy it to a directory (docker cp), make a container"
                            + " that has that as a volume, and start over with that");
        }
        if (!placement.exists()) {
            throw new RefusedException(
                    "data-missing", "There is no store at " + placement.configured() + "; check storage.data");
        }
        var kind = store.kind().type();
        var old = old(id, placement);
        var strategy = yards.driver(kind).backup(old);
        var filled = filled(strategy, request, credentials);
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
                        strategy.place(filled)),
                null,
                null);
    }

    private Blueprint.Store plan(
            String id,
            UpgradeRequest request,
            Installation found,
            StoreConfiguration.OnCluster cluster,
            Credentials credentials)
            throws RefusedException, InvalidBackupException {
        if (request.isDocker()) {
            throw new RefusedException(
                    "cluster-container",
                    "Drydock guides FoundationDB where the mail server runs on the machine itself; in a container follow"
                            + " the vendor's notes");
        }
        var contents = contents(found);
        if (contents != null) {
            throw new RefusedException(
                    "cluster-contents",
                    "The contents of messages lie in " + contents + ", and the mail data in FoundationDB, of which only"
                            + " the server's own export tells: that would bring every content here. This is not supported");
        }
        try {
            var file = ClusterFile.read(Clusters.file(cluster).toRealPath());
            var clusters = yards.clusters();
            var filled = filled(
                    new ClusterBackup(file, clusters.to(file.path()), id, clusters.clears()), request, credentials);
            return new Blueprint.Store(
                    cluster.kind().type(),
                    cluster.id(),
                    BackupChoice.open(filled.open()),
                    externalDirectory(found),
                    null,
                    null,
                    null,
                    new StoredCluster(
                            FdbStore.SCHEME + ":" + file.path(),
                            file.path(),
                            file.description(),
                            filled.value(ClusterBackup.DESTINATION),
                            filled.value(ClusterBackup.TAG),
                            found.root().toRealPath().resolve("drydock-read-" + id)));
        } catch (StoreException e) {
            throw new RefusedException("cluster-unreachable", e.problem() + ". " + e.nextStep());
        } catch (IOException e) {
            throw new RefusedException(
                    "cluster-unreachable",
                    "The cluster file " + Clusters.file(cluster) + " cannot be read: " + e + ". Name it in store."
                            + cluster.id() + ".cluster-file");
        }
    }

    private static FilledBackup filled(BackupStrategy strategy, UpgradeRequest request, Credentials credentials)
            throws InvalidBackupException {
        var choice = request.backup();
        var filled = InvalidBackupException.require(
                FilledBackup.of(strategy, choice == null ? Map.of() : choice.values(), credentials.backup()));
        credentials.backup(filled);
        return filled;
    }

    private Blueprint.Store plan(
            String id,
            UpgradeRequest request,
            Installation found,
            StoreConfiguration.OnDatabaseServer server,
            Credentials credentials)
            throws RefusedException, InvalidBackupException {
        requireHost(server);
        var dialect = ServerStores.dialect(server);
        var place = ServerStores.place(server);
        var home = reached(() -> dialect.home(place));
        var filled = filled(new TableBackup(dialect, place, id), request, credentials);
        var choice = KeepingChoice.of(dialect, filled.open(), id);
        var aside = reached(() -> choice.way()
                .keeping(place, choice.worker(place, credentials.backup()), choice.terms())
                .aside());
        return new Blueprint.Store(
                dialect.scheme(),
                server.id(),
                BackupChoice.open(filled.open()),
                externalDirectory(found),
                contents(found),
                null,
                new StoredTables(
                        new SqlConnector(dialect, place).name(),
                        new SqlConnector(dialect, aside).name(),
                        place.database(),
                        home,
                        choice.terms().aside(),
                        choice.way().succession(place, place, choice.terms()).isPresent()),
                null);
    }

    /** On a further node of a cluster: the first one moves it. */
    private static Blueprint.Store shared(Installation found, StoreConfiguration.OnDatabaseServer server)
            throws RefusedException {
        requireHost(server);
        var dialect = ServerStores.dialect(server);
        var place = ServerStores.place(server);
        var name = new SqlConnector(dialect, place).name();
        return new Blueprint.Store(
                dialect.scheme(),
                server.id(),
                BackupChoice.open(Map.of()),
                externalDirectory(found),
                contents(found),
                null,
                new StoredTables(
                        name, name, place.database(), reached(() -> dialect.home(place)), place.database(), false),
                null);
    }

    private static void requireHost(StoreConfiguration.OnDatabaseServer server) throws RefusedException {
        if (!ServerStores.canBeReached(server)) {
            throw new RefusedException(
                    "database-host",
                    "The host of " + server.describe() + " is no name and no address, so Drydock cannot reach it; name"
                            + " the server by its host and port in store." + server.id());
        }
    }

    /** Something that a server of databases is asked. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws StoreException;
    }

    private static <T> T reached(Question<T> question) throws RefusedException {
        try {
            return question.ask();
        } catch (StoreException e) {
            throw new RefusedException("database-unreachable", e.problem() + ". " + e.nextStep());
        }
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
