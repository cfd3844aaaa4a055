package dev.drydock.host.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the paths of a container lie on this machine, and the other way round. */
public record ContainerPaths(List<Bind> binds) {

    /** Stands before a path that lies in the container itself, where it is lost with it; nothing on this machine does. */
    public static final Path NOWHERE = Path.of("/.in-the-container");

    /** A place that both see. */
    public record Bind(Path inside, Path outside) {}

    static ContainerPaths of(List<Container.Mount> mounts) {
        return new ContainerPaths(mounts.stream()
                .map(mount -> new Bind(mount.inside(), mount.outside()))
                .toList());
    }

    public ContainerPaths {
        binds = List.copyOf(binds);
    }

    /** Where a path of the container lies on this machine: below {@link #NOWHERE} where no mount is over it. */
    public Path outside(Path inside) {
        var path = Path.of("/").resolve(inside).normalize();
        return longest(path, true)
                .map(bind -> append(bind.outside(), bind.inside().relativize(path)))
                .orElseGet(() -> NOWHERE.resolve(Path.of("/").relativize(path)));
    }

    /** What the container calls a path of this machine; empty where it does not see it. */
    public Optional<Path> inside(Path outside) {
        var path = outside.normalize();
        return longest(path, false)
                .map(bind -> append(bind.inside(), bind.outside().relativize(path)));
    }

    /** The same and more. */
    public ContainerPaths with(Path inside, Path outside) {
        var more = new ArrayList<>(binds);
        more.add(new Bind(inside, outside));
        return new ContainerPaths(more);
    }

    /** Whether a path of this machine stands for one in the container itself. */
    public static boolean isNowhere(Path outside) {
        return outside.startsWith(NOWHERE);
    }

    /** What the container calls a path that is nowhere else. */
    public static Path alone(Path nowhere) {
        return Path.of("/").resolve(NOWHERE.relativize(nowhere));
    }

    private Optional<Bind> longest(Path path, boolean inside) {
        Bind best = null;
        for (var bind : binds) {
            var place = inside ? bind.inside() : bind.outside();
            if (path.startsWith(place)
                    && (best == null
                            || place.getNameCount() > (inside ? best.inside() : best.outside()).getNameCount())) {
                best = bind;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Path append(Path place, Path rest) {
        return rest.toString().isEmpty() ? place : place.resolve(rest);
    }
}
