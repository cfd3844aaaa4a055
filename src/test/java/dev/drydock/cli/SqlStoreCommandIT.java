package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.amendment.AmendmentFile;
import dev.drydock.fixture.Fixture;
import dev.drydock.layout.v080.Letter;
import dev.drydock.sql.Database;
import dev.drydock.sql.SqlServerKind;
import dev.drydock.store.sqlite.SqliteStoreDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands on stores that lie on real servers. */
class SqlStoreCommandIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void inspectsAndListsWhatTheOldServerLeft(SqlServerKind kind) throws Exception {
        var old = kind.get().create(fixture(kind), "v0.7.3");

        var report = run(old, "inspect", location(kind, old), "--json").isDone().json();
        assertThat(report.get("version").asString()).isEqualTo("v0.7.3");
        assertThat(report.get("store").asString()).isEqualTo(location(kind, old));
        assertThat(report.get("totals").get("messages").asLong()).isPositive();

        assertThat(run(old, "listing", location(kind, old)).isDone().out().lines())
                .hasSizeGreaterThan(10_000)
                .allMatch(line -> line.matches("[bcilvt]\t[0-9a-f]+\t\\S+"));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void listsWhatTheNewServerMade(SqlServerKind kind) throws Exception {
        var renewed = kind.get().create(fixture(kind), "v0.8.0");
        var listing = directory.resolve("listing.tsv");

        assertThat(run(renewed, "inspect", location(kind, renewed)).isDone().out())
                .contains("v0.8.0");
        run(renewed, "listing", location(kind, renewed), "-o", listing).isDone();
        assertThat(Files.readString(listing)).isEqualTo(fixture(kind).listing());

        run(renewed, "convert", "--from", location(kind, renewed), "--to", "sqlite:" + directory.resolve("x"))
                .failsWith(ExitStatus.REFUSED, "is a store of v0.8.0 already");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void convertsFromAnyKindOfStoreIntoAServer(SqlServerKind kind) throws Exception {
        var source = "sqlite:" + Fixture.SQLITE.unpackStore(directory);
        var made = kind.get().create();
        var file = passwordFile(made, "made");
        var target = location(kind, made);

        var run = CommandRun.of(
                        "convert",
                        "--from",
                        source,
                        "--to",
                        target,
                        "--target-password-file",
                        file,
                        "--profile",
                        "official",
                        "--saved",
                        directory.resolve("saved"))
                .isDone();
        assertThat(run.out())
                .contains("verify --source " + source + " --target " + target + " --target-password-file " + file)
                .doesNotContain("chown", made.password());

        assertThat(run(made, "listing", target).isDone().out()).isEqualTo(Fixture.SQLITE.listing());
        assertThat(CommandRun.of(
                                "verify",
                                "--source",
                                source,
                                "--target",
                                target,
                                "--target-password-file",
                                file,
                                "--profile",
                                "official",
                                "--json")
                        .isDone()
                        .json()
                        .get("equal")
                        .asBoolean())
                .isTrue();
        CommandRun.of("convert", "--from", source, "--to", target, "--target-password-file", file)
                .failsWith(ExitStatus.REFUSED, "The target " + target + " is not blank", "Name a database");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void convertsFromAServerIntoFiles(SqlServerKind kind) throws Exception {
        var old = kind.get().create(fixture(kind), "v0.7.3");
        var target = "sqlite:" + directory.resolve("new.sqlite3");

        run(old, "convert", "--from", location(kind, old), "--to", target, "--profile", "official")
                .isDone();

        assertThat(CommandRun.of("listing", target).isDone().out())
                .isEqualTo(fixture(kind).listing());
        run(old, "verify", "--source", location(kind, old), "--target", target, "--profile", "official")
                .isDone();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void tellsOldAndNewStoreApartByTheirOwnPasswords(SqlServerKind kind) throws Exception {
        var old = kind.get().create(fixture(kind), "v0.7.3");
        var made = kind.get().create();
        var stores = new Object[] {"--from", location(kind, old), "--to", location(kind, made)};
        var source = passwordFile(old, "old");
        var target = passwordFile(made, "made");

        runOn(stores, "--password-file", target, "--target-password-file", source)
                .failsWith(ExitStatus.FAILED, "refuses the user or the password");
        runOn(stores, "--password-file", source, "--target-password-file", target, "--saved", directory.resolve("s"))
                .isDone();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void amends(SqlServerKind kind) throws Exception {
        var key = HexFormat.of().parseHex("000000000000000a000000000000000b");
        var twin = new SqliteStoreDriver(directory).at(directory.resolve("twin.sqlite3"));
        try (var sink = twin.createTarget()) {
            sink.put(Letter.QUEUE_EVENT, key, new byte[8]);
            sink.commit();
        }
        var changes = directory.resolve("amendment");
        try (var target = twin.openTarget()) {
            AmendmentFile.withoutQueue(target, changes);
        }
        var source = LargeStore.make(directory.resolve("old.sqlite3"), 10);
        var made = kind.get().create();
        var store = location(kind, made);
        var saved = directory.resolve("saved");
        var file = passwordFile(made, "made");
        CommandRun.of(
                        "convert",
                        "--from",
                        "sqlite:" + source,
                        "--to",
                        store,
                        "--target-password-file",
                        file,
                        "--saved",
                        saved)
                .isDone();

        run(made, "amend", "take-back", store, changes).isDone();
        assertThat(run(made, "listing", store).isDone().out())
                .contains("q\t" + HexFormat.of().formatHex(key));
        run(made, "amend", "apply", store, changes).isDone();
        assertThat(run(made, "listing", store).isDone().out())
                .doesNotContain("q\t" + HexFormat.of().formatHex(key));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void takesThePasswordFromTheVendorsVariable(SqlServerKind kind) throws Exception {
        var made = kind.get().create();
        var variable = (kind.isPostgresql() ? "PGPASSWORD" : "MYSQL_PWD") + "=" + made.password();
        var process = new CommandProcess(directory);

        process.run("inspect", location(kind, made)).failsWith(ExitStatus.FAILED, "password");
        new CommandProcess(directory)
                .under("env", variable)
                .run("inspect", location(kind, made))
                .failsWith(ExitStatus.REFUSED, "There is no store at " + location(kind, made), "host and database");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void saysWhyItCannotConnect(SqlServerKind kind) throws Exception {
        var made = kind.get().create();
        var wrong = made.withPassword("s3cret");

        for (var command : new String[] {"inspect", "listing"}) {
            var failed = run(wrong, command, location(kind, made))
                    .failsWith(
                            ExitStatus.FAILED,
                            "Cannot connect to " + location(kind, made),
                            "refuses the user or the password");
            assertThat(failed.err()).doesNotContain("s3cret");
        }
        assertThat(run(wrong, "inspect", location(kind, made), "--debug").err())
                .contains("\tat ")
                .doesNotContain("s3cret");

        var nowhere = made.named("nowhere_" + made.name());
        run(nowhere, "inspect", location(kind, nowhere))
                .failsWith(ExitStatus.FAILED, nowhere.name(), kind.isPostgresql() ? "no such database" : "may not");

        var down = new Database("127.0.0.1", 1, made.name(), made.user(), made.password());
        run(down, "inspect", location(kind, down))
                .failsWith(ExitStatus.FAILED, "127.0.0.1:1/", "nothing takes connections there");
        var byIpv6 = scheme(kind) + "//u@[::1]:1/d";
        run(down, "inspect", byIpv6).failsWith(ExitStatus.FAILED, "Cannot connect to " + byIpv6);

        var open = passwordFile(made, "open");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        CommandRun.of("inspect", location(kind, made), "--password-file", open)
                .failsWith(ExitStatus.REFUSED, open.toString(), "chmod 600");
        CommandRun.of("inspect", location(kind, made), "--password-file", directory.resolve("none"))
                .failsWith(ExitStatus.FAILED, "no such file or directory: " + directory.resolve("none"));
    }

    /** The users, databases and passwords that a location, a URL of a driver or a shell could stumble over. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "MARIADB"})
    void findsStoreWithAnyName(SqlServerKind kind) throws Exception {
        var made = kind.get().create();
        var name = "a b/c?d#e%f&g=h@i+ö" + made.name();
        var quoted = kind.isPostgresql() ? "\"" + name + "\"" : "`" + name + "`";
        kind.get()
                .administrate(
                        kind.isPostgresql()
                                ? List.of("CREATE DATABASE " + quoted + " OWNER \"" + made.user() + "\"")
                                : List.of(
                                        "CREATE DATABASE " + quoted,
                                        "GRANT ALL ON " + quoted + ".* TO '" + made.user() + "'@'%'"));
        var written = scheme(kind) + "//" + made.user() + "@" + made.host() + ":" + made.port()
                + "/a%20b%2Fc%3Fd%23e%25f%26g%3Dh%40i%2B%C3%B6" + made.name();

        run(made, "inspect", written).failsWith(ExitStatus.REFUSED, "There is no store at " + written);
    }

    private CommandRun run(Database database, Object... arguments) throws Exception {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--password-file");
        all.add(passwordFile(database, "of-" + System.nanoTime()));
        return CommandRun.of(all.toArray());
    }

    private static CommandRun runOn(Object[] stores, Object... options) {
        var all = new ArrayList<Object>(List.of("convert"));
        all.addAll(List.of(stores));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray());
    }

    private Path passwordFile(Database database, String name) throws Exception {
        var file = Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, database.password() + "\n");
    }

    private static String scheme(SqlServerKind kind) {
        return kind.isPostgresql() ? "postgresql:" : "mysql:";
    }

    private static String location(SqlServerKind kind, Database database) {
        return scheme(kind) + "//" + database.user() + "@" + database.host() + ":" + database.port() + "/"
                + database.name();
    }

    private static Fixture fixture(SqlServerKind kind) {
        return kind.isPostgresql() ? Fixture.POSTGRESQL : Fixture.MYSQL;
    }
}
