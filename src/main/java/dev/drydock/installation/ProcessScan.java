package dev.drydock.installation;

import dev.drydock.installation.ServerProcess.Match;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks through all processes for those that may be the mail server. */
final class ProcessScan {

    private final Path proc;
    private final Path configuration;
    private final List<Path> programs;
    private int unseen;

    private ProcessScan(Path proc, Path configuration, List<Path> programs) {
        this.proc = proc;
        this.configuration = configuration;
        this.programs = programs;
    }

    /**
     * Looks for processes with a configuration or one of some programs, in the order of their pids; never finds the one
     * that looks.
     */
    static ServerProcesses of(Path proc, Path configuration, List<Path> programs) {
        var scan = new ProcessScan(proc, configuration, programs);
        var found = new ArrayList<ServerProcess>();
        for (var directory : directories(proc)) {
            try {
                var process = scan.process(directory);
                if (process != null) {
                    found.add(process);
                }
            } catch (IOException e) {
                // It ended while we looked.
            }
        }
        return new ServerProcesses(List.copyOf(found), scan.unseen, scan.isHidden());
    }

    /** All processes but the one that looks, in the order of their pids. */
    static List<ProcessDirectory> directories(Path proc) {
        var own = ProcessHandle.current().pid();
        try (var entries = Files.list(proc)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .filter(pid -> pid != own)
                    .sorted()
                    .map(pid -> new ProcessDirectory(proc.resolve(pid.toString())))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private @Nullable ServerProcess process(ProcessDirectory directory) throws IOException {
        if (directory.isZombie()) {
            return null;
        }
        ProcessDirectory.Executable executable = null;
        var closed = false;
        try {
            executable = directory.executable();
        } catch (AccessDeniedException e) {
            closed = true;
        }
        var arguments = directory.arguments();
        var match = match(directory, executable, arguments);
        if (match == null) {
            unseen += closed ? 1 : 0;
            return null;
        }
        return new ServerProcess(
                directory.pid(),
                directory.startTicks(),
                match,
                executable == null ? null : executable.path(),
                executable != null && isReplaced(directory, executable),
                arguments,
                directory.workingDirectory(),
                directory.uid(),
                directory.isContained(),
                directory.environment());
    }

    private @Nullable Match match(
            ProcessDirectory directory, ProcessDirectory.@Nullable Executable executable, List<String> arguments) {
        if (isStartedWith(directory, arguments)) {
            return Match.CONFIGURATION;
        }
        if (executable != null) {
            if (isProgram(directory, executable.path())) {
                return Match.PROGRAM;
            }
            return isNamed(executable.path().toString()) ? Match.NAME : null;
        }
        return !arguments.isEmpty() && isNamed(arguments.get(0)) ? Match.NAME : null;
    }

    /** By name too, because the file that it was started from may have been replaced by another. */
    private boolean isProgram(ProcessDirectory directory, Path executable) {
        return (programs.contains(executable) && !directory.isContained())
                || programs.stream()
                        .anyMatch(program -> isSame(program, directory.path().resolve("exe")));
    }

    private boolean isStartedWith(ProcessDirectory directory, List<String> arguments) {
        var start = directory.workingDirectory();
        return configurations(directory, arguments).stream()
                .anyMatch(named -> isConfiguration(directory, start == null ? Path.of("/") : start, named));
    }

    private boolean isConfiguration(ProcessDirectory directory, Path start, String named) {
        try {
            var path = start.resolve(named);
            return (path.equals(configuration) && !directory.isContained())
                    || isSame(configuration, directory.seenFromHere(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** What may be the configuration. The variable wins: with it the server does not look at its arguments. */
    static List<String> configurations(ProcessDirectory directory, List<String> arguments) {
        var named = ServerArguments.configurations(arguments);
        if (named.isEmpty() && (arguments.isEmpty() || !isNamed(arguments.get(0)))) {
            return List.of();
        }
        var environment = directory.environment();
        var path = environment == null ? null : environment.value("CONFIG_PATH");
        return path != null ? List.of(path) : named;
    }

    private static boolean isReplaced(ProcessDirectory directory, ProcessDirectory.Executable executable) {
        return executable.deleted()
                || !isSame(
                        directory.seenFromHere(executable.path()),
                        directory.path().resolve("exe"));
    }

    private static boolean isNamed(String program) {
        return ProgramSearch.NAME.equals(program.substring(program.lastIndexOf('/') + 1));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isHidden() {
        try {
            var mount =
                    MountTable.read(proc.resolve("self").resolve("mountinfo")).at(Path.of("/proc"));
            return mount != null
                    && mount.options().stream()
                            .anyMatch(option -> option.startsWith("hidepid=")
                                    && !Set.of("hidepid=0", "hidepid=off").contains(option));
        } catch (IOException e) {
            return false;
        }
    }
}
