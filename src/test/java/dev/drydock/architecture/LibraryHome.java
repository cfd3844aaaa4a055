package dev.drydock.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** A library and the only packages that may touch it, so that it can be replaced, or found guilty, in one place. */
record LibraryHome(String name, List<String> library, List<String> homes, String reason) {

    static List<LibraryHome> table() {
        return List.of(
                new LibraryHome(
                        "Spring",
                        List.of("org.springframework.."),
                        List.of(
                                ".web..",
                                ".journal..",
                                ".store.sql..",
                                ".store.sqlite..",
                                ".store.postgresql..",
                                ".store.mysql.."),
                        "Spring stays at the edge: its web in web, its JDBC where SQL is spoken"),
                new LibraryHome(
                        "JDBC",
                        List.of("java.sql..", "javax.sql.."),
                        List.of(
                                ".journal..",
                                ".store.sql..",
                                ".store.sqlite..",
                                ".store.postgresql..",
                                ".store.mysql.."),
                        "SQL is spoken by the adapters of SQL databases and by the journal"),
                new LibraryHome(
                        "RocksDB",
                        List.of("org.rocksdb.."),
                        List.of(".store.rocksdb.."),
                        "native memory is freed by hand, so it is kept in one place"),
                new LibraryHome(
                        "SQLite",
                        List.of("org.sqlite.."),
                        List.of(".store.sqlite..", ".journal.."),
                        "what is particular to SQLite stays with its adapter and the journal"),
                new LibraryHome(
                        "LZ4 and BLAKE3",
                        List.of("net.jpountz..", "org.apache.commons.codec.."),
                        List.of(".layout.."),
                        "how bytes are compressed and hashed is part of the layout on disk"),
                new LibraryHome(
                        "OkHttp",
                        List.of("okhttp3.."),
                        List.of(".host..", ".release.."),
                        "what leaves the machine, and to whom, is seen in one place"),
                new LibraryHome(
                        "Commons Compress",
                        List.of("org.apache.commons.compress.."),
                        List.of(".release.."),
                        "archives from outside are read where they are distrusted"),
                new LibraryHome(
                        "springdoc",
                        List.of("org.springdoc..", "io.swagger.."),
                        List.of(".web.rest.."),
                        "only the interface describes the interface"),
                new LibraryHome(
                        "picocli",
                        List.of("picocli.."),
                        List.of("", ".cli..", ".web.."),
                        "arguments are read where the program is entered"));
    }

    ArchRule under(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes.stream().map(home -> root + home).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.toArray(String[]::new))
                .because(reason);
    }
}
