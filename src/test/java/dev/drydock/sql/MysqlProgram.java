package dev.drydock.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * MySQL as its vendor builds it.
 *
 * @param home the directory of the distribution
 */
record MysqlProgram(Path home) implements ServerProgram {

    @Override
    public boolean isThere() {
        return Files.exists(program());
    }

    @Override
    public void initialize(ServerDirectory directory, Set<ServerChoice> choices)
            throws ServerFailedException, IOException, InterruptedException {
        var command = ours(directory, choices);
        command.add("--initialize-insecure");
        directory.run(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()), command);
        MysqlSettings.writeInitFile(directory);
    }

    @Override
    public List<String> command(ServerDirectory directory, int port, Set<ServerChoice> choices) {
        var command = ours(directory, choices);
        command.addAll(MysqlSettings.ofServer(directory, port, choices));
        command.add("--mysqlx=OFF");
        return command;
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    private List<String> ours(ServerDirectory directory, Set<ServerChoice> choices) {
        var command = new ArrayList<>(List.of(program().toString()));
        command.addAll(MysqlSettings.ofData(directory, choices));
        command.addAll(List.of("--basedir=" + home, "--innodb-redo-log-capacity=64M", "--skip-log-bin"));
        return command;
    }

    private Path program() {
        return home.resolve("bin/mysqld");
    }

    @Override
    public String toString() {
        return "MySQL in " + home;
    }
}
