package dev.drydock.installation.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration file says, read as the server reads it. Further settings lie in the store.
 *
 * @param file where it lies
 * @param written as it stands there, macros included
 * @param settings with the macros resolved, as far as that could be done
 * @param stores by id, as far as their settings are complete
 * @param directories by id
 * @param listeners that the server opens
 * @param certificates of the file
 * @param files that settings are read from
 * @param runAs null where v0.7.3 stays who it is started as
 * @param administrator null where none is set
 * @param hostname null where none is set: the server then takes that of the machine
 * @param logs directories that it writes to
 * @param problems that the server has, or will have, with this file
 */
public record Configuration(
        Path file,
        Settings written,
        Settings settings,
        Roles roles,
        Map<String, StoreConfiguration> stores,
        Map<String, DirectoryConfiguration> directories,
        List<Listener> listeners,
        List<CertificateConfiguration> certificates,
        List<MacroFile> files,
        @Nullable Account runAs,
        @Nullable FallbackAdministrator administrator,
        @Nullable String hostname,
        List<LogDirectory> logs,
        List<SettingProblem> problems) {

    /** Resolves the macros and reads what the settings mean; what is wrong with them becomes problems. */
    public static Configuration of(ConfigurationFile file, ServerView view) {
        var problems = new ArrayList<SettingProblem>();
        var resolved = Macros.resolve(file.settings(), view, problems);
        var reader = new SettingReader(resolved.settings(), view, problems);
        var roles = Roles.read(resolved.settings());
        var stores = new StoreReader(reader).stores();
        var directories = new DirectoryReader(reader).directories();
        return new Configuration(
                file.path(),
                file.settings(),
                resolved.settings(),
                roles,
                Map.copyOf(stores),
                Map.copyOf(directories),
                new ListenerReader(reader).listeners(),
                CertificateConfiguration.read(resolved.settings(), resolved.files()),
                resolved.files(),
                runAs(resolved.settings()),
                administrator(resolved.settings()),
                hostname(resolved.settings()),
                logs(reader),
                List.copyOf(problems));
    }

    /** The store of a role; null where the role is not set, or no such store can be opened. */
    public @Nullable StoreConfiguration store(Role role) {
        var id = roles.id(role);
        var store = id == null ? null : stores.get(id);
        return store != null && store.kind().canBe(role) ? store : null;
    }

    /** The directory of the accounts; null where none is set. */
    public @Nullable DirectoryConfiguration directory() {
        var id = roles.id(Role.DIRECTORY);
        return id == null ? null : directories.get(id);
    }

    /** What v0.7.3 takes from its file only. */
    public LocalKeys localKeysOfV073() {
        return LocalKeys.ofV073(settings);
    }

    /** What v0.8.0 takes from its file only. */
    public LocalKeys localKeysOfV080() {
        return LocalKeys.ofV080(settings);
    }

    private static @Nullable Account runAs(Settings settings) {
        var user = settings.value("server.run-as.user");
        return user == null ? null : new Account(user, settings.value("server.run-as.group"));
    }

    private static @Nullable FallbackAdministrator administrator(Settings settings) {
        var user = settings.value("authentication.fallback-admin.user");
        var secret = settings.value("authentication.fallback-admin.secret");
        return user == null || secret == null ? null : new FallbackAdministrator(user, new Secret(secret));
    }

    /** {@code server.hostname} is no setting of these versions, but stands in files that were carried on. */
    private static @Nullable String hostname(Settings settings) {
        var hostname = settings.value("lookup.default.hostname");
        return hostname != null ? hostname : settings.value("server.hostname");
    }

    private static List<LogDirectory> logs(SettingReader reader) {
        var logs = new ArrayList<LogDirectory>();
        for (var id : reader.settings().ids("tracer", "type")) {
            var prefix = "tracer." + id + ".";
            if ("log".equals(reader.text(prefix + "type")) && reader.flag(prefix + "enable", true)) {
                var path = reader.requiredPath(prefix + "path");
                var name = reader.text(prefix + "prefix");
                if (path != null) {
                    logs.add(new LogDirectory(id, path, name == null ? "stalwart" : name));
                }
            }
        }
        return List.copyOf(logs);
    }
}
