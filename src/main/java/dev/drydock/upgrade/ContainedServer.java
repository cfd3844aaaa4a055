package dev.drydock.upgrade;

import dev.drydock.engine.RefusedException;
import dev.drydock.host.HostException;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.ContainerPaths;
import dev.drydock.host.docker.DockerEngine;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.FileFacts;
import dev.drydock.installation.Program;
import dev.drydock.installation.ProgramVersion;
import dev.drydock.installation.ServerArguments;
import dev.drydock.installation.configuration.ServerView;
import dev.drydock.upgrade.phase.AskedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mail server in a container of Docker, as it is found from outside.
 *
 * @param configuration as it is named inside
 * @param file the same on this machine
 * @param program as it is named inside
 */
record ContainedServer(Container container, Path configuration, Path file, Program program) {

    /** Where the vendor's image has its program, and where its installer puts it. */
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/local/bin/stalwart-mail"), Path.of("/opt/stalwart-mail/bin/stalwart-mail"));

    /**
     * Looks at a container.
     *
     * @param config where its configuration lies on this machine; null to find it
     * @param binary its program as it is named inside; null to look for it
     */
    static ContainedServer look(
            DockerEngine engine, Versions versions, String name, @Nullable Path config, @Nullable Path binary)
            throws RefusedException, HostException, InterruptedException {
        var container = engine.get(name);
        var inside = config == null
                ? configuration(container)
                : container
                        .paths()
                        .inside(config)
                        .orElseThrow(() -> new RefusedException(
                                "configuration-not-in-container",
                                "The container " + name + " does not see " + config
                                        + "; name the file that one of its mounts shows, or leave it out"));
        var file = container.paths().outside(inside);
        if (ContainerPaths.isNowhere(file)) {
            throw new RefusedException(
                    "data-on-no-volume",
                    "The configuration " + inside + " of " + name + " lies in the container itself, on no volume, and"
                            + " would be lost with it. Copy all of it to a directory (docker cp), make a container that"
                            + " has it as a volume, and start over with that");
        }
        return new ContainedServer(container, inside, file, program(engine, versions, container, binary));
    }

    /** As its variable, its arguments or its entry point say. */
    private static Path configuration(Container container) {
        var named = container.environment().get("CONFIG_PATH");
        if (named != null) {
            return Path.of("/").resolve(named);
        }
        return ServerArguments.configurations(container.vector()).stream()
                .findFirst()
                .map(argument -> container.workingDirectory().resolve(argument))
                .orElse(DetectionRequest.STANDARD_CONFIGURATION);
    }

    private static Program program(DockerEngine engine, Versions versions, Container container, @Nullable Path binary)
            throws HostException, InterruptedException {
        for (var path : binary == null ? PROGRAMS : List.of(binary)) {
            var stat = engine.stat(container.name(), path);
            if (stat.isPresent()) {
                return new Program(
                        path,
                        FileFacts.contained(path, stat.get().mode(), stat.get().size()),
                        versions.of(engine, container.imageId(), path),
                        List.of());
            }
        }
        throw new HostException(
                "The container " + container.name() + " has no program "
                        + (binary == null
                                ? PROGRAMS.stream().map(Path::toString).collect(Collectors.joining(" or "))
                                : binary),
                "Name the program as the container names it: installation.binary");
    }

    /** What programs of images say of themselves. An image is known by its content, so it is asked once. */
    static final class Versions {

        private static final String LOOK = "look";

        private final Map<String, ProgramVersion> known = new ConcurrentHashMap<>();
        private final AtomicInteger number = new AtomicInteger();

        private ProgramVersion of(DockerEngine engine, String image, Path program)
                throws HostException, InterruptedException {
            var key = image + " " + program;
            var before = known.get(key);
            if (before != null) {
                return before;
            }
            var version = ask(engine, image, program);
            if (version instanceof ProgramVersion.Known) {
                known.put(key, version);
            }
            return version;
        }

        private ProgramVersion ask(DockerEngine engine, String image, Path program)
                throws HostException, InterruptedException {
            var name = "drydock-look-" + ProcessHandle.current().pid() + "-" + number.incrementAndGet();
            var result = new AskedImage(engine, image, program).version(name, LOOK);
            var text = String.join("\n", result.output());
            return result.timedOut()
                    ? new ProgramVersion.Unknown(
                            "the program did not answer within " + AskedImage.LIMIT.toSeconds() + " seconds")
                    : result.isSuccess()
                            ? ProgramVersion.parse(text)
                            : ProgramVersion.refusal(result.exit().code(), text);
        }
    }

    /** How it is detected. */
    DetectionRequest request() {
        var view = new ServerView(container.environment(), container.workingDirectory(), container.paths()::outside);
        return DetectionRequest.of(file).seenBy(view).withContained(program);
    }
}
