package dev.drydock.installation.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code store.<id>}: names and defaults are those of the vendor's {@code crates/store}. */
final class StoreReader {

    private static final long MIN_BLOB_SIZE = 16834; // as it stands in the vendor's source
    private static final int DEPTH = 2;
    private static final int MAX_DEPTH = 5;

    private final SettingReader reader;

    StoreReader(SettingReader reader) {
        this.reader = reader;
    }

    /** The stores that can be opened as far as their settings go, by id. */
    Map<String, StoreConfiguration> stores() {
        var stores = new LinkedHashMap<String, StoreConfiguration>();
        for (var id : reader.settings().ids("store", "type")) {
            var type = reader.settings().find("store." + id + ".type");
            if (type == null) {
                continue;
            }
            var kind = StoreKind.ofType(type.value());
            if (kind == null) {
                reader.problem(type, type.shown() + " is no kind of store, so the server ignores it");
                continue;
            }
            var store = store(id, "store." + id + ".", kind);
            if (store != null) {
                stores.put(id, store);
            }
        }
        return stores;
    }

    private @Nullable StoreConfiguration store(String id, String prefix, StoreKind kind) {
        var compression = compression(prefix + "compression");
        return switch (kind) {
            case ROCKSDB, SQLITE, FS -> onDisk(id, prefix, kind, compression);
            case POSTGRESQL, MYSQL -> onDatabaseServer(id, prefix, kind, compression);
            case FOUNDATIONDB ->
                new StoreConfiguration.OnCluster(id, kind, compression, reader.path(prefix + "cluster-file"));
            case S3 -> inBucket(id, prefix, kind, compression);
            case ELASTICSEARCH, REDIS -> elsewhere(id, prefix, kind, compression);
        };
    }

    private @Nullable StoreConfiguration onDisk(String id, String prefix, StoreKind kind, Compression compression) {
        var path = reader.requiredPath(prefix + "path");
        if (path == null) {
            return null;
        }
        var depth = (int) Math.min(reader.number(prefix + "depth", DEPTH), MAX_DEPTH);
        var minBlobSize = reader.number(prefix + "min-blob-size", MIN_BLOB_SIZE);
        return new StoreConfiguration.OnDisk(id, kind, compression, path, minBlobSize, depth);
    }

    private @Nullable StoreConfiguration onDatabaseServer(
            String id, String prefix, StoreKind kind, Compression compression) {
        var mysql = kind == StoreKind.MYSQL;
        var host = mysql ? reader.required(prefix + "host") : reader.text(prefix + "host");
        var database = reader.required(prefix + "database");
        if (database == null || (mysql && host == null)) {
            return null;
        }
        return new StoreConfiguration.OnDatabaseServer(
                id,
                kind,
                compression,
                host,
                reader.port(prefix + "port"),
                database,
                reader.text(prefix + "user"),
                reader.secret(prefix + "password"),
                reader.flag(prefix + "tls.enable", false),
                reader.flag(prefix + "tls.allow-invalid-certs", false),
                reader.text(prefix + "timeout"));
    }

    private @Nullable StoreConfiguration inBucket(String id, String prefix, StoreKind kind, Compression compression) {
        var region = reader.required(prefix + "region");
        var bucket = reader.required(prefix + "bucket");
        if (region == null || bucket == null) {
            return null;
        }
        return new StoreConfiguration.InBucket(
                id,
                kind,
                compression,
                bucket,
                region,
                reader.text(prefix + "endpoint"),
                reader.text(prefix + "key-prefix"),
                reader.secret(prefix + "access-key"),
                reader.secret(prefix + "secret-key"));
    }

    private StoreConfiguration elsewhere(String id, String prefix, StoreKind kind, Compression compression) {
        var urls = reader.settings().under(prefix + (kind == StoreKind.REDIS ? "urls" : "url")).stream()
                .map(setting -> new Secret(setting.value()))
                .toList();
        return new StoreConfiguration.Elsewhere(id, kind, compression, urls);
    }

    private Compression compression(String key) {
        var setting = reader.settings().find(key);
        if (setting == null) {
            return Compression.NONE;
        }
        return switch (setting.value()) {
            case "lz4" -> Compression.LZ4;
            case "none", "false", "disable", "disabled" -> Compression.NONE;
            default -> {
                reader.problem(setting, setting.shown() + " is no compression, so the server uses none");
                yield Compression.NONE;
            }
        };
    }
}
