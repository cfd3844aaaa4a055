package dev.drydock.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that lies in a directory, itself included, with owners, groups, modes, times, names and, if wanted, sums of the
 * contents; to prove later that all is as it was. Links are not followed. Memory grows with the number of files, so it is
 * for stores and configuration, not for directories of a million blobs.
 *
 * @param entries by path relative to the directory, which itself is the empty path
 */
public record TreeSnapshot(NavigableMap<Path, Entry> entries) {

    /**
     * One file.
     *
     * @param sha256 of the content of a plain file in hexadecimal digits, where sums were wanted
     */
    public record Entry(FileState state, Optional<String> sha256) {}

    private static final String NONE = "-";

    public TreeSnapshot {
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
    }

    /**
     * Looks at a directory, or at one file.
     *
     * @param withSums whether all contents are read
     */
    public static TreeSnapshot of(Path root, boolean withSums) throws IOException {
        var entries = new TreeMap<Path, Entry>();
        // Without the option to follow links, a walk does not.
        try (var paths = Files.walk(root)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                var state = FileState.of(path);
                var sum = withSums && state.type() == FileState.Type.FILE
                        ? Optional.of(Sha256.of(path))
                        : Optional.<String>empty();
                entries.put(root.relativize(path), new Entry(state, sum));
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        return new TreeSnapshot(entries);
    }

    /** A line for each file, of ASCII without blanks in names, to be kept in a file until {@link #parse}. */
    public List<String> lines() {
        return entries.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Reads the lines back.
     *
     * @throws HostException naming the line that is none
     */
    public static TreeSnapshot parse(Stream<String> lines) throws HostException {
        var entries = new TreeMap<Path, Entry>();
        var number = 0;
        for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
            var line = each.next();
            number++;
            try {
                var fields = line.split(" ", -1);
                entries.put(RawPath.decode(fields[7]), entry(fields));
            } catch (IllegalArgumentException | IndexOutOfBoundsException | java.time.format.DateTimeParseException e) {
                throw new HostException(
                        "Line " + number + " of a list of files is damaged",
                        "Compare with the files by hand; the list cannot be used",
                        e);
            }
        }
        return new TreeSnapshot(entries);
    }

    /**
     * What is not the same in a later snapshot, a line for each file: {@code data/LOG: owner 0 -> 1000}. Empty where both
     * have the same names, types, owners, groups, modes, times, sizes, links and, as far as both have them, sums.
     */
    public List<String> differences(TreeSnapshot later) {
        var found = new ArrayList<String>();
        entries.forEach((path, entry) -> {
            var other = later.entries.get(path);
            if (other == null) {
                found.add(name(path) + ": is missing");
                return;
            }
            var details = new ArrayList<>(entry.state().differences(other.state()));
            if (entry.sha256().isPresent()
                    && other.sha256().isPresent()
                    && !entry.sha256().equals(other.sha256())) {
                details.add("other content");
            }
            if (!details.isEmpty()) {
                found.add(name(path) + ": " + String.join(", ", details));
            }
        });
        later.entries.keySet().stream()
                .filter(path -> !entries.containsKey(path))
                .forEach(path -> found.add(name(path) + ": is new"));
        return found;
    }

    /**
     * Gives every file that is still there its owner, group, mode and time back, following no link. Contents and names
     * are as they are; compare afterwards.
     */
    public void restoreStates(Path root) throws IOException, HostException {
        // From the deepest up: the time of a directory is set after all that lies in it.
        for (var entry : entries.descendingMap().entrySet()) {
            var path = root.resolve(entry.getKey());
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                entry.getValue().state().restore(path);
            }
        }
    }

    private static String line(Path path, Entry entry) {
        var state = entry.state();
        return String.join(
                " ",
                String.valueOf(state.type().letter()),
                Long.toString(state.uid()),
                Long.toString(state.gid()),
                Integer.toOctalString(state.mode()),
                Long.toString(state.size()),
                state.modified().toString(),
                entry.sha256().orElse(NONE),
                RawPath.encode(path),
                state.linkTarget().map(RawPath::encode).orElse(NONE));
    }

    private static Entry entry(String[] fields) {
        return new Entry(
                new FileState(
                        FileState.Type.ofLetter(fields[0]),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Integer.parseInt(fields[3], 8),
                        Long.parseLong(fields[4]),
                        java.time.Instant.parse(fields[5]),
                        // Only links have a target, so that one named as the mark for none is told apart.
                        fields[0].equals("l") ? Optional.of(RawPath.decode(fields[8])) : Optional.empty()),
                fields[6].equals(NONE) ? Optional.empty() : Optional.of(fields[6]));
    }

    private static String name(Path path) {
        return path.toString().isEmpty() ? "the directory itself" : path.toString();
    }
}
