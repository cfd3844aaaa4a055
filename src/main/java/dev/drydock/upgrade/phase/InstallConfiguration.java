package dev.drydock.upgrade.phase;

import static java.util.Objects.requireNonNull;

import dev.drydock.bytes.MalformedDataException;
import dev.drydock.conversion.StoreException;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.Account;
import dev.drydock.host.FileState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.installation.configuration.Configuration;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.installation.configuration.ConfigurationFile;
import dev.drydock.installation.configuration.ConfigurationWriter;
import dev.drydock.installation.configuration.ServerView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes into the configuration what v0.8.0 takes from nowhere else: certificates that v0.7.3 kept in its store, and the
 * bundle of the web administration where one was given. The old file keeps its content under another name.
 */
final class InstallConfiguration extends UpgradeStep {

    private static final String WEBADMIN = "config.resource.webadmin";

    InstallConfiguration(Yard yard) {
        super(yard, "install.configuration", "Give the configuration what v0.8.0 needs");
    }

    private Path file() {
        return blueprint().configuration().file();
    }

    private Path old() {
        return blueprint().configuration().old();
    }

    @Override
    boolean stands(StepContext context) {
        return Files.exists(old());
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("configuration-not-written", () -> {
            var additions = additions();
            var state = FileState.of(file());
            var mode = modeFor(state);
            if (additions.isEmpty() && mode == state.mode()) {
                return new StepResult.Skipped("v0.8.0 needs nothing more in it");
            }
            var text = Files.readString(file());
            var content = additions.isEmpty()
                    ? text
                    : ConfigurationWriter.prepend(
                            text, "Written by Drydock for v0.8.0, which takes these from this file only", additions);
            var pending = file().resolveSibling(file().getFileName() + ".drydock-pending");
            HostFiles.write(pending, content.getBytes(StandardCharsets.UTF_8), owner(state), mode, yard.trusted());
            // First a second name for the old file, then the new one in its place: there is a file at any instant.
            if (!Files.exists(old())) {
                Files.createLink(old(), file());
            }
            Files.move(pending, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            HostFiles.sync(requireNonNull(file().getParent()));
            additions.keySet().forEach(key -> context.log(EventLevel.INFO, "The configuration now has " + key));
            return StepResult.done(additions.size() + " settings added; the old file is " + old());
        });
    }

    private Map<String, String> additions() throws ConfigurationException, StoreException, MalformedDataException {
        var configuration = Configuration.of(
                ConfigurationFile.read(file()),
                ServerView.ofService().startedIn(blueprint().workingDirectory()));
        var additions = new TreeMap<String, String>();
        try (var store = yard.driver().openSource(blueprint().store().oldPath())) {
            OldSettings.under(store, "certificate.").forEach((key, value) -> {
                if (configuration.localKeysOfV080().contains(key)
                        && configuration.written().find(key) == null) {
                    additions.put(key, value);
                }
            });
        }
        var webadmin = blueprint().release().webadmin();
        if (webadmin != null && configuration.written().find(WEBADMIN) == null) {
            additions.put(WEBADMIN, "file://" + webadmin);
        }
        return additions;
    }

    private static Account owner(FileState state) {
        return new Account(Long.toString(state.uid()), state.uid(), state.gid(), List.of());
    }

    /** v0.7.3 read the file before it gave up being root; v0.8.0 reads it as the account that it runs as. */
    private int modeFor(FileState state) throws HostException {
        var runAs = blueprint().runAs();
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
                runAs.user() + " may not read the configuration " + file(),
                "Give the file to the group of " + runAs.user() + ", mode 0640, then try again");
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("configuration-not-taken-back", () -> {
            Files.deleteIfExists(file().resolveSibling(file().getFileName() + ".drydock-pending"));
            if (Files.exists(old())) {
                if (Files.isSameFile(old(), file())) {
                    Files.delete(old());
                } else {
                    Files.move(old(), file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                HostFiles.sync(requireNonNull(file().getParent()));
            }
        });
    }

    @Override
    public List<String> onward() {
        var lines = new ArrayList<String>();
        lines.add("# copy the settings certificate.* of the store into " + Shell.quote(file())
                + ", if there are any: v0.8.0 ignores them in the store");
        var webadmin = blueprint().release().webadmin();
        if (webadmin != null) {
            lines.add("# and in front of all tables: " + WEBADMIN + " = \"file://" + webadmin + "\"");
        }
        return lines;
    }

    @Override
    public List<String> back() {
        var old = Shell.quote(old());
        return List.of("if [ -e " + old + " ]; then if [ " + old + " -ef " + Shell.quote(file()) + " ]; then rm " + old
                + "; else mv -T " + old + " " + Shell.quote(file()) + "; fi; fi");
    }
}
