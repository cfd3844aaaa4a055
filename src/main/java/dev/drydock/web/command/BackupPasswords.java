package dev.drydock.web.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Passwords of the form of the backup, out of files: what a command is called with, others can see. */
final class BackupPasswords {

    @Option(
            names = "--backup-password",
            paramLabel = "FIELD=FILE",
            order = 9,
            description = "A password of the form of the backup, the first line of a file of mode 0600.")
    private Map<String, Path> files = new LinkedHashMap<>();

    /** By the names of their fields. */
    Map<String, String> read() throws IOException {
        var passwords = new LinkedHashMap<String, String>();
        for (var file : files.entrySet()) {
            passwords.put(file.getKey(), SecretFile.lines(file.getValue()).get(0));
        }
        return passwords;
    }

    /** Gives them to the console, where there are any: one that was restarted has lost those of an upgrade. */
    void give(ConsoleClient client, String upgrade) throws IOException, InterruptedException, ProblemException {
        if (!files.isEmpty()) {
            client.put("/upgrades/" + upgrade + "/backup", read());
        }
    }
}
