package dev.drydock.bench;

import dev.drydock.conversion.Progress;
import dev.drydock.conversion.RecordSource;
import dev.drydock.conversion.StoreException;
import dev.drydock.conversion.SuccessorSink;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.Database;
import dev.drydock.sql.ServerChoice;
import dev.drydock.sql.SqlServer;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.PlacedStore;
import dev.drydock.store.sql.SqlPlace;
import dev.drydock.store.sql.SqlStore;
import dev.drydock.store.sql.SqlStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores on a server of their own, which waits for its disk at every commit. */
final class DowntimeTables implements DowntimeStores {

    private static final String SCHEMA = "converted";

    private final SqlServerKind kind;
    private final SqlServer server;
    private final boolean contentsBehind;
    private final Path directory;
    private final Database old;
    private final Database administrator;
    private @Nullable Database imported;

    /** @param contentsBehind whether contents go over with their table and are not copied */
    DowntimeTables(SqlServerKind kind, boolean contentsBehind, Path directory) throws Exception {
        this.contentsBehind = contentsBehind;
        this.kind = kind;
        this.directory = directory;
        this.server = kind.start(ServerChoice.DURABLE);
        this.old = server.create();
        this.administrator = server.administrator();
    }

    private SqlStore store(SqlPlace place) {
        return SqlStores.store(kind, place, directory.resolve("sorting"));
    }

    private SqlPlace converted() {
        return kind.isPostgresql()
                ? SqlStores.place(old).inSchema(SCHEMA)
                : SqlStores.place(administrator.named(old.name() + "_" + SCHEMA));
    }

    @Override
    public void generate(StoreShape shape, Path sorting) throws Exception {
        try (var writer = store(SqlStores.place(old)).createSource()) {
            new StoreGenerator(shape).write(writer, sorting);
            writer.commit();
        }
        // What a server at work knows of its tables.
        execute(kind.isPostgresql() ? "ANALYZE" : "ANALYZE TABLE b, v, l, i, t, c");
    }

    private void execute(String statement) throws Exception {
        try (var connection = server.connect(old);
                var session = connection.createStatement()) {
            session.execute(statement);
        }
    }

    @Override
    public PlacedStore old() {
        return store(SqlStores.place(old));
    }

    @Override
    public PlacedStore blank(Made made) throws Exception {
        if (made == Made.IMPORTED) {
            if (imported != null) {
                server.administrate(List.of("DROP DATABASE " + imported.name()));
            }
            imported = server.create();
        } else if (kind.isPostgresql()) {
            execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            execute("CREATE SCHEMA " + SCHEMA);
        } else {
            server.administrate(List.of(
                    "DROP DATABASE IF EXISTS " + converted().database(),
                    "CREATE DATABASE " + converted().database()));
        }
        return made(made);
    }

    @Override
    public PlacedStore made(Made made) {
        return store(made == Made.IMPORTED ? SqlStores.place(imported()) : converted());
    }

    private Database imported() {
        var there = imported;
        if (there == null) {
            throw new IllegalStateException("nothing is imported yet");
        }
        return there;
    }

    @Override
    public boolean isConvertedByConsole() {
        return true;
    }

    @Override
    public SuccessorSink successor(PlacedStore target, RecordSource source) throws StoreException {
        return store(converted()).createSuccessor(source, contentsBehind, Progress.NONE);
    }

    @Override
    public boolean leavesContents() {
        return contentsBehind;
    }

    @Override
    public List<String> passwords(boolean withTarget) throws Exception {
        var own = List.of("--password-file", file("own", old.password()));
        return withTarget
                ? List.of(
                        own.get(0),
                        own.get(1),
                        "--target-password-file",
                        file("target", converted().password().reveal()))
                : own;
    }

    private String file(String name, String password) throws Exception {
        var file = Files.writeString(directory.resolve(name + ".password"), password);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    @Override
    public String settingsOfOld() {
        return kind.settings(old);
    }

    @Override
    public String settingsOfImported() {
        return kind.settings(imported());
    }

    @Override
    public long used(Made made) throws Exception {
        var place = made == Made.IMPORTED ? SqlStores.place(imported()) : converted();
        if (!kind.isPostgresql()) {
            // Else the server tells what it has counted some time ago.
            for (var letter : Letter.values()) {
                server.administrate(List.of("ANALYZE TABLE " + place.database() + "." + letter.letter()));
            }
        }
        return DowntimeFiles.used(directory) + store(place).bytes().orElse(0);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
