package dev.drydock.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.host.Command;
import dev.drydock.host.CommandResult;
import dev.drydock.host.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the programs of a sandbox to their end, with nothing in their environment. */
final class Programs {

    private Programs() {}

    static CommandResult run(Path program, Object... arguments) throws Exception {
        return run(Map.of(), program, arguments);
    }

    static CommandResult run(Map<String, String> environment, Path program, Object... arguments) throws Exception {
        var vector = Stream.concat(Stream.of(program), Stream.of(arguments))
                .map(Object::toString)
                .toList();
        var command = Command.of(vector).withEnvironment(environment).withLimit(Duration.ofMinutes(2));
        return new CommandRunner().run(command);
    }

    /** Exports by the installed program and returns where to. */
    static Path export(Sandbox sandbox) throws Exception {
        var directory = sandbox.directory().resolve("export");
        succeed(run(sandbox.program(), "--config", sandbox.configuration(), "--export", directory));
        return directory;
    }

    /** Makes room for the new store, and fills it from an export by the release. */
    static void restore(Sandbox sandbox, Path export) throws Exception {
        var data = sandbox.directory().resolve("data");
        Files.move(data, data.resolveSibling("data-backup"));
        SandboxFiles.directory(data, "rwx------");
        succeed(run(sandbox.release(), "--config", sandbox.configuration(), "--import", export));
    }

    /** Upgrades by hand: export, room for the new store, import, and the release in the place of the program. */
    static void upgrade(Sandbox sandbox) throws Exception {
        restore(sandbox, export(sandbox));
        Files.copy(sandbox.release(), sandbox.program(), StandardCopyOption.REPLACE_EXISTING);
    }

    static List<String> succeed(CommandResult result) {
        assertThat(result.isSuccess()).as(result.lastLines().toString()).isTrue();
        return result.output();
    }
}
