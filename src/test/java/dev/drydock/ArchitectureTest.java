package dev.drydock;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.drydock.architecture.ArchitectureRules;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every rule against the program, and against a class that breaks it: a rule that cannot fail holds nothing. */
class ArchitectureTest {

    private static final String ROOT = Drydock.class.getPackageName();
    private static final String FIXTURES = ROOT + ".architecture.fixture";

    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .importUrl(Drydock.class.getProtectionDomain().getCodeSource().getLocation());
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURES);

    private static final Map<String, String> BROKEN_BY = Map.ofEntries(
            entry("direction of bytes..", "bytes.BytesThatKnowLayout"),
            entry("direction of sorting..", "sorting.SortingThatKnowsBytes"),
            entry("direction of layout..", "layout.LayoutThatKnowsTranslate"),
            entry("direction of translate..", "translate.TranslateThatKnowsConversion"),
            entry("direction of conversion..", "conversion.ConversionThatKnowsExport"),
            entry("direction of export..", "export.ExportThatKnowsStore"),
            entry("direction of arrival..", "arrival.ArrivalThatKnowsAStore"),
            entry("direction of amendment..", "amendment.AmendmentThatKnowsAStore"),
            entry("direction of store", "store.StoreThatKnowsAnAdapter"),
            entry("direction of store.rocksdb..", "store.rocksdb.RocksDbThatKnowsSqlite"),
            entry("direction of store.sqlite..", "store.sqlite.SqliteThatKnowsRocksDb"),
            entry("direction of store.sql..", "store.sql.SqlThatKnowsPostgresql"),
            entry("direction of store.postgresql..", "store.postgresql.PostgresqlThatKnowsMysql"),
            entry("direction of store.mysql..", "store.mysql.MysqlThatKnowsPostgresql"),
            entry("direction of store.foundationdb..", "store.foundationdb.FoundationDbThatKnowsSqlite"),
            entry("direction of cli..", "cli.CommandThatKnowsSpring"),
            entry("direction of installation", "installation.InstallationThatKnowsTheHost"),
            entry(
                    "direction of installation.configuration..",
                    "installation.configuration.ConfigurationThatKnowsStore"),
            entry("direction of host..", "host.HostThatKnowsTheEngine"),
            entry("direction of upgrade", "upgrade.UpgradeThatKnowsTheConsole"),
            entry("direction of upgrade.blueprint", "upgrade.blueprint.BlueprintThatKnowsAStep"),
            entry("direction of upgrade.phase", "upgrade.phase.PhaseThatKnowsTheUpgrades"),
            entry("direction of upgrade.preflight", "upgrade.preflight.PreflightThatKnowsTheUpgrades"),
            entry("direction of demo..", "demo.SandboxThatKnowsTheUpgrade"),
            entry("direction of web", "web.ConsoleThatKnowsItsPages"),
            entry("direction of web.security", "web.security.GuardThatKnowsTheEngine"),
            entry("direction of web.rest", "web.rest.InterfaceThatKnowsAPage"),
            entry("direction of web.pages", "web.pages.PageThatKnowsACommand"),
            entry("direction of web.command", "web.command.CommandThatKnowsAnInterface"),
            entry("direction of engine..", "engine.EngineThatHashes"),
            entry("direction of proof..", "proof.ProofThatKnowsTheEngine"),
            entry("direction of journal..", "journal.JournalThatKnowsAStore"),
            entry("home of Spring", "cli.CommandThatKnowsSpring"),
            entry("home of JDBC", "upgrade.UpgradeThatSpeaksSql"),
            entry("home of RocksDB", "store.sqlite.SqliteThatKnowsRocksDb"),
            entry("home of SQLite", "store.rocksdb.RocksDbThatKnowsSqlite"),
            entry("home of LZ4 and BLAKE3", "engine.EngineThatHashes"),
            entry("direction of release", "release.ReleaseThatKnowsAStep"),
            entry("home of OkHttp", "export.ExportThatFetches"),
            entry("home of Commons Compress", "export.ExportThatFetches"),
            entry("home of springdoc", "web.pages.PageThatKnowsACommand"),
            entry("home of picocli", "upgrade.UpgradeThatReadsArguments"),
            entry("entry to web", "upgrade.UpgradeThatKnowsTheConsole"),
            entry("entry to cli", "web.PageThatKnowsTheCommandLine"),
            entry("no cycles", "circle.clockwise.Clockwise"),
            entry("package names", "util.Anything"),
            entry("class names", "names.StoreManager"),
            entry("interface names", "names.IStore"),
            entry("no field injection", "code.InjectedField"),
            entry("no standard streams", "code.Printing"));

    static Stream<String> rules() {
        return ArchitectureRules.under(ROOT).keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void programKeepsTheRule(String name) {
        ArchitectureRules.under(ROOT).get(name).check(PROGRAM);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void ruleFindsTheClassThatBreaksIt(String name) {
        assertThat(BROKEN_BY).containsKey(name);

        var report =
                ArchitectureRules.under(FIXTURES).get(name).evaluate(BROKEN).getFailureReport();

        assertThat(report.getDetails())
                .anySatisfy(violation -> assertThat(violation).contains(FIXTURES + "." + BROKEN_BY.get(name)));
    }
}
