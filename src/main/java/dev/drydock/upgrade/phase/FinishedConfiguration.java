package dev.drydock.upgrade.phase;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.Progress;
import dev.drydock.conversion.StoreException;
import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Rights;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ConfigurationWriter;
import dev.drydock.store.PlacedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration as v0.8.0 needs it: with the certificates that v0.7.3 kept in its store, and the bundle of the web
 * administration where one was given.
 *
 * @param additions what it has and the old one has not, by key
 * @param before owner and mode of the old file
 * @param mode that the account of v0.8.0 can read it with
 */
record FinishedConfiguration(String content, Map<String, String> additions, FileState before, int mode) {

    static final String WEBADMIN = "config.resource.webadmin";

    /** Reads the certificates that a store has and a configuration lacks. */
    @FunctionalInterface
    private interface Stored {
        Map<String, String> certificates(Configuration configuration) throws StoreException, MalformedDataException;
    }

    /** Makes it of the file as it is now and of the old store, wherever that lies. */
    static FinishedConfiguration of(Yard yard, PlacedStore old)
            throws ConfigurationException, StoreException, MalformedDataException, HostException, IOException {
        return of(yard, configuration -> {
            try (var store = old.openSource()) {
                return StoredCertificates.of(store, configuration, Progress.NONE);
            }
        });
    }

    /** Makes it for a further node of a cluster, of the new store that the nodes share. */
    static FinishedConfiguration ofNode(Yard yard)
            throws ConfigurationException, StoreException, MalformedDataException, HostException, IOException {
        return of(yard, configuration -> {
            try (var store = yard.newStore().openTarget()) {
                return StoredCertificates.carried(store, configuration);
            }
        });
    }

    private static FinishedConfiguration of(Yard yard, Stored stored)
            throws ConfigurationException, StoreException, MalformedDataException, HostException, IOException {
        var file = yard.blueprint().configuration().file();
        var additions = additions(yard, stored);
        var state = asGiven(yard, file, FileState.of(file));
        var text = Files.readString(file);
        var content = additions.isEmpty()
                ? text
                : ConfigurationWriter.prepend(
                        text, "Written by Drydock for v0.8.0, which takes these from this file only", additions);
        return new FinishedConfiguration(content, additions, state, modeFor(yard, state));
    }

    /** A file that is given to the account of v0.8.0 in the phase install has that owner in its place. */
    private static FileState asGiven(Yard yard, Path file, FileState state) {
        var runAs = yard.blueprint().runAs();
        return yard.blueprint().isGiven(file)
                ? new FileState(
                        state.type(),
                        runAs.uid(),
                        runAs.gid(),
                        state.mode() | 0400,
                        state.size(),
                        state.modified(),
                        state.linkTarget())
                : state;
    }

    /** Where it waits, once the server was stopped, for the rescue script to go on with. */
    static Path waiting(Yard yard) {
        return yard.blueprint().home().resolve("config-v0.8.0.toml");
    }

    boolean isAsBefore() {
        return additions.isEmpty() && mode == before.mode();
    }

    void write(Path to, Account... trusted) throws HostException {
        var owner = new Account(Long.toString(before.uid()), before.uid(), before.gid(), List.of());
        HostFiles.write(to, content.getBytes(StandardCharsets.UTF_8), owner, mode, trusted);
    }

    /**
     * The files that the certificates name must be open to the account of v0.8.0. Unread, they would cost the
     * certificate, and v0.8.0 would show one that nobody trusts.
     */
    void requireReadable(Yard yard) throws HostException, InterruptedException {
        var rights = new Rights(yard.runner(), Yard.account(yard.blueprint().runAs()), Account.current());
        for (var file : StoredCertificates.files(additions, yard.view())) {
            if (Files.exists(file.path()) && !rights.canRead(file.path())) {
                var denial = rights.denial(file.path(), "read");
                throw new HostException(
                        file.key() + " is read from " + file.path() + ", but " + denial.text(), denial.whatToDo());
            }
        }
    }

    private static Map<String, String> additions(Yard yard, Stored stored)
            throws ConfigurationException, StoreException, MalformedDataException, HostException {
        var blueprint = yard.blueprint();
        var configuration = Configuration.of(
                ConfigurationFile.read(blueprint.configuration().file()), yard.view());
        var additions = new TreeMap<String, String>(stored.certificates(configuration));
        var webadmin = blueprint.webadmin();
        if (webadmin != null && configuration.written().find(WEBADMIN) == null) {
            additions.put(WEBADMIN, "file://" + blueprint.seenByServer(webadmin.file()));
        }
        return additions;
    }

    /** v0.7.3 read the file before it gave up being root; v0.8.0 reads it as the account that it runs as. */
    private static int modeFor(Yard yard, FileState state) throws HostException {
        var runAs = yard.blueprint().runAs();
        if (runAs.uid() == 0 || (runAs.uid() == state.uid() && (state.mode() & 0400) != 0)) {
            return state.mode();
        }
        if (runAs.gid() == state.gid()) {
            return state.mode() | 0040;
        }
        if ((state.mode() & 0004) != 0) {
            return state.mode();
        }
        throw new HostException(
                runAs.user() + " may not read the configuration "
                        + yard.blueprint().configuration().file(),
                "Give the file to the group of " + runAs.user() + ", mode 0640, then try again");
    }
}
