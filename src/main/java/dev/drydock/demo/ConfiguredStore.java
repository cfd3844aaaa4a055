package dev.drydock.demo;

import static java.util.Objects.requireNonNull;

import dev.drydock.conversion.StoreEditor;
import dev.drydock.conversion.StoreException;
import dev.drydock.installation.configuration.Compression;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.StoreConfiguration.OnCluster;
import dev.drydock.installation.configuration.StoreConfiguration.OnDatabaseServer;
import dev.drydock.installation.configuration.StoreConfiguration.OnDisk;
import dev.drydock.installation.configuration.StoreKind;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.mysql.MysqlDialect;
import dev.drydock.store.postgresql.PostgresDialect;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sql.Password;
import dev.drydock.store.sql.ServerAddress;
import dev.drydock.store.sql.SqlConnector;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.SqlStore;
import dev.drydock.store.sql.Tls;
import dev.drydock.store.sqlite.SqliteStore;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import dev.drydock.translate.BlobForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The store that a configuration names for mail data and for message bodies.
 *
 * @param store at its place
 * @param form how new message bodies are written
 * @param driver of a store of files; null for one of tables
 * @param path the file of SQLite, the directory of RocksDB; null for a store of tables
 * @param server that has the tables; null for a store of files
 */
record ConfiguredStore(
        PlacedStore store,
        BlobForm form,
        @Nullable FileStoreDriver driver,
        @Nullable Path path,
        @Nullable SqlConnector server) {

    static final String NEXT_STEP = "Give the stand-in a configuration with one store for all";

    /** Opens it as the server of v0.8.0 does, which lets others look, and other nodes of a cluster work on tables too. */
    StoreEditor openServing() throws StoreException {
        if (store instanceof SqliteStore sqlite) {
            return sqlite.openServing();
        }
        return store instanceof SqlStore tables ? tables.openServing() : store.openEditor();
    }

    /** Keeps it as the server of v0.7.3 does: files by a lock, tables by a connection. */
    StoreKeeping hold() throws StoreException, IOException {
        return server == null ? StoreHold.of(requireNonNull(path)) : SessionHold.of(server);
    }

    /** Where it lies, for people. */
    String place() {
        return path == null ? store.name() : path.toString();
    }

    /** Makes the directory that its files go to. */
    void makeDirectory() throws IOException {
        var parent = path == null ? null : path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    /**
     * Looks it up.
     *
     * @param work where copies of stores that were not closed cleanly go
     * @param clusters which file stands in for a cluster
     * @throws StoreException where there is none, or one that a stand-in does not know
     */
    static ConfiguredStore of(Configuration configuration, Path work, StandIn.Clusters clusters) throws StoreException {
        var data = configuration.store(Role.DATA);
        if (data == null) {
            throw new StoreException("No store configured in " + configuration.file(), NEXT_STEP);
        }
        var form = data.compression() == Compression.LZ4 ? BlobForm.LZ4 : BlobForm.PLAIN;
        if (data.equals(configuration.store(Role.BLOB)) && data instanceof OnDisk disk) {
            var driver = disk.kind() == StoreKind.SQLITE ? new SqliteStoreDriver(work) : new RocksDbStoreDriver();
            return new ConfiguredStore(driver.at(disk.path()), form, driver, disk.path(), null);
        }
        if (data.equals(configuration.store(Role.BLOB)) && data instanceof OnCluster cluster) {
            var driver = new SqliteStoreDriver(work);
            var file = clusters.file(cluster);
            return new ConfiguredStore(driver.at(file), form, driver, file, null);
        }
        if (data.equals(configuration.store(Role.BLOB)) && data instanceof OnDatabaseServer tables) {
            var server = server(tables);
            return new ConfiguredStore(new SqlStore(server.dialect(), server.place(), work), form, null, null, server);
        }
        throw new StoreException("The store of " + configuration.file() + " is none for a stand-in", NEXT_STEP);
    }

    /** As the server of v0.8.0 reaches it. */
    private static SqlConnector server(OnDatabaseServer tables) throws StoreException {
        if (tables.host() == null || tables.port() == null || tables.user() == null || tables.password() == null) {
            throw new StoreException(
                    "The store " + tables.id() + " has no host, port, user or password",
                    "Give the stand-in a configuration that says all of them");
        }
        var place = new SqlPlace(
                new ServerAddress(tables.host(), tables.port()),
                tables.user(),
                new Password(tables.password().reveal()),
                Tls.of(tables.usesTlsInV080(), tables.allowsInvalidCertificates()),
                SqlPlace.USUAL_TIMEOUT,
                tables.database(),
                null);
        return new SqlConnector(tables.kind() == StoreKind.MYSQL ? new MysqlDialect() : new PostgresDialect(), place);
    }
}
