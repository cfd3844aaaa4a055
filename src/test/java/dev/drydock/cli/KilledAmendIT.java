package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.amendment.AmendmentFile;
import dev.drydock.bytes.BigEndian;
import dev.drydock.conversion.Listing;
import dev.drydock.layout.v080.Letter;
import dev.drydock.store.FileStoreDriver;
import dev.drydock.store.rocksdb.RocksDbStoreDriver;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The child of the console that amends the new store: killed at any moment, and run as an account of few rights. */
class KilledAmendIT {

    private static final int EVENTS = 150;
    private static final int NOBODY = 65_534;

    /** Another account, which may read all, since the class path of a build may lie where it could not go. */
    private static final String[] AS_NOBODY = {
        "setpriv",
        "--reuid=" + NOBODY,
        "--regid=" + NOBODY,
        "--clear-groups",
        "--inh-caps=-all,+dac_read_search",
        "--ambient-caps=+dac_read_search",
        "--bounding-set=-all,+dac_read_search"
    };

    @TempDir
    private Path directory;

    private static FileStoreDriver driver(String scheme) {
        return scheme.equals("sqlite") ? new SqliteStoreDriver() : new RocksDbStoreDriver();
    }

    private static String listing(String scheme, Path store) throws Exception {
        try (var target = driver(scheme).at(store).openTarget()) {
            var listing = new StringBuilder();
            new Listing(listing).of(target);
            return listing.toString();
        }
    }

    private Path makeStore(String scheme) throws Exception {
        var store = directory.resolve("new");
        var random = new Random(11);
        try (var sink = driver(scheme).at(store).createTarget()) {
            for (var i = 0; i < EVENTS; i++) {
                var key = new byte[16];
                BigEndian.putU64(key, 0, i);
                var value = new byte[100_000];
                random.nextBytes(value);
                sink.put(Letter.QUEUE_EVENT, key, value);
            }
            sink.put(Letter.SETTING, new byte[] {'k'}, new byte[] {'v'});
            sink.commit();
        }
        return store;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void comesToTheSameEndHoweverOftenItIsKilled(String scheme) throws Exception {
        var store = makeStore(scheme);
        var with = listing(scheme, store);
        var file = directory.resolve("amendment");
        try (var target = driver(scheme).at(store).openTarget()) {
            AmendmentFile.withoutQueue(target, file);
        }
        var program = new CommandProcess(directory);
        var random = new Random(5);
        var location = scheme + ":" + store;
        for (var round = 0; round < 3; round++) {
            for (var direction : new String[] {"apply", "take-back"}) {
                var running = program.start("amend", direction, location, file);
                running.process().waitFor(400 + random.nextInt(1500), TimeUnit.MILLISECONDS);
                running.kill();
                program.run("amend", direction, location, file).isDone();
                var events = listing(scheme, store)
                        .lines()
                        .filter(line -> line.startsWith("q"))
                        .count();
                assertThat(events).isEqualTo(direction.equals("apply") ? 0 : EVENTS);
            }
            assertThat(listing(scheme, store)).isEqualTo(with);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb"})
    void runsAsTheAccountThatOwnsTheStore(String scheme) throws Exception {
        assumeTrue(works(AS_NOBODY), "only root can become somebody else");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var owned = Files.createDirectory(directory.resolve("owned"));
        Files.move(makeStore(scheme), owned.resolve("new"));
        var file = owned.resolve("amendment");
        try (var target = driver(scheme).at(owned.resolve("new")).openTarget()) {
            AmendmentFile.withoutQueue(target, file);
        }
        var home = Files.createDirectory(directory.resolve("home"));
        for (var tree : List.of(owned, home)) {
            try (var paths = Files.walk(tree)) {
                for (var path : paths.toList()) {
                    Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }

        new CommandProcess(directory)
                .under(AS_NOBODY)
                .run("amend", "apply", scheme + ":" + owned.resolve("new"), file)
                .isDone();

        try (var paths = Files.walk(owned)) {
            assertThat(paths)
                    .allSatisfy(path ->
                            assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(NOBODY));
        }
        assertThat(listing(scheme, owned.resolve("new")).lines()).hasSize(1);
    }

    private static boolean works(String... prefix) throws InterruptedException {
        var command = new ArrayList<>(List.of(prefix));
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
