package dev.drydock.host;

import java.util.Optional;

/** A group of this machine, as its name service tells it. */
public record Group(String name, long gid) {

    /** Looks a group up by its name or number; empty where there is none. */
    public static Optional<Group> find(String nameOrNumber) throws HostException, InterruptedException {
        return NameService.findGroup(nameOrNumber);
    }
}
