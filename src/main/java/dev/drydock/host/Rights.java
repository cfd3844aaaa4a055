package dev.drydock.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;

/**
 * What an account may do with files, found out by asking the system as that account: modes alone do not tell, for there
 * are access control lists, supplementary groups and mounts.
 */
public final class Rights {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int NO = 1;

    private final CommandRunner runner;
    private final Account account;
    private final Account console;

    /**
     * Asks nothing yet.
     *
     * @param console account that this process runs as, which asks for itself without a child
     */
    public Rights(CommandRunner runner, Account account, Account console) {
        this.runner = runner;
        this.account = account;
        this.console = console;
    }

    /** The name of the account. */
    public String user() {
        return account.user();
    }

    /** The account. */
    public Account account() {
        return account;
    }

    /** Whether it may read a file, or list a directory. */
    public boolean canRead(Path path) throws HostException, InterruptedException {
        return account.isSameAs(console) ? Files.isReadable(path) : test("-r", path);
    }

    /** Whether it may write to it. */
    public boolean canWrite(Path path) throws HostException, InterruptedException {
        return account.isSameAs(console) ? Files.isWritable(path) : test("-w", path);
    }

    /** Of a directory: whether it may be entered; of a file, whether it may be started. */
    public boolean canExecute(Path path) throws HostException, InterruptedException {
        return account.isSameAs(console) ? Files.isExecutable(path) : test("-x", path);
    }

    /** The first directory on the way to a path, which must be absolute, that the account may not enter. */
    public Optional<Path> closedAbove(Path path) throws HostException, InterruptedException {
        var above = new ArrayList<Path>();
        for (var at = path.getParent(); at != null; at = at.getParent()) {
            above.add(at);
        }
        Collections.reverse(above);
        for (var directory : above) {
            if (!canExecute(directory)) {
                return Optional.of(directory);
            }
        }
        return Optional.empty();
    }

    /** Why a path is out of reach, and what opens it. */
    public Denial denial(Path path, String need) throws HostException, InterruptedException {
        var closed = closedAbove(path);
        var letter = need.substring(0, 1);
        if (closed.isPresent()) {
            return new Denial(
                    user() + " may not enter " + closed.get() + ", which " + path + " lies below",
                    "Open it: setfacl -m u:" + user() + ":x " + closed.get() + ", or move what lies there");
        }
        return new Denial(
                user() + " may not " + need + " " + path,
                "Allow it: setfacl -m u:" + user() + ":" + letter + (Files.isDirectory(path) ? "x " : " ") + path
                        + ", or with chgrp and chmod");
    }

    /** What is forbidden, and what to do: sentences without full stops. */
    public record Denial(String text, String whatToDo) {}

    private boolean test(String what, Path path) throws HostException, InterruptedException {
        var result =
                runner.run(Command.of("test", what, path.toString()).as(account).withLimit(LIMIT));
        if (!result.timedOut() && result.exit().code() == NO) {
            return false;
        }
        result.orFail("Ask as " + account.user() + " whether it may use " + path);
        return true;
    }
}
