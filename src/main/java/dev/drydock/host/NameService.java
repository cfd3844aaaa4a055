package dev.drydock.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Users and groups, asked of the system's own commands, which know more than /etc/passwd. */
final class NameService {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern NAME = Pattern.compile("[^-:,/\\s\\p{Cntrl}][^:,/\\s\\p{Cntrl}]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Of a group; a passwd entry has more. */
    private static final int FEWEST_FIELDS = 4;

    private NameService() {}

    static Account account(String nameOrNumber) throws HostException, InterruptedException {
        return find(nameOrNumber)
                .orElseThrow(() -> new HostException(
                        "There is no account " + nameOrNumber + " on this machine", "Create it, or name another one"));
    }

    /** The number of a group. */
    static long group(String nameOrNumber) throws HostException, InterruptedException {
        // name:password:gid:members
        var fields = entry("group", nameOrNumber)
                .orElseThrow(() -> new HostException(
                        "There is no group " + nameOrNumber + " on this machine", "Create it, or name another one"));
        return number(fields.get(2), "group", nameOrNumber);
    }

    /** The name and the number of a group. */
    static Optional<Group> findGroup(String nameOrNumber) throws HostException, InterruptedException {
        var fields = entry("group", nameOrNumber);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Group(fields.get().get(0), number(fields.get().get(2), "group", nameOrNumber)));
    }

    static Account current() throws HostException, InterruptedException {
        var uid = statusNumbers("Uid:").get(1);
        var gid = statusNumbers("Gid:").get(1);
        var groups = statusNumbers("Groups:").stream()
                .filter(group -> !group.equals(gid))
                .toList();
        // Containers run as numbers that nobody has given a name.
        var user = entry("passwd", uid.toString()).map(fields -> fields.get(0));
        return new Account(user.orElse(uid.toString()), uid, gid, groups);
    }

    /** The effective user of this process, which costs no command. */
    static long currentUid() throws HostException {
        return statusNumbers("Uid:").get(1);
    }

    static long currentGid() throws HostException {
        return statusNumbers("Gid:").get(1);
    }

    static Optional<Account> find(String nameOrNumber) throws HostException, InterruptedException {
        // name:password:uid:gid:comment:home:shell
        var entry = entry("passwd", nameOrNumber);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        var fields = entry.get();
        var gid = number(fields.get(3), "passwd", nameOrNumber);
        return Optional.of(new Account(
                fields.get(0), number(fields.get(2), "passwd", nameOrNumber), gid, groupsOf(fields.get(0), gid)));
    }

    private static List<Long> groupsOf(String user, long gid) throws HostException, InterruptedException {
        var command = Command.of("id", "-G", user).withLimit(LIMIT);
        var result = new CommandRunner().run(command).orFail("Look up the groups of " + user);
        var groups = new ArrayList<Long>();
        for (var field : String.join(" ", result.output()).trim().split(" ", -1)) {
            var group = number(field, "groups of", user);
            if (group != gid) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static Optional<List<String>> entry(String database, String key)
            throws HostException, InterruptedException {
        if (!NAME.matcher(key).matches()) {
            throw new HostException(
                    "\"" + key + "\" is neither the name nor the number of an account or group",
                    "Give a name without blanks, commas, colons or slashes, or a number");
        }
        var result = new CommandRunner().run(Command.of("getent", database, key).withLimit(LIMIT));
        // Status 2 says that the key is not there, as the manual of getent has it.
        if (result.exit().status().orElse(-1) == 2) {
            return Optional.empty();
        }
        result.orFail("Look up " + key + " in " + database);
        if (result.output().isEmpty()) {
            return Optional.empty();
        }
        var fields = List.of(result.output().get(0).split(":", -1));
        if (fields.size() < FEWEST_FIELDS) {
            throw new HostException(
                    "The entry of " + key + " in " + database + " has " + fields.size() + " fields",
                    "Mend the entry that getent " + database + " shows");
        }
        return Optional.of(fields);
    }

    private static long number(String text, String database, String key) throws HostException {
        if (!NUMBER.matcher(text).matches()) {
            throw new HostException(
                    "The entry of " + key + " in " + database + " has \"" + text + "\" where a number belongs",
                    "Mend the entry that getent shows");
        }
        return Long.parseLong(text);
    }

    /** The numbers of a line of /proc/self/status: real, effective, saved and file system id, or the groups. */
    private static List<Long> statusNumbers(String label) throws HostException {
        try {
            for (var line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(label)) {
                    var rest = line.substring(label.length()).trim();
                    var numbers = new ArrayList<Long>();
                    for (var field : rest.isEmpty() ? new String[0] : rest.split("\\s+", -1)) {
                        numbers.add(Long.parseLong(field));
                    }
                    return numbers;
                }
            }
        } catch (IOException | NumberFormatException e) {
            throw new HostException("The account of this process cannot be read from " + STATUS, "Mount /proc", e);
        }
        throw new HostException(STATUS + " has no line " + label, "Mount the real /proc");
    }
}
