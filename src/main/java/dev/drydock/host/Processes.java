package dev.drydock.host;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The processes of this machine. A process is known by its number and its start time together, for numbers are used
 * again.
 */
public final class Processes {

    /** Stands in the environment of all that Drydock starts, and so of what those start. */
    static final String MARK = "DRYDOCK_COMMAND";

    private static final Path PROC = Path.of("/proc");
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(20);

    private Processes() {}

    /** When the process was started, in clock ticks since boot; empty where there is none, or only its zombie. */
    public static Optional<Long> startTicks(long pid) {
        return ProcessStatus.of(pid).filter(ProcessStatus::isAlive).map(ProcessStatus::startTicks);
    }

    /** Whether exactly this process runs, and not a later one of the same number; zombies do not. */
    public static boolean isAlive(long pid, long startTicks) {
        return startTicks(pid).filter(ticks -> ticks == startTicks).isPresent();
    }

    /** Whether the process, or anybody else of its session or group, is still there. */
    public static boolean isGroupAlive(long pid, long startTicks) throws HostException {
        return !members(pid, startTicks).isEmpty();
    }

    /** Ends a process and its group, with ten seconds between asking and killing. */
    public static void endGroup(long pid, long startTicks) throws HostException, InterruptedException {
        endGroup(pid, startTicks, GRACE);
    }

    /**
     * Ends a process with all of its session and its group: asks them (TERM), kills them (KILL) after {@code grace}, and
     * returns when none is left. Where the number belongs to another process by now, nothing is done, for then the group
     * is gone. Processes that went into a session of their own are no longer of it.
     *
     * @throws HostException where one of them does not go, or may not be ended
     */
    public static void endGroup(long pid, long startTicks, Duration grace) throws HostException, InterruptedException {
        if (await(pid, startTicks, grace, false)) {
            return;
        }
        if (!await(pid, startTicks, KILL_LIMIT, true)) {
            var left = members(pid, startTicks);
            if (!left.isEmpty()) {
                throw new HostException(
                        "These processes were killed and are still there: " + inWords(left),
                        "State D waits for a disk or a network drive; mend that, then try again");
            }
        }
    }

    /**
     * All processes that {@code wanted} accepts. What could not be read of a process is named in it; where /proc is
     * mounted with hidepid, an account that is not root sees its own processes only.
     */
    public static List<ProcessInfo> find(Predicate<ProcessInfo> wanted) throws HostException {
        return pids().stream()
                .flatMap(pid -> ProcessReader.read(pid).stream())
                .filter(wanted)
                .toList();
    }

    /**
     * All processes, but this one, that have inherited a variable with this value; those of others are seen by root alone.
     */
    public static List<ProcessInfo> withVariable(String name, String value) throws HostException {
        var self = ProcessHandle.current().pid();
        return find(process -> process.pid() != self && ProcessReader.hasVariable(process.pid(), name, value));
    }

    /** Whether /proc is mounted so that an account that is not root cannot see the processes of others. */
    public static boolean othersAreHidden() throws HostException {
        var options = Mounts.read().of(PROC).superOptions();
        return NameService.currentUid() != 0
                && options.stream()
                        .anyMatch(option -> option.startsWith("hidepid=")
                                && !option.equals("hidepid=0")
                                && !option.equals("hidepid=off"));
    }

    /** Signals until nobody is left or the time is up; whether nobody is left. */
    private static boolean await(long pid, long startTicks, Duration time, boolean kill)
            throws HostException, InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var pause = 5L;
        var asked = new ArrayList<ProcessStatus>();
        while (true) {
            var members = members(pid, startTicks);
            if (members.isEmpty()) {
                return true;
            }
            for (var member : members) {
                // TERM once each, as some programs take the second one for impatience; KILL until it works.
                if (kill || asked.stream().noneMatch(it -> isSame(it, member))) {
                    asked.add(member);
                    signal(member, kill);
                }
            }
            var left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            Thread.sleep(Math.max(1, Math.min(pause, left / 1_000_000)));
            pause = Math.min(200, 2 * pause);
        }
    }

    private static void signal(ProcessStatus member, boolean kill) throws HostException {
        // A handle remembers the start time and signals nobody else; it must be the one of the process we mean.
        var handle = ProcessHandle.of(member.pid());
        if (handle.isEmpty() || !isAlive(member.pid(), member.startTicks())) {
            return;
        }
        var done = kill ? handle.get().destroyForcibly() : handle.get().destroy();
        if (!done && isAlive(member.pid(), member.startTicks())) {
            throw new HostException(
                    "Process " + member.pid() + " (" + member.name() + ") may not be ended by this account",
                    "Run the console as root, or end the process by hand");
        }
    }

    private static List<ProcessStatus> members(long pid, long startTicks) throws HostException {
        var leader = ProcessStatus.of(pid);
        if (leader.isPresent() && leader.get().startTicks() != startTicks) {
            // The kernel gives no number away while a group or session has it: the group is gone.
            return List.of();
        }
        var self = ProcessHandle.current().pid();
        return pids().stream()
                .filter(other -> other != self)
                .flatMap(other -> ProcessStatus.of(other).stream())
                .filter(status -> status.isAlive() && status.belongsTo(pid) && status.startTicks() >= startTicks)
                // Without its leader nothing tells a group from a later one of the same number but our mark.
                .filter(status -> leader.isPresent()
                        || ProcessReader.hasVariable(status.pid(), MARK).orElse(false))
                .toList();
    }

    private static List<Long> pids() throws HostException {
        var pids = new ArrayList<Long>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                pids.add(Long.parseLong(requireNonNull(entry.getFileName()).toString()));
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
            throw new HostException("The processes cannot be listed from " + PROC, "Mount /proc", e);
        }
        return pids;
    }

    private static boolean isSame(ProcessStatus one, ProcessStatus other) {
        return one.pid() == other.pid() && one.startTicks() == other.startTicks();
    }

    private static String inWords(List<ProcessStatus> processes) {
        return String.join(
                ", ",
                processes.stream()
                        .map(it -> it.pid() + " (" + it.name() + ", state " + it.state() + ")")
                        .toList());
    }
}
