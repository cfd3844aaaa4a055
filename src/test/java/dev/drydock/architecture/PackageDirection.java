package dev.drydock.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * One line of the table of packages in the design: a package and all that it may use besides the JDK and itself. Packages
 * are named below a root, so that the same line can be held against the program and against classes that break it.
 */
record PackageDirection(String from, List<String> uses, List<String> libraries, String reason) {

    private static final String ROARING_BITMAP = "org.roaringbitmap..";
    private static final String LZ4 = "net.jpountz..";
    private static final String BLAKE3 = "org.apache.commons.codec..";
    private static final String PICOCLI = "picocli..";
    private static final String JACKSON = "tools.jackson..";
    private static final String SPRING = "org.springframework..";
    private static final String SERVLET = "jakarta.servlet..";
    private static final String SLF4J = "org.slf4j..";
    private static final String ROCKSDB = "org.rocksdb..";
    private static final String SQLITE = "org.sqlite..";
    private static final String POSTGRESQL = "org.postgresql..";
    private static final String MYSQL = "com.mysql..";
    private static final String TLS = "javax.net.ssl..";

    static List<PackageDirection> table() {
        return List.of(
                the("bytes..").because("everything stands on bytes, so they stand on nothing"),
                the("sorting..").because("it sorts records of bytes and need not know what they mean"),
                the("layout..")
                        .mayUse("bytes..")
                        .with(ROARING_BITMAP, LZ4, BLAKE3)
                        .because("a codec says what lies on disk, not what becomes of it"),
                the("translate..")
                        .mayUse("layout..", "bytes..")
                        .with(ROARING_BITMAP)
                        .because("a rule turns records into records, wherever they came from"),
                the("conversion..")
                        .mayUse("translate..", "layout..", "bytes..", "sorting..")
                        .with(ROARING_BITMAP)
                        .because("it works over ports and must not know which store stands behind them"),
                the("export..")
                        // From translate only the records, which the port of a source is made of.
                        .mayUse("conversion..", "translate", "layout..", "bytes..", "sorting..")
                        .with(ROARING_BITMAP)
                        .because("an export is one more source and sink, beside the stores"),
                the("arrival..")
                        .mayUse("conversion..", "layout..", "bytes..")
                        .because("it compares two stores through their ports, whichever stores those are"),
                the("amendment..")
                        .mayUse("conversion..", "translate..", "layout..", "bytes..")
                        .because("it changes a store through a port, whichever store that is"),
                the("store")
                        // From the host only whether a rename can work: who describes a backup must not guess it.
                        .mayUse("conversion..", "layout..", "bytes..", "sorting..", "host")
                        .with(ROARING_BITMAP)
                        .because("the ports of the stores must not know their adapters, and only look at the machine"),
                the("store.rocksdb..")
                        .mayUse("store", "conversion..", "layout..", "bytes..", "sorting..")
                        .with(ROARING_BITMAP, ROCKSDB)
                        .because("an adapter knows its own client and no other adapter"),
                the("store.sqlite..")
                        .mayUse("store", "store.sql", "conversion..", "layout..", "bytes..", "sorting..")
                        .with(ROARING_BITMAP, SQLITE)
                        .because("an adapter knows its own client and no other adapter"),
                the("store.sql..")
                        .mayUse("store", "conversion..", "layout..", "bytes..", "sorting..")
                        .with(ROARING_BITMAP, TLS)
                        .because("what stores on SQL servers share knows none of the servers"),
                the("store.postgresql..")
                        .mayUse("store", "store.sql", "conversion..", "layout..", "bytes..", "sorting..")
                        .with(POSTGRESQL)
                        .because("an adapter knows its own client and no other adapter"),
                the("store.mysql..")
                        .mayUse("store", "store.sql", "conversion..", "layout..", "bytes..", "sorting..")
                        .with(MYSQL)
                        .because("an adapter knows its own client and no other adapter"),
                the("store.foundationdb..")
                        .mayUse("store", "conversion..", "layout..", "bytes..", "host")
                        .with(JACKSON)
                        .because("the vendor's tools are its client, and it knows no other adapter"),
                the("cli..")
                        .mayUse(
                                "amendment..",
                                "conversion..",
                                "export..",
                                "store..",
                                "translate..",
                                "layout..",
                                "bytes..",
                                "sorting..")
                        .with(PICOCLI, JACKSON)
                        .because("the commands of the core work on files alone, without the console"),
                the("installation")
                        .mayUse("installation.configuration", "store", "conversion")
                        .because("it looks at the machine and at stores, and changes neither"),
                the("installation.configuration..")
                        .because("what the server reads from its file can be read on any machine"),
                the("host..")
                        .with("okhttp3..", "okio..", "kotlin..", "javax.net..", JACKSON)
                        .because("the hands on the machine do what they are told and know no plan"),
                the("release")
                        .mayUse("host")
                        .with("okhttp3..", "kotlin..", "org.apache.commons.compress..")
                        .because("it gets files and proves them, whatever becomes of them"),
                the("upgrade.blueprint")
                        .mayUse("host", "host.docker")
                        .with("tools.jackson..")
                        .because("what was settled is data, kept in a file"),
                the("upgrade.phase")
                        .mayUse(
                                "upgrade.blueprint",
                                "amendment..",
                                "arrival..",
                                "proof..",
                                "engine",
                                "host..",
                                "release",
                                "installation..",
                                "conversion",
                                "export",
                                "store",
                                "store.sql",
                                "store.foundationdb",
                                "translate",
                                "layout..",
                                "bytes")
                        .because("a step knows its tools, not the console that runs it nor which backend it is"),
                the("upgrade.preflight")
                        .mayUse(
                                "upgrade.blueprint",
                                "upgrade.phase",
                                "proof..",
                                "host..",
                                "release",
                                "installation..",
                                "conversion",
                                "store",
                                "store.sql",
                                "store.foundationdb",
                                "translate",
                                "layout..",
                                "bytes")
                        .because("the checks look at what the steps will do"),
                the("upgrade")
                        .mayUse("upgrade..", "engine", "journal", "host..", "installation..", "store..", "conversion")
                        .with("tools.jackson..")
                        .because("it joins the rooms of the console, and knows nothing of how it is shown"),
                the("demo..")
                        .mayUse(
                                "conversion..",
                                "export..",
                                "store..",
                                "translate..",
                                "layout..",
                                "bytes..",
                                "sorting..",
                                "installation.configuration..",
                                "host..")
                        .with(ROARING_BITMAP, "javax.net..")
                        .because("the sandbox is made of the core, and upgraded by others"),
                the("web")
                        .mayUse(
                                "web.security",
                                "upgrade",
                                "upgrade.blueprint",
                                "engine",
                                "host",
                                "store",
                                "conversion",
                                "demo")
                        .with(SPRING, PICOCLI, SLF4J)
                        .because("it starts and ends the console and leaves its rooms to themselves"),
                the("web.security")
                        .with(SPRING, SERVLET, JACKSON, "javax.crypto..")
                        .because("who may ask is decided before anybody knows what for"),
                the("web.rest")
                        .mayUse(
                                "web.security",
                                "upgrade",
                                "upgrade.blueprint",
                                "upgrade.phase",
                                "upgrade.preflight",
                                "engine",
                                "host",
                                "release",
                                "installation..",
                                "store")
                        .with(SPRING, SERVLET, JACKSON, SLF4J, "org.springdoc..", "io.swagger..")
                        .because("it shows upgrades to scripts and hands on what they ask for; the work is done below"),
                the("web.pages")
                        .mayUse(
                                "web.rest",
                                "web.security",
                                "release",
                                "upgrade",
                                "upgrade.blueprint",
                                "engine",
                                "installation.configuration")
                        .with(SPRING, SERVLET)
                        .because("a page shows what the REST interface says, in the same words"),
                the("web.command")
                        .mayUse(
                                "web",
                                "web.security",
                                "upgrade",
                                "engine",
                                "host",
                                "store",
                                "installation.configuration",
                                "demo")
                        .with(PICOCLI, JACKSON)
                        .because(
                                "a command asks the console as any script would; the demonstration is a console of its own"),
                the("engine..").because("it runs plans and knows nothing of mail"),
                the("proof..")
                        .mayUse(
                                "conversion..",
                                "installation.configuration",
                                "layout..",
                                "bytes..",
                                "sorting..",
                                "store")
                        .with(ROARING_BITMAP, JACKSON, "javax.net.ssl..", "javax.security.auth.x500..")
                        .because("it asks from outside, and must not know what has been done to the server"),
                the("journal..")
                        .mayUse("engine..")
                        .with("com.zaxxer.hikari..", "org.springframework.jdbc..", "tools.jackson..")
                        .because("it keeps what the engine says, and understands none of it"));
    }

    ArchRule under(String root) {
        var allowed = Stream.of(
                        Stream.of("java..", "org.jspecify.."),
                        Stream.concat(Stream.of(from), uses.stream()).map(name -> root + "." + name),
                        libraries.stream())
                .flatMap(names -> names)
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(root + "." + from)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                // Some packages of the design are still to come.
                .allowEmptyShould(true)
                .because(reason);
    }

    private static PackageDirection the(String from) {
        return new PackageDirection(from, List.of(), List.of(), "");
    }

    private PackageDirection mayUse(String... packages) {
        return new PackageDirection(from, List.of(packages), libraries, reason);
    }

    private PackageDirection with(String... packages) {
        return new PackageDirection(from, uses, List.of(packages), reason);
    }

    private PackageDirection because(String reason) {
        return new PackageDirection(from, uses, libraries, reason);
    }
}
