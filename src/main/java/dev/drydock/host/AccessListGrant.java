package dev.drydock.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * By an entry for the account in the access control list, which touches the right of nobody else; by the tools of the
 * package acl, for Java knows lists of this kind only by other names.
 *
 * @param uid of the account
 */
public record AccessListGrant(CommandRunner runner, long uid) implements AccessGrant {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Whether this machine has the tools. */
    public static boolean isPossible() {
        return Tool.isHere("setfacl") && Tool.isHere("getfacl");
    }

    @Override
    public String state(Path path) throws HostException, InterruptedException {
        var result =
                run(List.of("getfacl", "--omit-header", "--no-effective", "--numeric", "--absolute-names", "--"), path);
        return String.join(
                ",", result.output().stream().filter(line -> !line.isBlank()).toList());
    }

    @Override
    public void give(Path path, Right right) throws HostException, InterruptedException {
        run(List.of("setfacl", "--modify", entry(right), "--"), path);
    }

    @Override
    public void takeBack(Path path, String state) throws HostException, InterruptedException {
        run(List.of("setfacl", "--set", state, "--"), path);
    }

    private String entry(Right right) {
        return "u:" + uid + ":" + right.letter();
    }

    private CommandResult run(List<String> vector, Path path) throws HostException, InterruptedException {
        var whole = new ArrayList<>(vector);
        whole.add(path.toString());
        return runner.run(Command.of(whole).withLimit(LIMIT))
                .orFail("Use the access control list of " + path
                        + " (where its file system has none, open it to a group instead)");
    }

    @Override
    public List<String> giving(String path, Right right) {
        return List.of("setfacl -m " + entry(right) + " " + path);
    }

    @Override
    public String takingBack(String path, String state) {
        return "setfacl --set " + state + " " + path;
    }
}
