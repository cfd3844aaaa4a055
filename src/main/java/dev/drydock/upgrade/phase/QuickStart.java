package dev.drydock.upgrade.phase;

import dev.drydock.store.NativeLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What makes the next start of Drydock shorter, left by a trial before mail is stopped: its native library, unpacked, and
 * an archive of the classes that a conversion needs, as the virtual machine lays them out in memory. Neither is used by a
 * program whose files are not those of the trial any more.
 *
 * @param directory of the account that the program works as; its name says for which files it is
 * @param program the words that start the program
 */
public record QuickStart(Path directory, List<String> program) {

    /** The command that leaves it. */
    public static final String TRIAL = "trial";

    public QuickStart {
        program = List.copyOf(program);
    }

    /** For a program that has its own files in {@code home}. */
    public static QuickStart of(Path home, List<String> program) throws IOException {
        return new QuickStart(home.resolve("start-" + Integer.toHexString(stamp(program))), program);
    }

    /**
     * The words of a trial.
     *
     * @param kind of store that is to be converted, as its locations begin
     * @param archived whether it leaves an archive, which not every Java can
     */
    public List<String> trial(String kind, Path scratch, boolean archived) {
        var options = new ArrayList<>(NativeLibraries.optionsToLoadFrom(directory));
        if (archived) {
            options.addAll(quietly("-XX:ArchiveClassesAtExit=" + archive()));
        }
        return with(options, List.of(TRIAL, kind, scratch.toString(), "--keep-library", directory.toString()));
    }

    /** The words that start the program, with what the trial has left, as far as it is there. */
    public List<String> words() {
        if (!Files.isDirectory(directory)) {
            return program;
        }
        var options = new ArrayList<>(NativeLibraries.optionsToLoadFrom(directory));
        if (Files.isRegularFile(archive())) {
            options.addAll(quietly("-XX:SharedArchiveFile=" + archive()));
        }
        return with(options, List.of());
    }

    private Path archive() {
        return directory.resolve("classes.jsa");
    }

    /** What the virtual machine has to say of single classes would stand among the answers of the program. */
    private static List<String> quietly(String option) {
        return List.of(option, "-Xlog:disable");
    }

    private List<String> with(List<String> options, List<String> arguments) {
        return Stream.of(program.subList(0, 1), options, program.subList(1, program.size()), arguments)
                .flatMap(List::stream)
                .toList();
    }

    /** Another program, or the same one of other files, is likely to have another. */
    private static int stamp(List<String> program) throws IOException {
        var seen = new ArrayList<Object>(program);
        for (var word : program) {
            for (var entry : word.split(":", -1)) {
                var file = Path.of(entry);
                if (file.isAbsolute() && Files.isRegularFile(file)) {
                    seen.add(Files.size(file));
                    seen.add(Files.getLastModifiedTime(file));
                }
            }
        }
        return Arrays.hashCode(seen.toArray());
    }
}
