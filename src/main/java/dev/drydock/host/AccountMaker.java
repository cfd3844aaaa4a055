package dev.drydock.host;

import java.time.Duration;
import java.util.List;

/** Makes an account for a service, and takes it away, with the machine's own tools. */
public final class AccountMaker {

    /** The numbers that service accounts have by convention, see useradd(8): the highest free one is taken. */
    private static final int FIRST = 100;

    private static final int LAST = 999;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final CommandRunner runner;

    public AccountMaker(CommandRunner runner) {
        this.runner = runner;
    }

    /** A number that no user and no group has. */
    public static long freeNumber() throws HostException, InterruptedException {
        for (var number = LAST; number >= FIRST; number--) {
            var text = Integer.toString(number);
            if (Group.find(text).isEmpty() && !Account.exists(text)) {
                return number;
            }
        }
        throw new HostException(
                "No number from " + FIRST + " to " + LAST + " is free for a new account", "Create the account by hand");
    }

    /**
     * Makes the account and a group of its name where they are not there; nobody can log in to it.
     *
     * @param home its home directory, which is not made
     */
    public void make(String user, String group, long uid, long gid, String home)
            throws HostException, InterruptedException {
        if (Group.find(group).isEmpty()) {
            run(makingGroup(group, gid));
        }
        if (!Account.exists(user)) {
            run(makingUser(user, uid, gid, home));
        }
    }

    /** Takes the account away, and the group where it is left over; safe to repeat. */
    public void takeAway(String user, String group, boolean withGroup) throws HostException, InterruptedException {
        if (Account.exists(user)) {
            run(List.of("userdel", user));
        }
        // With some settings userdel has taken the group of that name along.
        if (withGroup && Group.find(group).isPresent()) {
            run(List.of("groupdel", group));
        }
    }

    /** The command that makes the group. */
    public static List<String> makingGroup(String group, long gid) {
        return List.of("groupadd", "--system", "--gid", Long.toString(gid), group);
    }

    /** The command that makes the user, in a group that is there. */
    public static List<String> makingUser(String user, long uid, long gid, String home) {
        return List.of(
                "useradd",
                "--system",
                "--uid",
                Long.toString(uid),
                "--gid",
                Long.toString(gid),
                "--no-create-home",
                "--home-dir",
                home,
                "--shell",
                "/usr/sbin/nologin",
                user);
    }

    private void run(List<String> vector) throws HostException, InterruptedException {
        runner.run(Command.of(vector).withLimit(LIMIT)).orFail("Make or remove an account");
    }
}
