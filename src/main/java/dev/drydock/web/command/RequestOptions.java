package dev.drydock.web.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is to be upgraded, and how. */
final class RequestOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 1,
            description = "The file that the server is started with.")
    @Nullable
    Path config;

    @Option(
            names = {"--commands-name", "--name"},
            paramLabel = "NAME",
            order = 2,
            description = "Name of the commands that start, stop and probe the server, in the file of commands.")
    @Nullable
    String name;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            order = 2,
            description =
                    "The unit of systemd that runs the server (default: what is found, where no commands are named).")
    @Nullable
    String unit;

    @Option(
            names = "--unit-in-place",
            order = 2,
            description = "Change the unit's own file, instead of writing a drop-in.")
    boolean unitInPlace;

    @Option(
            names = "--container",
            paramLabel = "NAME",
            order = 2,
            description = "The container of Docker that runs the server; its configuration is found in it.")
    @Nullable
    String container;

    @Option(
            names = "--old-container",
            paramLabel = "NAME",
            order = 2,
            description = "Name that the container of v0.7.3 keeps (default: its own and the version).")
    @Nullable
    String oldContainer;

    @Option(
            names = "--image",
            paramLabel = "NAME:TAG",
            order = 4,
            description = "The image of v0.8.0 for a container; it is pulled, or loaded from the file of --release.")
    @Nullable
    String image;

    @Option(
            names = "--binary",
            paramLabel = "FILE",
            order = 3,
            description = "The program of the server (default: what is found).")
    @Nullable
    Path binary;

    @Option(
            names = "--release",
            paramLabel = "FILE|URL",
            order = 4,
            description = "The program of v0.8.0, or a tar.gz with it: a file, or an address by https.")
    @Nullable
    String release;

    @Option(
            names = "--sha256",
            paramLabel = "HEX",
            order = 5,
            description = "What the sum of that file must be; needed for an address.")
    @Nullable
    String sha256;

    @Option(
            names = "--installed-elsewhere",
            order = 5,
            description = "Install nothing: wait until somebody else has installed v0.8.0, as a package manager does.")
    boolean installedElsewhere;

    @Option(
            names = "--webadmin",
            paramLabel = "FILE|URL",
            order = 6,
            description = "Bundle of the web administration for v0.8.0 (default: it fetches the newest).")
    @Nullable
    String webadmin;

    @Option(
            names = "--webadmin-sha256",
            paramLabel = "HEX",
            order = 6,
            description = "What the sum of that bundle must be; needed for an address.")
    @Nullable
    String webadminSha256;

    @Option(
            names = "--source-release",
            paramLabel = "FILE|URL",
            order = 6,
            description = "The program of v0.7.3, to be put in the place of v0.7.0 to v0.7.2 first.")
    @Nullable
    String sourceRelease;

    @Option(
            names = "--source-sha256",
            paramLabel = "HEX",
            order = 6,
            description = "What the sum of the program of v0.7.3 must be.")
    @Nullable
    String sourceSha256;

    @Option(
            names = "--run-as",
            paramLabel = "USER[:GROUP]",
            order = 7,
            description = "Account for v0.8.0 (default: the one that owns the data).")
    @Nullable
    String runAs;

    @Option(
            names = "--create-account",
            order = 9,
            description = "Make the account of --run-as where there is none of that name.")
    boolean createsAccount;

    @Option(
            names = "--keys",
            paramLabel = "acl|group",
            order = 7,
            description = "Open keys that only root can read to that account (default: leave them as they are).")
    @Nullable
    String keys;

    @Option(
            names = "--export-dir",
            paramLabel = "DIR",
            order = 8,
            description = "Where the export goes (default: a new directory beside the data).")
    @Nullable
    Path exportDirectory;

    @Option(names = "--backup-name", paramLabel = "NAME", order = 9, description = "Name for the old store.")
    @Nullable
    String backupName;

    @Option(
            names = "--backup",
            paramLabel = "FIELD=VALUE",
            order = 9,
            description = "Another field of the form of the backup, such as way=database.")
    Map<String, String> backup = new LinkedHashMap<>();

    @Mixin
    BackupPasswords backupPasswords;

    @Option(
            names = "--stay-after-failed-trial",
            order = 10,
            description = "Let a failed trial stand for a look at it, instead of going back by itself.")
    boolean staysAfterFailedTrial;

    @Option(
            names = "--test-mail",
            paramLabel = "ADDRESS",
            order = 11,
            description = "Send a mail to this account of the server, from itself, once the doors are open.")
    @Nullable
    String testMail;

    @Option(
            names = "--test-mail-from",
            paramLabel = "ADDRESS",
            order = 12,
            description = "Whom the test mail comes from.")
    @Nullable
    String testMailFrom;

    @Option(
            names = "--no-extras",
            order = 13,
            description = "Leave behind what the official import does: queued messages, reports, names with capitals.")
    boolean withoutExtras;

    @Option(
            names = "--engine",
            paramLabel = "official|direct",
            order = 13,
            description = "By the server's own export and import (the default), or by Drydock itself.")
    @Nullable
    String engine;

    @Option(
            names = "--further-node",
            order = 14,
            description = "This is a further node of a cluster: move no data, and wait until the first one is proven.")
    boolean furtherNode;

    @Option(
            names = "--first-node-report",
            paramLabel = "FILE",
            order = 14,
            description =
                    "With --further-node: where the report of the first node will lie (default: in the home of this"
                            + " upgrade).")
    @Nullable
    Path firstNodeReport;

    boolean isEmpty() {
        return config == null && container == null;
    }

    /** The body of POST /upgrades; relative paths are those of this command's directory. */
    Map<String, Object> body() throws IOException {
        var body = new LinkedHashMap<String, Object>();
        var installation = new LinkedHashMap<String, Object>();
        put(installation, "config", config);
        put(installation, "binary", binary);
        if (container != null) {
            var deployment = new LinkedHashMap<String, Object>(Map.of("kind", "docker", "container", container));
            put(deployment, "old", oldContainer);
            installation.put("deployment", deployment);
        } else if (name != null) {
            installation.put("deployment", Map.of("kind", "command", "name", name));
        } else if (unit != null || unitInPlace) {
            var deployment = new LinkedHashMap<String, Object>(Map.of("kind", "systemd"));
            put(deployment, "unit", unit);
            put(deployment, "change", unitInPlace ? "in-place" : null);
            installation.put("deployment", deployment);
        }
        body.put("installation", installation);
        var choice = release();
        if (!choice.isEmpty()) {
            body.put("release", choice);
        }
        if (exportDirectory != null) {
            body.put("export", Map.of("directory", absolute(exportDirectory)));
        }
        var form = new LinkedHashMap<String, Object>(backup);
        put(form, "name", backupName);
        form.putAll(backupPasswords.read());
        if (!form.isEmpty()) {
            body.put("backup", form);
        }
        if (runAs != null) {
            var parts = runAs.split(":", 2);
            var account = new LinkedHashMap<String, Object>(Map.of("user", parts[0]));
            put(account, "group", parts.length == 1 ? null : parts[1]);
            put(account, "create", createsAccount ? true : null);
            body.put("runAs", account);
        }
        put(body, "keys", keys);
        var trial = new LinkedHashMap<String, Object>();
        put(trial, "onFailure", staysAfterFailedTrial ? "stop" : null);
        put(trial, "extras", withoutExtras ? false : null);
        if (testMail != null) {
            var mail = new LinkedHashMap<String, Object>();
            put(mail, "to", testMail);
            put(mail, "from", testMailFrom);
            trial.put("testMail", mail);
        }
        if (!trial.isEmpty()) {
            body.put("trial", trial);
        }
        put(body, "engine", engine);
        if (furtherNode || firstNodeReport != null) {
            var node = new LinkedHashMap<String, Object>();
            put(node, "report", firstNodeReport);
            body.put("node", node);
        }
        return body;
    }

    private Map<String, Object> release() {
        var choice = new LinkedHashMap<String, Object>();
        origin(choice, "file", "url", release);
        put(choice, "image", image);
        put(choice, "sha256", sha256);
        put(choice, "installed", installedElsewhere ? true : null);
        origin(choice, "webadmin", "webadminUrl", webadmin);
        put(choice, "webadminSha256", webadminSha256);
        if (sourceRelease != null) {
            var source = new LinkedHashMap<String, Object>();
            origin(source, "file", "url", sourceRelease);
            put(source, "sha256", sourceSha256);
            choice.put("source", source);
        }
        return choice;
    }

    /** Nothing but an address has two slashes behind a colon; a path may be written as {@code ./https:/…}. */
    private static void origin(Map<String, Object> map, String file, String url, @Nullable String given) {
        if (given != null) {
            put(map, given.contains("://") ? url : file, given.contains("://") ? given : Path.of(given));
        }
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value instanceof Path path ? absolute(path) : value);
        }
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
