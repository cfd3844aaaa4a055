package dev.drydock.upgrade.phase;

import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a running server was asked and how it stood the test, kept for the report: a line for each proof. */
public final class ProofFile {

    public static final String TRIAL = "proofs-trial.tsv";
    public static final String START = "proofs-start.tsv";

    private ProofFile() {}

    /**
     * One proof.
     *
     * @param outcome {@code passed}, {@code failed} or {@code skipped}
     * @param text a sentence
     */
    public record Line(String outcome, String text) {}

    static void write(Yard yard, String name, List<Line> lines) throws HostException, InterruptedException {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(line.outcome())
                    .append('\t')
                    .append(line.text().replace('\n', ' ').replace('\t', ' '))
                    .append('\n');
        }
        HostFiles.write(
                yard.blueprint().home().resolve(name),
                text.toString().getBytes(StandardCharsets.UTF_8),
                Yard.account(yard.blueprint().console()),
                0600);
    }

    /** What the latest attempt has written, also one that was taken back; or nothing. */
    public static List<Line> read(Path home, String name) {
        var file = TakenBack.latest(home.resolve(name));
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            var lines = new ArrayList<Line>();
            for (var line : Files.readAllLines(file)) {
                var fields = line.split("\t", 2);
                lines.add(new Line(fields[0], fields.length > 1 ? fields[1] : ""));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("The proofs cannot be read: " + file, e);
        }
    }
}
