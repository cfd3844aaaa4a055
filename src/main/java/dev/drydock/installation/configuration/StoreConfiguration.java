package dev.drydock.installation.configuration;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code store.<id>}, by what it takes to reach it. */
public sealed interface StoreConfiguration {

    /** The id that the roles name. */
    String id();

    StoreKind kind();

    /** Of message bodies, where this store is the one for them; none where nothing is set. */
    Compression compression();

    /** For people: kind and place, without secrets. */
    String describe();

    /**
     * RocksDB, SQLite, or a directory of message bodies.
     *
     * @param path on this machine: a directory, for SQLite the file
     * @param minBlobSize of RocksDB: from how many bytes on a body gets out of the tables; 16834 where nothing is set
     * @param depth of a directory of bodies: levels of directories; 2 where nothing is set, at most 5
     */
    record OnDisk(String id, StoreKind kind, Compression compression, Path path, long minBlobSize, int depth)
            implements StoreConfiguration {
        @Override
        public String describe() {
            return kind.title() + " in " + path;
        }
    }

    /**
     * PostgreSQL or MySQL.
     *
     * @param host null where nothing is set: PostgreSQL's client then takes its own default
     * @param port null where nothing is set: 5432 and 3306
     * @param tls {@code tls.enable}
     * @param allowsInvalidCertificates {@code tls.allow-invalid-certs}
     * @param timeout as it is written
     */
    record OnDatabaseServer(
            String id,
            StoreKind kind,
            Compression compression,
            @Nullable String host,
            @Nullable Integer port,
            String database,
            @Nullable String user,
            @Nullable Secret password,
            boolean tls,
            boolean allowsInvalidCertificates,
            @Nullable String timeout)
            implements StoreConfiguration {

        /** For MySQL v0.7.3 does not look at {@code tls.enable}, and takes TLS only where any certificate will do. */
        public boolean usesTlsInV073() {
            return kind == StoreKind.MYSQL ? allowsInvalidCertificates : tls;
        }

        public boolean usesTlsInV080() {
            return tls;
        }

        @Override
        public String describe() {
            return kind.title() + " database " + database + (host == null ? "" : " on " + host)
                    + (port == null ? "" : ":" + port);
        }
    }

    /**
     * FoundationDB.
     *
     * @param clusterFile null where nothing is set: the client's default
     */
    record OnCluster(
            String id,
            StoreKind kind,
            Compression compression,
            @Nullable Path clusterFile) implements StoreConfiguration {
        @Override
        public String describe() {
            return kind.title() + (clusterFile == null ? "" : " of " + clusterFile);
        }
    }

    /**
     * A bucket of S3.
     *
     * @param endpoint null where the region alone says where it is
     */
    record InBucket(
            String id,
            StoreKind kind,
            Compression compression,
            String bucket,
            String region,
            @Nullable String endpoint,
            @Nullable String keyPrefix,
            @Nullable Secret accessKey,
            @Nullable Secret secretKey)
            implements StoreConfiguration {
        @Override
        public String describe() {
            return kind.title() + " bucket " + bucket + " in " + (endpoint == null ? region : endpoint);
        }
    }

    /**
     * Elasticsearch or Redis: only named, because the upgrade does not reach for them.
     *
     * @param urls may hold passwords
     */
    record Elsewhere(String id, StoreKind kind, Compression compression, List<Secret> urls)
            implements StoreConfiguration {
        @Override
        public String describe() {
            return kind.title();
        }
    }
}
