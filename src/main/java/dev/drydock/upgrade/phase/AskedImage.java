package dev.drydock.upgrade.phase;

import dev.drydock.host.CommandResult;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.host.docker.OneOff;
import dev.drydock.host.docker.RunningContainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The program of an image that is asked for its version, in a container that sees nothing and reaches nobody.
 *
 * @param image by its content
 * @param program as it is named in it
 */
public record AskedImage(DockerEngine engine, String image, Path program) {

    /** How long its answer is waited for. */
    public static final Duration LIMIT = Duration.ofMinutes(1);

    /**
     * Asks, and waits some time for the answer.
     *
     * @param name of the container, while it lives
     * @param label that it carries
     */
    public CommandResult version(String name, String label) throws HostException, InterruptedException {
        var vector = List.of(program.toString(), "--version");
        return RunningContainer.run(engine, OneOff.alone(name, label, image, vector), LIMIT);
    }
}
