package dev.drydock.host;

import dev.drydock.host.LineConsumer.Channel;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts programs, each in a session of its own: a hangup or a lost terminal of the console does not reach them, and the
 * whole group can be ended. {@code setsid} and {@code setpriv} become the program, so that the process that was started
 * is the program itself.
 */
public final class CommandRunner {

    private static final Duration SESSION_LIMIT = Duration.ofSeconds(20);

    /**
     * Runs a command to its end, with the time limit that the command has.
     *
     * @throws HostException where it cannot be started or ended; any exit status is a result
     */
    public CommandResult run(Command command) throws HostException, InterruptedException {
        return run(command, LineConsumer.NOBODY);
    }

    /** Runs a command to its end and hands on what it says; an interrupt of the caller ends it. */
    public CommandResult run(Command command, LineConsumer lines) throws HostException, InterruptedException {
        return run(command, lines, LineSplitter.LONGEST);
    }

    /**
     * The same for a program that says more in one line than people read.
     *
     * @param longestLine bytes of a line that are handed on; at least 64 KiB
     */
    public CommandResult run(Command command, LineConsumer lines, int longestLine)
            throws HostException, InterruptedException {
        var running = start(command, lines, longestLine);
        try {
            return running.waitFor();
        } catch (InterruptedException e) {
            running.terminate(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Starts a command and reads what it says in a thread of its own.
     *
     * @throws HostException where a tool or the program is missing, the account may not be taken on, or the system
     *     refuses
     */
    public RunningCommand start(Command command, LineConsumer lines) throws HostException, InterruptedException {
        return start(command, lines, LineSplitter.LONGEST);
    }

    private RunningCommand start(Command command, LineConsumer lines, int longestLine)
            throws HostException, InterruptedException {
        var output = new OutputReader(lines, longestLine);
        var builder = new ProcessBuilder(vector(command))
                .directory(command.directory().toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.environment().put(Processes.MARK, "1");
        try {
            if (command.outputFile().isPresent()) {
                var file = command.outputFile().get();
                output.read(Channel.OUT, Channels.newInputStream(openAtEnd(file)));
                builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(file.toFile()));
            }
            var started = System.nanoTime();
            var process = builder.start();
            if (command.outputFile().isEmpty()) {
                output.read(Channel.OUT, process.getInputStream());
                output.read(Channel.ERR, process.getErrorStream());
            }
            return new RunningCommand(command, process, awaitSession(process), started, output);
        } catch (IOException e) {
            output.finish();
            throw new HostException(
                    command.program() + " cannot be started: " + e.getMessage(),
                    "Check that " + command.directory() + " and the program exist and may be used",
                    e);
        }
    }

    private static List<String> vector(Command command) throws HostException {
        var vector = new ArrayList<String>();
        vector.add(Tool.find("setsid").toString());
        if (command.account().isPresent() && !isOwn(command.account().get())) {
            var account = command.account().get();
            if (NameService.currentUid() != 0) {
                throw new HostException(
                        command.program() + " is to run as " + account.user() + ", which only root can bring about",
                        "Start the console as root, or as " + account.user());
            }
            vector.addAll(OpenedMounts.prefix(account.mounts()));
            vector.addAll(List.of(
                    Tool.find("setpriv").toString(),
                    "--reuid=" + account.uid(),
                    "--regid=" + account.gid(),
                    // Of an account without a name, as one that is still to be made, no groups can be looked up.
                    account.groups().isEmpty() ? "--clear-groups" : "--init-groups",
                    "--inh-caps=-all",
                    "--"));
        }
        if (command.umask().isPresent()) {
            // Java has no call for it, and a umask is handed on by exec. The shell is given a constant text alone: the
            // program and its arguments come to it as arguments, which it hands on as they are and never reads.
            vector.addAll(List.of(
                    Tool.find("sh").toString(),
                    "-c",
                    "umask %03o; exec \"$@\"".formatted(command.umask().getAsInt()),
                    "sh"));
        }
        vector.add(programOf(command).toString());
        vector.addAll(command.arguments().subList(1, command.arguments().size()));
        return vector;
    }

    private static boolean isOwn(Account account) throws HostException {
        return account.uid() == NameService.currentUid() && account.gid() == NameService.currentGid();
    }

    private static Path programOf(Command command) throws HostException {
        var program = Path.of(command.program());
        if (!command.program().contains("/")) {
            return Tool.find(command.program());
        }
        if (!program.isAbsolute()) {
            throw new HostException(
                    "The program " + program + " is named by a relative path", "Give its absolute path");
        }
        if (!Files.isRegularFile(program)) {
            throw new HostException("The program " + program + " does not exist", "Check the path");
        }
        if (!Files.isExecutable(program)) {
            throw new HostException(
                    "The program " + program + " may not be executed",
                    "Give it execute permission, and see whether its file system is mounted noexec");
        }
        return program;
    }

    /** Opens the file for output as one that nobody has planted, for reading what comes from now on. */
    private static FileChannel openAtEnd(Path file) throws IOException, HostException {
        SafePath.forWriting(file);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new HostException(file + " is no plain file, so no output can go there", "Name another file");
        }
        var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        channel.position(channel.size());
        return channel;
    }

    /**
     * Waits until the process leads its own session, for before that its group cannot be ended, and says when it was
     * started.
     */
    private static long awaitSession(Process process) throws HostException {
        var end = System.nanoTime() + SESSION_LIMIT.toNanos();
        var startTicks = 0L;
        while (process.isAlive()) {
            var status = ProcessStatus.of(process.pid());
            if (status.isPresent()) {
                startTicks = status.get().startTicks();
                if (status.get().session() == process.pid()) {
                    break;
                }
            }
            if (System.nanoTime() > end) {
                process.destroyForcibly();
                throw new HostException(
                        "Process " + process.pid() + " was started but did not get a session of its own",
                        "Check that setsid is the one of util-linux");
            }
            LockSupport.parkNanos(200_000);
        }
        return startTicks;
    }
}
