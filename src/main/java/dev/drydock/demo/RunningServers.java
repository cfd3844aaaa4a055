package dev.drydock.demo;

import dev.drydock.host.HostException;
import dev.drydock.host.ProcessInfo;
import dev.drydock.host.Processes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The stand-ins that serve in one sandbox, found by their command lines, so that no file can be out of date and nobody
 * else is ever taken for one.
 *
 * @param sandbox its directory
 */
record RunningServers(Path sandbox) {

    private static final long KILL_AFTER_NANOS = 10_000_000_000L;
    private static final long PAUSE_MILLIS = 10;

    /**
     * Ends the servers of a configuration and waits until they are gone: asks them, and kills them after ten seconds.
     *
     * @return the exit status: 0, also where there is none
     */
    int stop(Path configuration) throws HostException, InterruptedException {
        for (var server : Processes.find(process -> serves(process, configuration))) {
            stop(server);
        }
        return StandIn.DONE;
    }

    private static void stop(ProcessInfo server) throws InterruptedException {
        var handle = ProcessHandle.of(server.pid());
        // A handle signals the process it was made of, and nobody who has its number later.
        if (handle.isEmpty() || !Processes.isAlive(server.pid(), server.startTicks())) {
            return;
        }
        handle.get().destroy();
        var asked = System.nanoTime();
        while (Processes.isAlive(server.pid(), server.startTicks())) {
            if (System.nanoTime() - asked > KILL_AFTER_NANOS) {
                handle.get().destroyForcibly();
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** The JVM, or the shell that is about to become it. */
    private boolean serves(ProcessInfo process, Path configuration) {
        var arguments = process.commandLine();
        return isStandIn(arguments)
                && StandInTask.of(ownArguments(arguments), Map.of()) instanceof StandInTask.Serve serve
                && serve.configuration().equals(configuration);
    }

    private boolean isStandIn(List<String> arguments) {
        var command = arguments.indexOf(StandIn.COMMAND);
        if (command >= 0 && command + 2 < arguments.size()) {
            return StandInVersion.of(arguments.get(command + 1)).isPresent()
                    && Path.of(arguments.get(command + 2)).equals(sandbox);
        }
        return arguments.size() > 1 && isProgram(arguments.get(1));
    }

    private boolean isProgram(String argument) {
        return argument.startsWith("/")
                && Path.of(argument).startsWith(sandbox)
                && argument.endsWith("/" + SandboxFiles.PROGRAM);
    }

    private static List<String> ownArguments(List<String> arguments) {
        var command = arguments.indexOf(StandIn.COMMAND);
        return arguments.subList(command >= 0 ? command + 3 : 2, arguments.size());
    }
}
