package dev.drydock.upgrade.phase;

import dev.drydock.conversion.StoreException;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Ports;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ConfigurationWriter;
import dev.drydock.installation.configuration.FallbackAdministrator;
import dev.drydock.installation.configuration.Listener;
import dev.drydock.installation.configuration.Secret;
import dev.drydock.installation.configuration.Setting;
import dev.drydock.layout.v080.Letter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The configuration that v0.8.0 is tried with: the installation's own, on free ports of the loopback address, with an
 * administrator of ours that may look into every mailbox, and without what reaches out by itself.
 *
 * @param file where it was written, readable by the account that v0.8.0 runs as alone
 * @param administrator of the trial, made up for it
 * @param configuration as v0.8.0 reads it
 * @param queuedMessages how many messages are in the new store's queue; empty where v0.8.0 may not be able to read them
 * @param omissions what the installation's own would fetch from the network
 */
record TrialConfiguration(
        Path file,
        FallbackAdministrator administrator,
        Configuration configuration,
        TrialOmissions omissions,
        OptionalLong queuedMessages) {

    private static final String FALLBACK = "authentication.fallback-admin.";

    private static final List<Listener.Protocol> ASKED = List.of(Listener.Protocol.IMAP, Listener.Protocol.MANAGESIEVE);

    /** What would write where the installation's own files lie, or is set anew. */
    private static final List<String> LEFT_OUT = List.of("tracer.", FALLBACK);

    /** Enough for the server, which asks the network for the whole list where it has none. */
    private static final String PUBLIC_SUFFIXES = "com\nnet\norg\n";

    static TrialConfiguration write(Yard yard)
            throws HostException, ConfigurationException, StoreException, InterruptedException {
        var blueprint = yard.blueprint();
        var account = Yard.account(blueprint.runAs());
        var view = yard.view();
        var given = Configuration.of(
                ConfigurationFile.read(blueprint.configuration().file()), view);
        var settings = new TreeMap<String, String>();
        for (var setting : given.written().all()) {
            if (LEFT_OUT.stream().noneMatch(setting.key()::startsWith) && !isBinding(given, setting)) {
                settings.put(setting.key(), setting.value());
            }
        }
        var ports = Ports.findFree(given.listeners().size() + ASKED.size());
        for (var i = 0; i < given.listeners().size(); i++) {
            settings.put("server.listener." + given.listeners().get(i).id() + ".bind", "127.0.0.1:" + ports.get(i));
        }
        var name =
                given.administrator() == null ? "admin" : given.administrator().user();
        var administrator = new FallbackAdministrator(name, new Secret(madeUp()));
        settings.put(FALLBACK + "user", name);
        settings.put(FALLBACK + "secret", administrator.secret().reveal());
        settings.put(FALLBACK + "enable-master", "true");
        settings.put("imap.auth.allow-plain-text", "true");
        addDoors(settings, given, ports.subList(given.listeners().size(), ports.size()));
        var stored = stored(yard);
        var omissions = TrialOmissions.of(given, stored);
        omissions.apply(
                settings,
                given,
                stored,
                blueprint.seenByServer(blueprint.workshop().resolve("left-out")));
        addFiles(yard, settings, account);
        var file = blueprint.workshop().resolve("trial.toml");
        var text = ConfigurationWriter.write(settings);
        HostFiles.write(file, text.getBytes(StandardCharsets.UTF_8), account, 0600, yard.trusted());
        return new TrialConfiguration(
                file, administrator, Configuration.of(ConfigurationFile.of(file, text), view), omissions, queued(yard));
    }

    /** What no listener speaks is still to be asked: mailboxes over IMAP, scripts over ManageSieve. */
    private static void addDoors(Map<String, String> settings, Configuration given, List<Integer> free) {
        var ports = free.iterator();
        for (var protocol : ASKED) {
            if (given.listeners().stream().noneMatch(listener -> listener.protocol() == protocol)) {
                var listener = "server.listener.trial-" + protocol.word() + ".";
                settings.put(listener + "bind", "127.0.0.1:" + ports.next());
                settings.put(listener + "protocol", protocol.word());
            }
        }
    }

    /** As the official import carries them, some cannot be read, and v0.8.0 ends its list there. */
    private static OptionalLong queued(Yard yard) throws StoreException {
        if (!yard.blueprint().request().carriesExtras()) {
            return OptionalLong.empty();
        }
        var count = 0L;
        try (var store = yard.newStore().openTarget();
                var messages = store.scan(Letter.QUEUE_MESSAGE)) {
            while (messages.next()) {
                count++;
            }
        }
        return OptionalLong.of(count);
    }

    private static Map<String, String> stored(Yard yard) throws StoreException {
        try (var store = yard.newStore().openTarget()) {
            return NewSettings.under(store, "");
        }
    }

    private static void addFiles(Yard yard, Map<String, String> settings, Account account)
            throws HostException, InterruptedException {
        var workshop = yard.blueprint().workshop();
        var suffixes = workshop.resolve("public-suffixes.txt");
        HostFiles.write(suffixes, PUBLIC_SUFFIXES.getBytes(StandardCharsets.UTF_8), account, 0600, yard.trusted());
        settings.keySet().removeIf(key -> key.startsWith("resolver.public-suffix"));
        settings.put("resolver.public-suffix", "file://" + yard.blueprint().seenByServer(suffixes));
        settings.put("tracer.trial.type", "log");
        settings.put(
                "tracer.trial.path", yard.blueprint().seenByServer(workshop).toString());
        settings.put("tracer.trial.prefix", "trial.log");
        settings.put("tracer.trial.rotate", "never");
        settings.put("tracer.trial.level", "info");
        settings.put("tracer.trial.ansi", "false");
        settings.put("tracer.trial.enable", "true");
    }

    private static boolean isBinding(Configuration given, Setting setting) {
        return given.listeners().stream()
                .map(listener -> "server.listener." + listener.id() + ".bind")
                .anyMatch(key -> setting.key().equals(key) || setting.key().startsWith(key + "."));
    }

    private static String madeUp() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
