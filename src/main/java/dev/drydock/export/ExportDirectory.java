package dev.drydock.export;

import dev.drydock.conversion.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An export directory that holds the eleven files of an export and nothing else.
 *
 * <p>Anything else is refused, because the importer does not look at names: it reads every regular file it finds, a
 * forgotten copy of one as well, and follows links.
 */
public final class ExportDirectory {

    static final String STRUCTURE = "export directory";

    /** Names listed in a message; a directory that is not an export at all can have any number of them. */
    private static final int MOST_NAMES = 20;

    private final Path path;
    private final ExportFormat format;

    private ExportDirectory(Path path, ExportFormat format) {
        this.path = path;
        this.format = format;
    }

    /** Opens a directory, and refuses one that is not an export, naming everything that is wrong about it. */
    public static ExportDirectory open(Path path, ExportFormat format) throws StoreException {
        var problems = problems(path, format);
        if (!problems.isEmpty()) {
            throw new StoreException(
                    "Export directory " + path + " is not as the server's exporter leaves it: "
                            + problems.stream()
                                    .map(problem -> problem.file() + " " + problem.text())
                                    .collect(Collectors.joining("; ")),
                    "Move away what does not belong there, and export again if a file is missing");
        }
        return new ExportDirectory(path, format);
    }

    /**
     * What is wrong about the names and kinds of file in a directory.
     *
     * @throws StoreException where there is no directory, or none that can be read
     */
    static List<Finding> problems(Path path, ExportFormat format) throws StoreException {
        var problems = new ArrayList<Finding>();
        var missing = EnumSet.copyOf(format.files());
        var more = 0L;
        try (var entries = Files.newDirectoryStream(path)) {
            for (var entry : entries) {
                var name = String.valueOf(entry.getFileName());
                var known = format.file(name);
                known.ifPresent(missing::remove);
                var attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile() && known.isPresent()) {
                    continue;
                }
                if (problems.size() >= MOST_NAMES) {
                    more++;
                } else if (known.isPresent()) {
                    problems.add(problem(name, "is " + kind(attributes) + ", not a regular file"));
                } else {
                    problems.add(problem(
                            name,
                            "does not belong to an export (" + kind(attributes) + "); the importer would read any"
                                    + " file"));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw unreadable(path, e.getCause());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        if (more > 0) {
            problems.add(problem("", more + " more entries do not belong to an export"));
        }
        for (var file : missing) {
            problems.add(problem(file.fileName(), "is missing"));
        }
        return List.copyOf(problems);
    }

    private static Finding problem(String name, String text) {
        return Finding.of(Finding.Grade.ERROR, name, STRUCTURE, text);
    }

    static StoreException unreadable(Path path, @Nullable IOException e) {
        return new StoreException(
                "Export directory " + path + " cannot be read: " + ExportFileInput.reason(e),
                "Check that it is a directory and that this account may read it",
                e);
    }

    /** What a directory entry is, for people. */
    static String kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (attributes.isDirectory()) {
            return "a directory";
        }
        return attributes.isRegularFile() ? "a regular file" : "a FIFO, socket or device";
    }

    public Path path() {
        return path;
    }

    /** Which server has written it, by the names of its files. */
    public ExportFormat format() {
        return format;
    }

    /** The path of one of its files. */
    public Path file(ExportFile file) {
        return path.resolve(file.fileName());
    }

    /** The bytes of all its files. */
    long size() throws StoreException {
        try {
            var sum = 0L;
            for (var file : format.files()) {
                sum += Files.size(file(file));
            }
            return sum;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
