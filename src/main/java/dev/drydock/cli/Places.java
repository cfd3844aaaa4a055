package dev.drydock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where things lie on disk, and whether they get in each other's way. */
final class Places {

    private Places() {}

    /** Refuses to write {@code what} over the source or into its directory. */
    static void requireOutside(NamedStore source, Path path, String what) throws IOException, Refusal {
        if (source.path().isEmpty()) {
            return;
        }
        var sourcePath = real(source.path().get());
        var written = real(path);
        if (written.equals(sourcePath)) {
            throw new Refusal(
                    "same-place",
                    "The " + what + " would be written over the source " + source,
                    "Name another place; the source is never written to");
        }
        if (written.startsWith(sourcePath) && Files.isDirectory(sourcePath)) {
            throw new Refusal(
                    "inside-source",
                    "The " + what + " " + path + " lies inside the source " + source,
                    "Name a place outside of it; nothing is ever added to the source");
        }
    }

    /** The path with all links resolved as far as it exists. */
    private static Path real(Path path) throws IOException {
        var absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (NoSuchFileException e) {
            var parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    /** Refuses an export as target where anything is already. */
    static void requireBlankDirectory(NamedStore export) throws Refusal {
        var path = export.path().orElseThrow();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var problem = "there is something else than a directory";
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (var entries = Files.newDirectoryStream(path)) {
                if (!entries.iterator().hasNext()) {
                    return;
                }
                problem = "the directory is not empty";
            } catch (IOException e) {
                problem = "the directory cannot be read";
            }
        }
        throw new Refusal(
                "target-not-blank", "The target " + export + " is not blank: " + problem, "Name a new directory");
    }

    /** What runs that were killed have left beside a target under temporary names. */
    static List<Path> leftovers(Path target) throws IOException {
        var absolute = target.toAbsolutePath().normalize();
        var parent = absolute.getParent();
        var found = new ArrayList<Path>();
        if (parent == null || !Files.isDirectory(parent)) {
            return found;
        }
        var prefix = "." + absolute.getFileName() + ".drydock-";
        try (var siblings = Files.newDirectoryStream(
                parent, path -> String.valueOf(path.getFileName()).startsWith(prefix))) {
            siblings.forEach(found::add);
        }
        return found;
    }
}
