package dev.drydock.installation;

import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.DirectoryKind;
import dev.drydock.installation.configuration.Role;
import dev.drydock.installation.configuration.Setting;
import dev.drydock.installation.configuration.StoreConfiguration;
import dev.drydock.installation.configuration.StoreKind;
import java.util.List;
import java.util.Locale;

/** What the configuration itself means for an upgrade. */
final class ConfigurationFindings {

    private final Installation found;
    private final Configuration configuration;

    ConfigurationFindings(Installation found) {
        this.found = found;
        this.configuration = found.configuration();
    }

    void addTo(List<Finding> findings) {
        findings.add(Finding.pass(
                "configuration.read", "The server reads " + configuration.written() + " from " + configuration.file()));
        configuration
                .problems()
                .forEach(problem -> findings.add(Finding.warn(
                        "configuration.problem",
                        "In " + configuration.file() + ", " + problem,
                        "See whether the server needs this setting, and correct it")));
        readable(findings);
        runAs(findings);
        localKeys(findings);
        roles(findings);
        directory(findings);
    }

    private void readable(List<Finding> findings) {
        var secrets = configuration.written().all().stream().anyMatch(Setting::secret);
        for (var facts : found.facts()) {
            if (facts.path().equals(configuration.file()) && facts.isReadableByOthers() && secrets) {
                findings.add(Finding.notice(
                        "configuration.readable-by-all",
                        "Everyone on this machine can read the passwords in " + facts.path() + " (mode "
                                + facts.octalMode() + ")",
                        "Take that right away with chmod o= " + facts.path()));
            }
        }
    }

    private void runAs(List<Finding> findings) {
        var account = configuration.runAs();
        if (account != null) {
            var group = account.group() == null ? "" : ":" + account.group();
            findings.add(Finding.notice(
                    "configuration.run-as",
                    "v0.7.3 gives up its rights for the account " + account.user() + group
                            + "; v0.8.0 ignores server.run-as",
                    "The service has to start v0.8.0 as that account, with the right to bind ports below 1024"));
        }
    }

    private void localKeys(List<Finding> findings) {
        var keys = configuration.localKeysOfV080();
        if (!keys.isConfigured()) {
            return;
        }
        findings.add(Finding.notice(
                "configuration.local-keys",
                "config.local-keys is set, in place of what each version takes from the file by itself",
                ""));
        // Without these the store could say where the store is.
        for (var key : List.of("store." + configuration.roles().id(Role.DATA) + ".type", "storage.data")) {
            if (!keys.contains(key)) {
                findings.add(Finding.warn(
                        "configuration.local-keys.incomplete",
                        "config.local-keys leaves out " + key + ", so a row of the store can stand for it in places",
                        "Add a pattern for it; the server reads *x as \"begins with x\""));
            }
        }
    }

    private void roles(List<Finding> findings) {
        for (var role : Role.values()) {
            var id = configuration.roles().id(role);
            var code = "role." + role.name().toLowerCase(Locale.ROOT);
            if (id == null) {
                findings.add(missing(role, code));
            } else if (role != Role.DIRECTORY) {
                findings.add(store(role, code, id));
            }
        }
    }

    private static Finding missing(Role role, String code) {
        return role == Role.DATA
                ? Finding.fail(code, "storage.data is not set, so the server opens no store", "Set it in the file")
                : Finding.warn(
                        code,
                        role.key() + " is not set in the file; without it the server opens no store",
                        "Set it in the file, unless it lies among the settings in the store");
    }

    private Finding store(Role role, String code, String id) {
        var store = configuration.store(role);
        if (store == null) {
            // A query of an SQL store, or a list in memory, can serve for look-ups as well.
            return role == Role.LOOKUP && !configuration.stores().containsKey(id)
                    ? Finding.notice(code, "Look-ups go to \"" + id + "\", which is no store of its own", "")
                    : Finding.fail(
                            code,
                            role.key() + " names \"" + id + "\", which is no store that can hold the " + role.title(),
                            "Correct " + role.key() + ", or add store." + id);
        }
        var text = "The " + role.title()
                + (role == Role.LOOKUP ? " are in " : role == Role.BLOB ? " are in " : " is in ") + store.describe();
        if (role == Role.DATA || id.equals(configuration.roles().id(Role.DATA))) {
            return Finding.pass(code, text);
        }
        return elsewhere(code, text, store);
    }

    private Finding elsewhere(String code, String text, StoreConfiguration store) {
        if (store.kind() == StoreKind.ELASTICSEARCH) {
            return Finding.warn(
                    code,
                    text + "; the official import queues every message again, and entries without an id double",
                    "Empty the index before v0.8.0 fills it");
        }
        if (store.kind() == StoreKind.FS || store.kind() == StoreKind.S3) {
            var placement = found.placements().get(store.id());
            return Finding.notice(
                    code,
                    text + (placement == null ? "" : " (" + placement.ownSize() + ")")
                            + "; the official export copies every one to the disk, the import copies them back",
                    "They stay valid as they are: Drydock can leave them where they lie");
        }
        return Finding.notice(code, text + ", apart from the mail data", "");
    }

    private void directory(List<Finding> findings) {
        var directory = configuration.directory();
        var id = configuration.roles().id(Role.DIRECTORY);
        if (id == null) {
            return;
        }
        if (directory == null) {
            findings.add(Finding.warn(
                    "role.directory",
                    "storage.directory names \"" + id + "\", which is no directory of the file",
                    "Set directory." + id + " in the file, unless it lies among the settings in the store"));
        } else if (!directory.kind().isExternal()) {
            findings.add(Finding.pass("role.directory", "The accounts are in the store " + directory.store()));
        } else {
            var mixed = directory.names().stream()
                    .filter(name -> !name.equals(name.toLowerCase(Locale.ROOT)))
                    .toList();
            if (!mixed.isEmpty()) {
                findings.add(Finding.warn(
                        "directory.mixed-case",
                        "v0.8.0 writes the names of accounts in lower case, and would look for the mail of "
                                + String.join(", ", mixed) + " under other names",
                        "Let Drydock write these names in lower case in the store too"));
            }
            findings.add(Finding.notice(
                    "role.directory",
                    "The accounts are in "
                            + (directory.kind() == DirectoryKind.MEMORY
                                    ? "the configuration"
                                    : "a directory of the kind "
                                            + directory.kind().type())
                            + "; v0.8.0 writes their names in lower case",
                    "The names that the store knows are looked through before the upgrade"));
        }
    }
}
