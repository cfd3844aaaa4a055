package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.fixture.Fixture;
import dev.drydock.layout.BlobHash;
import dev.drydock.layout.v073.BlobLinkKey;
import dev.drydock.layout.v073.Space;
import dev.drydock.store.DirectorySnapshot;
import dev.drydock.store.Mount;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a process of its own shows: rights, locks, memory, disks and streams that end. */
class CommandProcessIT {

    private static final String[] WITHOUT_ROOTS_RIGHTS = {
        "setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"
    };

    @TempDir
    private Path directory;

    @Test
    void refusesAnSqliteStoreThatAServerHasOpen() throws Exception {
        var store = Fixture.SQLITE.unpackStore(directory);
        try (var server = LockHolder.sqlite(store)) {
            assertInUse("sqlite:" + store, server.pid());
        }
        new CommandProcess(directory).run("inspect", "sqlite:" + store).isDone();
    }

    @Test
    void refusesARocksDbStoreThatAServerHasOpen() throws Exception {
        var store = Fixture.ROCKSDB.unpackStore(directory);
        try (var server = LockHolder.rocksDb(store)) {
            assertInUse("rocksdb:" + store, server.pid());
        }
        new CommandProcess(directory).run("inspect", "rocksdb:" + store).isDone();
    }

    /** What is only done while mail stands still has no time for what nobody reads. */
    @Test
    void preparesNoLog() throws Exception {
        var store = Fixture.SQLITE.unpackStore(directory);
        var loaded = directory.resolve("loaded");

        new CommandProcess(directory)
                .withJava("-Xlog:class+load:file=" + loaded)
                .run("inspect", "sqlite:" + store)
                .isDone();

        assertThat(loaded).content().contains("org.slf4j.helpers.NOPLogger").doesNotContain("ch.qos.logback");
    }

    private void assertInUse(String store, long pid) throws Exception {
        var out = Files.createDirectory(directory.resolve("out"));
        var process = new CommandProcess(directory);

        process.run("inspect", store).failsWith(ExitStatus.REFUSED, Long.toString(pid), "Stop the");
        var convert = process.run("convert", "--json", "--from", store, "--to", "sqlite:" + out.resolve("new"));

        assertThat(convert.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(convert.jsonError().get("code").stringValue()).isEqualTo("store-in-use");
        assertThat(out).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb", "export"})
    void saysWhatItMayNotRead(String scheme) throws Exception {
        var path = switch (scheme) {
            case "sqlite" -> Fixture.SQLITE.unpackStore(directory);
            case "rocksdb" -> Fixture.ROCKSDB.unpackStore(directory);
            default -> Fixture.SQLITE.unpackExport(directory);
        };
        var locked = scheme.equals("export") ? path.resolve("blob") : path;
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        var process = new CommandProcess(directory);
        if (Files.isReadable(locked)) {
            assumeTrue(works(WITHOUT_ROOTS_RIGHTS), "setpriv cannot take rights away here");
            process.under(WITHOUT_ROOTS_RIGHTS);
        }

        var run = process.run("inspect", "--json", scheme + ":" + path);

        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.jsonError().get("code").stringValue()).as(run.err()).isEqualTo("permission-denied");
        assertThat(run.jsonError().get("problem").stringValue()).contains(locked.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "rocksdb", "export"})
    void saysWhereTheDiskIsFullAndLeavesNothing(String scheme) throws Exception {
        var store = Fixture.SQLITE.unpackStore(directory);
        try (var disk = Mount.tmpfs(directory.resolve("disk"), "size=600k")) {
            var run = new CommandProcess(directory)
                    .run(
                            "convert",
                            "--json",
                            "--from",
                            "sqlite:" + store,
                            "--to",
                            scheme + ":" + disk.directory().resolve("new"));

            assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
            assertThat(run.jsonError().get("code").stringValue()).as(run.err()).isEqualTo("no-space");
            assertThat(disk.directory()).isEmptyDirectory();
        }
    }

    @Test
    void saysWhereMemoryIsTooSmallForOneValue() throws Exception {
        var store = directory.resolve("huge.sqlite3");
        var content = new byte[48 << 20];
        var hash = BlobHash.ofContent(content);
        try (var writer = new SqliteStoreDriver().at(store).createSource()) {
            writer.put(Space.VALUES, BlobLinkKey.commit(hash).encode(), new byte[0]);
            writer.put(Space.BLOBS, hash.toByteArray(), content);
            writer.commit();
        }

        var run = new CommandProcess(directory).withJava("-Xmx32m").run("inspect", "--json", "sqlite:" + store);

        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.jsonError().get("code").stringValue()).as(run.err()).isEqualTo("out-of-memory");
        assertThat(run.jsonError().get("nextStep").stringValue()).contains("-Xmx");
    }

    @Test
    void endsWhenTheReaderOfItsOutputHasGone() throws Exception {
        var store = Fixture.SQLITE.unpackStore(directory);
        var shell = List.of(
                "sh",
                "-c",
                "\"$@\" | head -n 1",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.drydock.Drydock",
                "listing",
                "sqlite:" + store);

        var run = CommandProcess.start(shell, directory).end();

        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).doesNotContain("Exception");
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(1);
    }

    @Test
    void keepsNamesWholeInJsonWhateverTheLocale() throws Exception {
        var store = Fixture.SQLITE.unpackStore(directory);

        var json = new CommandProcess(directory)
                .under("env", "LC_ALL=C")
                .run("inspect", "--json", "sqlite:" + store)
                .isDone()
                .json();

        var names = new ArrayList<String>();
        json.get("accounts")
                .get(0)
                .get("mailboxes")
                .forEach(mailbox -> names.add(mailbox.get("name").stringValue()));
        assertThat(names).anyMatch(name -> name.codePoints().anyMatch(c -> c > 0x7F));
    }

    @Test
    void keepsItsOwnFilesBelowItsHome() throws Exception {
        assumeTrue(Fixture.withStore().contains(Fixture.SQLITE_KILLED), "a store of a killed server");
        var store = Fixture.SQLITE_KILLED.unpackStore(directory);
        var home = directory.resolve("another-home");
        var temporary = Files.createDirectory(directory.resolve("tmp"));
        var before = DirectorySnapshot.of(store.getParent());

        new CommandProcess(directory)
                .withJava("-Djava.io.tmpdir=" + temporary)
                .run("inspect", "--home", home, "sqlite:" + store)
                .isDone();

        assertThat(home.resolve("native")).isDirectory();
        assertThat(directory.resolve("home")).doesNotExist();
        assertThat(temporary).isEmptyDirectory();
        assertThat(home.resolve("work"))
                .satisfiesAnyOf(
                        work -> assertThat(work).doesNotExist(),
                        work -> assertThat(work).isEmptyDirectory());
        assertThat(DirectorySnapshot.of(store.getParent())).isEqualTo(before);
    }

    private static boolean works(String... command) throws IOException, InterruptedException {
        var whole = new ArrayList<>(Arrays.asList(command));
        whole.add("true");
        return new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
