package dev.drydock.web.rest;

import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.UpgradeReport;
import dev.drydock.upgrade.Upgrades;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Everything that somebody needs who is to help, in one file, without secrets. */
final class HelpArchive {

    private static final int LOG_BATCH = 1000;
    private static final int LONGEST_TAIL = 256 * 1024;
    private static final Set<String> WHOLE = Set.of("plan.json", "RESCUE.txt", "rescue.sh");

    private final Upgrades upgrades;
    private final Upgrade upgrade;
    private final Redaction redaction;
    private final JsonMapper json;

    HelpArchive(Upgrades upgrades, Upgrade upgrade, Redaction redaction, JsonMapper json) {
        this.upgrades = upgrades;
        this.upgrade = upgrade;
        this.redaction = redaction;
        this.json = json;
    }

    /**
     * Writes the archive.
     *
     * @param state the upgrade with its findings
     */
    void write(OutputStream out, UpgradeView state, UpgradeReport report) throws IOException {
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            add(zip, "upgrade.json", json.writerWithDefaultPrettyPrinter().writeValueAsString(state));
            add(zip, "report.json", json.writerWithDefaultPrettyPrinter().writeValueAsString(report));
            add(zip, "runbook.sh", upgrade.runbook());
            journal(zip);
            log(zip);
            for (var file : files(upgrade.blueprint().home())) {
                add(zip, String.valueOf(file.getFileName()), tail(file));
            }
        }
    }

    private void journal(ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry("journal.jsonl"));
        for (var entry : upgrades.journal(upgrade)) {
            write(zip, json.writeValueAsString(entry) + "\n");
        }
        zip.closeEntry();
    }

    private void log(ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry("log.txt"));
        var after = 0L;
        for (var lines = upgrades.events(upgrade.id(), after, LOG_BATCH);
                !lines.isEmpty();
                lines = upgrades.events(upgrade.id(), after, LOG_BATCH)) {
            for (var line : lines) {
                write(zip, LineView.text(line) + "\n");
                after = line.sequence();
            }
        }
        zip.closeEntry();
    }

    /** What the upgrade keeps in its own directory: its plan, its rescue, and what its children have said. */
    private static List<Path> files(Path home) throws IOException {
        try (var entries = Files.list(home)) {
            return entries.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> WHOLE.contains(String.valueOf(file.getFileName()))
                            || file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static String tail(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.position(Math.max(0, channel.size() - LONGEST_TAIL));
            var bytes = ByteBuffer.allocate(LONGEST_TAIL);
            var read = 0;
            while (read >= 0 && bytes.hasRemaining()) {
                read = channel.read(bytes);
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    private void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        write(zip, text);
        zip.closeEntry();
    }

    private void write(ZipOutputStream zip, String text) throws IOException {
        zip.write(redaction.of(text).getBytes(StandardCharsets.UTF_8));
    }
}
