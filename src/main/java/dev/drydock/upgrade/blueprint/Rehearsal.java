package dev.drydock.upgrade.blueprint;

import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a conversion by Drydock of a snapshot has shown, while v0.7.3 went on serving.
 *
 * @param ended when it was done
 * @param convertSeconds that building the new store took
 * @param compareSeconds that the comparison took which mail would wait for
 * @param records of the new store that were compared
 * @param differences from what must become of the old one; 0 where all is right
 * @param contents of messages that were held against their names
 * @param contentBytes of them, as stored
 * @param damaged of the contents do not match their names
 * @param written bytes that the new store took, contents that both have not counted
 * @param notes what was noticed in the records, one sentence each
 * @param examples some of the differences and of the damaged contents
 */
public record Rehearsal(
        Instant ended,
        double convertSeconds,
        double compareSeconds,
        long records,
        long differences,
        long contents,
        long contentBytes,
        long damaged,
        long written,
        List<String> notes,
        List<String> examples) {

    private static final String FILE = "rehearsal.json";
    private static final int OWNER_ONLY = 0600;
    private static final JsonMapper JSON = new JsonMapper();

    public Rehearsal {
        notes = List.copyOf(notes);
        examples = List.copyOf(examples);
    }

    /** The same with one thing more that was noticed. */
    public Rehearsal with(String note) {
        var more = new ArrayList<>(notes);
        more.add(note);
        return new Rehearsal(
                ended,
                convertSeconds,
                compareSeconds,
                records,
                differences,
                contents,
                contentBytes,
                damaged,
                written,
                more,
                examples);
    }

    /** The last one of an upgrade. */
    public static Optional<Rehearsal> read(Path home) {
        var file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), Rehearsal.class));
        } catch (IOException | JacksonException e) {
            // It is worth no more than another rehearsal.
            return Optional.empty();
        }
    }

    /** Keeps it for an upgrade, in place of an earlier one. */
    public void write(Path home, Account account) throws HostException, InterruptedException {
        HostFiles.write(home.resolve(FILE), JSON.writeValueAsBytes(this), account, OWNER_ONLY);
    }

    /** Whether nothing was found that is not as it must be. */
    public boolean clean() {
        return differences == 0 && damaged == 0;
    }
}
