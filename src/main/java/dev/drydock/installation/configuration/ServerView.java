package dev.drydock.installation.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the server sees when it reads its configuration, which is not what Drydock sees: its own environment, its working
 * directory, and in a container its own file system.
 *
 * @param environment the variables of the server, or null where they are not known
 * @param workingDirectory what relative paths start from, as the server names it
 * @param onHost from a path as the server names it to where that lies on this machine
 */
public record ServerView(@Nullable Map<String, String> environment, Path workingDirectory, UnaryOperator<Path> onHost) {

    /** A server on this machine of which nothing else is known; a service manager starts it in the root directory. */
    public static ServerView ofService() {
        return new ServerView(null, Path.of("/"), UnaryOperator.identity());
    }

    /** The same, with another environment. */
    public ServerView withEnvironment(@Nullable Map<String, String> variables) {
        return new ServerView(variables, workingDirectory, onHost);
    }

    /** The same, started in another directory. */
    public ServerView startedIn(Path directory) {
        return new ServerView(environment, directory, onHost);
    }

    /**
     * Where a path of the configuration lies on this machine.
     *
     * @throws InvalidPathException if the text cannot be a path
     */
    public Path locate(String text) {
        return onHost.apply(workingDirectory.resolve(text));
    }

    /** Where it lies, without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "server in " + workingDirectory;
    }
}
