package dev.drydock.installation.configuration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a {@code store.<id>.type} can be, and what such a store can be used for. */
public enum StoreKind {
    ROCKSDB("rocksdb", "RocksDB"),
    SQLITE("sqlite", "SQLite"),
    POSTGRESQL("postgresql", "PostgreSQL"),
    MYSQL("mysql", "MySQL"),
    FOUNDATIONDB("foundationdb", "FoundationDB"),
    FS("fs", "a directory of files"),
    S3("s3", "S3"),
    ELASTICSEARCH("elasticsearch", "Elasticsearch"),
    REDIS("redis", "Redis");

    private final String type;
    private final String title;

    StoreKind(String type, String title) {
        this.type = type;
        this.title = title;
    }

    /** The kind of a type as it is configured, in any case; null for one that the server does not know. */
    static @Nullable StoreKind ofType(String type) {
        for (var kind : values()) {
            if (kind.type.equals(type.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        return null;
    }

    /** As it is configured, and as the scheme of a store driver. */
    public String type() {
        return type;
    }

    /** For people. */
    public String title() {
        return title;
    }

    public boolean canBe(Role role) {
        return switch (this) {
            case FS, S3 -> role == Role.BLOB;
            case ELASTICSEARCH -> role == Role.FTS;
            case REDIS -> role == Role.LOOKUP;
            default -> role != Role.DIRECTORY;
        };
    }
}
