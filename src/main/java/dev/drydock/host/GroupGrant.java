package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * By the group of a file or directory, on any file system. What another group may use already is refused, since a file has
 * one group only.
 *
 * @param gid of the group that the account is in
 */
public record GroupGrant(long gid) implements AccessGrant {

    private static final int GROUP = 0070;

    @Override
    public String state(Path path) throws IOException {
        var state = FileState.of(path);
        return state.uid() + " " + state.gid() + " " + Integer.toOctalString(state.mode());
    }

    @Override
    public void give(Path path, Right right) throws HostException, IOException {
        var state = FileState.of(path);
        if (state.gid() != gid && state.gid() != 0 && (state.mode() & GROUP) != 0) {
            throw new HostException(
                    path + " may be used by the group " + state.gid() + ", which would lose it to the group " + gid,
                    "Add the account to the group " + state.gid() + " instead (usermod -aG), or use an access control"
                            + " list");
        }
        own(path, state.uid(), gid, state.mode() | (right == Right.READ ? 0040 : 0010));
    }

    @Override
    public void takeBack(Path path, String state) throws HostException {
        var parts = state.split(" ", -1);
        own(path, Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2], 8));
    }

    private static void own(Path path, long uid, long group, int mode) throws HostException {
        HostFiles.own(path, new Account(Long.toString(uid), uid, group, List.of()), mode);
    }

    @Override
    public List<String> giving(String path, Right right) {
        return List.of("chgrp " + gid + " " + path, "chmod g+" + right.letter() + " " + path);
    }

    @Override
    public String takingBack(String path, String state) {
        var parts = state.split(" ", -1);
        return "chown " + parts[0] + ":" + parts[1] + " " + path + "; chmod " + parts[2] + " " + path;
    }
}
