package dev.drydock.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for the file of the program where the vendor's ways to install put it. */
final class ProgramSearch {

    /** What the program is called in all of the vendor's packages. */
    static final String NAME = "stalwart-mail";

    private ProgramSearch() {}

    /**
     * The programs that are there, the likeliest first: beside the configuration, then where programs lie. Two names of
     * one file are one.
     */
    static List<Path> candidates(Path root, List<Path> directories) {
        var places = new ArrayList<Path>();
        places.add(root.resolve("bin").resolve(NAME));
        directories.forEach(directory -> places.add(directory.resolve(NAME)));
        var found = new LinkedHashSet<Path>();
        for (var place : places) {
            var real = realProgram(place);
            if (real != null) {
                found.add(real);
            }
        }
        return List.copyOf(found);
    }

    /** The real path of a program, or null where there is no file. */
    static @Nullable Path realProgram(Path path) {
        try {
            var real = path.toRealPath();
            return Files.isRegularFile(real) ? real : null;
        } catch (IOException e) {
            return null;
        }
    }
}
