package dev.drydock.upgrade.blueprint;

import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a blueprint as JSON in the directory of its upgrade. */
public final class BlueprintFile {

    private static final String NAME = "plan.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new PathModule())
            .addModule(BackupChoiceModule.ofPlans())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private BlueprintFile() {}

    /** Writes it as a whole, synced to disk. */
    public static void write(Blueprint blueprint) throws HostException, InterruptedException {
        HostFiles.write(
                blueprint.home().resolve(NAME),
                JSON.writeValueAsBytes(blueprint),
                Account.current().withGroup(blueprint.console().gid()),
                0600);
    }

    /** Reads it back. */
    public static Blueprint read(Path home) throws HostException {
        var file = home.resolve(NAME);
        try {
            return JSON.readValue(Files.readAllBytes(file), Blueprint.class);
        } catch (IOException | JacksonException e) {
            throw new HostException(
                    "The plan in " + file + " cannot be read: " + e.getMessage(),
                    "Follow RESCUE.txt beside it, which needs no Drydock",
                    e);
        }
    }

    /**
     * Stands for everything in it.
     *
     * @param steps names of the steps that this version of Drydock makes of it, in order
     */
    public static String fingerprint(Blueprint blueprint, List<String> steps) {
        return Sha256.of((JSON.writeValueAsString(blueprint) + steps).getBytes(StandardCharsets.UTF_8));
    }
}
