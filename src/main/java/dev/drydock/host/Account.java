package dev.drydock.host;

import java.nio.file.Path;
import java.util.List;

/**
 * An account of this machine, as its name service (files, LDAP, systemd) tells it.
 *
 * @param user name; the number as text where the account that runs this console has no name
 * @param uid number of the user
 * @param gid number of the primary group, or of the group chosen instead of it
 * @param groups numbers of the supplementary groups, without {@code gid}
 * @param mounts of an account of a container: what it comes to by mounts, whatever is closed above those on this machine
 */
public record Account(String user, long uid, long gid, List<Long> groups, List<Path> mounts) {

    public Account {
        groups = List.copyOf(groups);
        mounts = List.copyOf(mounts);
    }

    /** One of this machine itself. */
    public Account(String user, long uid, long gid, List<Long> groups) {
        this(user, uid, gid, groups, List.of());
    }

    /** One of a container; what this machine calls that number is somebody else. */
    public static Account contained(String user, long uid, long gid, List<Path> mounts) {
        return new Account(user, uid, gid, List.of(), mounts);
    }

    /**
     * Looks an account up by its name or number.
     *
     * @throws HostException where there is no such account, or the machine cannot tell
     */
    public static Account of(String nameOrNumber) throws HostException, InterruptedException {
        return NameService.account(nameOrNumber);
    }

    /**
     * Looks an account up, in another group than its primary one.
     *
     * @param group name or number of the group
     */
    public static Account of(String nameOrNumber, String group) throws HostException, InterruptedException {
        return of(nameOrNumber).withGroup(NameService.group(group));
    }

    /**
     * The account of this number, with the groups that the machine gives it; without any where the machine does not know
     * it, or not yet.
     *
     * @param user name of an account that the machine does not know
     */
    public static Account ofNumber(String user, long uid, long gid) throws HostException, InterruptedException {
        return NameService.find(Long.toString(uid))
                .map(account -> account.withGroup(gid))
                .orElse(new Account(user, uid, gid, List.of()));
    }

    /** Whether the machine has an account of this name. */
    public static boolean exists(String name) throws HostException, InterruptedException {
        return NameService.find(name).isPresent();
    }

    /** The account this console runs as, with its effective user and group. */
    public static Account current() throws HostException, InterruptedException {
        return NameService.current();
    }

    public boolean isRoot() {
        return uid == 0;
    }

    /** The same user with another group in the place of the primary one. */
    public Account withGroup(long group) {
        return new Account(
                user,
                uid,
                group,
                groups.stream().filter(other -> other != group).toList(),
                mounts);
    }

    /** Whether both are the same user in the same group, whatever their supplementary groups. */
    public boolean isSameAs(Account other) {
        return uid == other.uid && gid == other.gid;
    }
}
