package dev.drydock.demo;

import dev.drydock.conversion.StoreException;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.StoreLocation;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * A small installation of v0.7.3 to try an upgrade on. Its programs are {@link StandIn stand-ins}, its mail is made up,
 * its listeners are on 127.0.0.1, and everything lies in one directory.
 *
 * @param directory the sandbox, absolute
 * @param configuration the server's {@code config.toml}
 * @param program the stand-in for v0.7.3, as it is installed
 * @param release the stand-in for v0.8.0, as it would have been downloaded
 * @param commands the file of commands that start, stop and probe the server
 * @param name under which they stand there
 */
public record Sandbox(
        Path directory,
        Path configuration,
        Path program,
        Path release,
        Path commands,
        String name,
        SandboxPorts ports) {

    private static final String NAME = "demo";
    private static final String SQLITE_FILE = "index.sqlite3";

    /** Slow enough to be watched, and over within a minute. */
    private static final int INDEXING = 4;

    /** What keeps the store of a sandbox. */
    public enum Kind {
        SQLITE(StoreLocation.Kind.SQLITE),
        ROCKSDB(StoreLocation.Kind.ROCKSDB);

        private final StoreLocation.Kind location;

        Kind(StoreLocation.Kind location) {
            this.location = location;
        }

        /** What opens such a store. */
        public FileStoreDriver driver() {
            return this == SQLITE ? new SqliteStoreDriver() : new RocksDbStoreDriver();
        }

        private Path store(Path data) {
            return this == SQLITE ? data.resolve(SQLITE_FILE) : data;
        }
    }

    /**
     * Makes a sandbox with four accounts, their mail, a queue and a certificate.
     *
     * @param directory does not exist, or is empty
     */
    public static Sandbox create(Path directory, Kind kind) throws StoreException, IOException {
        return create(directory, kind, SandboxPorts.free());
    }

    /** The same with listeners on these ports. */
    public static Sandbox create(Path directory, Kind kind, SandboxPorts ports) throws StoreException, IOException {
        return create(directory, kind, ports, Instant.now());
    }

    /** The same, as if it were {@code now}: queued messages are of that time. */
    static Sandbox create(Path directory, Kind kind, SandboxPorts ports, Instant now)
            throws StoreException, IOException {
        var root = root(directory);
        var store = kind.store(SandboxFiles.directory(root.resolve("data"), "rwx------"));
        makeStore(kind, store, now);
        return finish(root, kind, store, true, INDEXING, ports);
    }

    /**
     * Makes the store alone that a sandbox has.
     *
     * @param store where nothing is yet
     */
    public static void makeStore(Kind kind, Path store) throws StoreException, IOException {
        makeStore(kind, store, Instant.now());
    }

    private static void makeStore(Kind kind, Path store, Instant now) throws StoreException, IOException {
        try (var writer = kind.driver().at(store).createSource()) {
            new SandboxContent(writer, now, SelfSignedCertificate.of(SandboxContent.HOSTNAME)).write();
            writer.commit();
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java cannot make a certificate", e);
        }
    }

    /**
     * Makes a sandbox around a copy of a store of v0.7.3 that no process has open. Its v0.8.0 leaves the queue of the
     * full-text index as it is, so that what the import has made can be looked at.
     *
     * @param directory does not exist, or is empty
     * @param existingStore a file of SQLite or a directory of RocksDB; what lies beside the file as its log is copied too
     */
    public static Sandbox around(Path directory, Path existingStore) throws StoreException, IOException {
        var root = root(directory);
        var kind = Files.isDirectory(existingStore) ? Kind.ROCKSDB : Kind.SQLITE;
        var data = SandboxFiles.directory(root.resolve("data"), "rwx------");
        if (kind == Kind.ROCKSDB) {
            try (var files = Files.list(existingStore)) {
                for (var file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, data.resolve(existingStore.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } else {
            for (var suffix : new String[] {"", "-wal"}) {
                var file = existingStore.resolveSibling(existingStore.getFileName() + suffix);
                if (Files.exists(file)) {
                    Files.copy(file, data.resolve(SQLITE_FILE + suffix), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        // As the stores of the real servers that the tests have are configured.
        return finish(root, kind, kind.store(data), kind == Kind.ROCKSDB, 0, SandboxPorts.free());
    }

    /**
     * Finds a sandbox that was made before, in whatever state an upgrade has left it.
     *
     * @throws IOException also where there is none
     */
    public static Sandbox at(Path directory) throws IOException {
        var root = directory.toAbsolutePath().normalize();
        var configuration = root.resolve("etc").resolve("config.toml");
        var program = root.resolve("bin").resolve(SandboxFiles.PROGRAM);
        var release = root.resolve("release").resolve(SandboxFiles.PROGRAM);
        var commands = root.resolve("commands");
        return new Sandbox(root, configuration, program, release, commands, NAME, SandboxPorts.of(configuration));
    }

    /**
     * Makes it a sandbox of v0.7.2, which has the same layout and cannot export.
     *
     * @return the stand-in for v0.7.3, as it would have been downloaded
     */
    public Path installV072() throws IOException {
        var source = SandboxFiles.directory(directory.resolve("source"), "rwxr-xr-x");
        var newer = Files.move(program, source.resolve(SandboxFiles.PROGRAM));
        SandboxFiles.program(program, StandInVersion.V0_7_2, directory);
        return newer;
    }

    private static Path root(Path directory) throws IOException {
        var absolute = directory.toAbsolutePath().normalize();
        if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            try (var entries = Files.newDirectoryStream(absolute)) {
                if (entries.iterator().hasNext()) {
                    throw new IOException("The directory for a sandbox, " + absolute + ", is not empty");
                }
            }
        }
        // Others may pass through, to run the programs; they see no names and open nothing else.
        return SandboxFiles.directory(absolute, "rwx--x--x");
    }

    private static Sandbox finish(
            Path root, Kind kind, Path store, boolean compressed, int indexing, SandboxPorts ports) throws IOException {
        var etc = SandboxFiles.directory(root.resolve("etc"), "rwx------");
        SandboxFiles.directory(root.resolve("logs"), "rwx------");
        var bin = SandboxFiles.directory(root.resolve("bin"), "rwxr-xr-x");
        var release = SandboxFiles.directory(root.resolve("release"), "rwxr-xr-x");
        SandboxFiles.file(etc.resolve("suffixes.dat"), "rw-------", "com\nnet\norg\nexample\n");
        SandboxFiles.file(etc.resolve("spamfilter.toml"), "rw-------", "[version]\nspam-filter = \"0\"\n");
        SandboxFiles.bundle(etc.resolve("webadmin.zip"));
        var text = new SandboxConfiguration(
                        SandboxContent.HOSTNAME, kind.location, store, compressed, indexing, etc, ports)
                .text();
        var configuration = SandboxFiles.file(etc.resolve("config.toml"), "rw-------", text);
        var program = SandboxFiles.program(bin.resolve(SandboxFiles.PROGRAM), StandInVersion.V0_7_3, root);
        var control = SandboxFiles.control(bin.resolve(SandboxFiles.CONTROL), root);
        return new Sandbox(
                root,
                configuration,
                program,
                SandboxFiles.program(release.resolve(SandboxFiles.PROGRAM), StandInVersion.V0_8_0, root),
                SandboxFiles.commands(root.resolve("commands"), NAME, program, control),
                NAME,
                ports);
    }
}
