package dev.drydock.upgrade;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.Container;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts that a container knows, in its own files: this machine may call the same numbers by other names. */
final class ContainerAccounts {

    private static final Path USERS = Path.of("/etc/passwd");
    private static final Path GROUPS = Path.of("/etc/group");
    private static final int NUMBER = 2;
    private static final int GROUP_OF_USER = 3;

    private final Container container;
    private final Files files;

    ContainerAccounts(Container container, Files files) {
        this.container = container;
        this.files = files;
    }

    /** Reads the container's own files. */
    @FunctionalInterface
    interface Files {

        /** One of them, in whole; empty where there is none. */
        Optional<byte[]> read(Path path) throws HostException;
    }

    /**
     * An account by name or number.
     *
     * @param group name or number; null for its primary one
     */
    Blueprint.Owner of(String user, @Nullable String group) throws HostException, RefusedException {
        var entry = find(USERS, user);
        if (entry.isEmpty() && !user.matches("\\d{1,10}")) {
            throw new RefusedException(
                    "account-unknown",
                    "The container " + container.name() + " has no account " + user + " in its " + USERS
                            + "; name one that it has, or a number");
        }
        var uid = entry.map(fields -> fields.get(NUMBER)).orElse(user);
        var gid = group == null ? entry.map(fields -> fields.get(GROUP_OF_USER)).orElse(uid) : group(group);
        return new Blueprint.Owner(
                entry.map(fields -> fields.get(0)).orElse(user), Long.parseLong(uid), Long.parseLong(gid), mounts());
    }

    /** The machine's own root comes to them in any case. */
    Blueprint.Owner root() {
        return new Blueprint.Owner("root", 0, 0, mounts());
    }

    /** What the container calls a group; its number where it has no name for it. */
    String nameOfGroup(long gid) throws HostException {
        var number = Long.toString(gid);
        return find(GROUPS, number).map(fields -> fields.get(0)).orElse(number);
    }

    private List<Path> mounts() {
        return container.mounts().stream().map(Container.Mount::outside).toList();
    }

    private String group(String group) throws HostException, RefusedException {
        var entry = find(GROUPS, group);
        if (entry.isEmpty() && !group.matches("\\d{1,10}")) {
            throw new RefusedException(
                    "account-unknown",
                    "The container " + container.name() + " has no group " + group + " in its " + GROUPS
                            + "; name one that it has, or a number");
        }
        return entry.map(fields -> fields.get(NUMBER)).orElse(group);
    }

    /** The fields of an entry by its name or number. */
    private Optional<List<String>> find(Path file, String nameOrNumber) throws HostException {
        return files.read(file)
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> List.of(line.split(":", -1)))
                        .filter(fields -> fields.size() > GROUP_OF_USER)
                        .filter(fields -> fields.get(0).equals(nameOrNumber)
                                || fields.get(NUMBER).equals(nameOrNumber))
                        .findFirst());
    }
}
