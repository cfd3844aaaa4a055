package dev.drydock.upgrade.phase;

import dev.drydock.engine.EventLevel;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.host.AccessGrant;
import dev.drydock.host.AccessGrant.Right;
import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.host.Rights;
import dev.drydock.host.SafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Opens files that only root can read, such as keys of certificates, to the account of v0.8.0, which reads them itself;
 * v0.7.3 read them as root. Every directory above is opened for passing through only, by the name in the configuration
 * and by that behind its links. How each was before is in the journal, and in a script, before it changes.
 */
final class OpenKeys extends UpgradeStep {

    private static final String OPENED = "keys.opened.";
    private static final String BEFORE = "keys.before ";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final AccessGrant grant;

    OpenKeys(Yard yard) {
        super(yard, "prepare.keys", "Open the keys to the new account");
        grant = KeyHook.grant(yard);
    }

    private List<Path> files() {
        var keys = blueprint().keys();
        return keys == null ? List.of() : keys.files();
    }

    private Rights rights() throws HostException, InterruptedException {
        return new Rights(yard.runner(), Yard.account(blueprint().runAs()), Account.current());
    }

    @Override
    boolean stands(StepContext context) throws StepFailedException, InterruptedException {
        return isPast(context, StopServer.BEGUN)
                || Attempt.of("keys-not-looked-at", () -> {
                    var rights = rights();
                    for (var file : files()) {
                        if (Files.exists(file) && !rights.canRead(file)) {
                            return false;
                        }
                    }
                    return Files.exists(KeyHook.script(blueprint()));
                });
    }

    @Override
    public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
        return Attempt.of("keys-not-opened", () -> {
            HostFiles.write(
                    KeyHook.script(blueprint()),
                    KeyHook.text(yard).getBytes(StandardCharsets.UTF_8),
                    Account.current(),
                    0755);
            var rights = rights();
            for (var file : files()) {
                if (Files.exists(file)) {
                    open(context, rights, file);
                    prove(rights, file);
                }
            }
            context.log(EventLevel.INFO, KeyHook.installing(blueprint()));
            var opened = opened(context);
            opened.forEach(path -> context.log(EventLevel.INFO, rights.user() + " was let to " + path));
            return StepResult.done(rights.user() + " can read " + files().size() + " files; " + opened.size()
                    + " places were opened for it");
        });
    }

    private void open(StepContext context, Rights rights, Path file)
            throws HostException, IOException, InterruptedException {
        var real = file.toRealPath();
        for (var way : List.of(file, real)) {
            openAbove(context, rights, way);
        }
        if (!rights.canRead(real)) {
            give(context, real, Right.READ);
        }
    }

    /** From the top down: what lies below a closed directory cannot be asked for. */
    private void openAbove(StepContext context, Rights rights, Path path)
            throws HostException, IOException, InterruptedException {
        for (var closed = rights.closedAbove(path); closed.isPresent(); closed = rights.closedAbove(path)) {
            var directory = closed.get().toRealPath();
            openAbove(context, rights, directory);
            if (!rights.canExecute(directory)) {
                give(context, directory, Right.ENTER);
            }
            if (!rights.canExecute(closed.get())) {
                throw new HostException(
                        rights.user() + " still may not enter " + closed.get() + " after it was opened",
                        "See what forbids it, such as SELinux or a mount, or move the key");
            }
        }
    }

    private void give(StepContext context, Path path, Right right)
            throws HostException, IOException, InterruptedException {
        // Whoever owns a directory on the way could lead root's hand to any other file.
        SafePath.forWriting(path);
        if (context.recall(BEFORE + path).isEmpty()) {
            context.remember(BEFORE + path, grant.state(path));
            context.remember(OPENED + opened(context).size(), path.toString());
            writeWayBack(context);
        }
        grant.give(path, right);
    }

    /** Not by asking what is allowed, but by reading. */
    private void prove(Rights rights, Path file) throws HostException, InterruptedException {
        yard.runner()
                .run(Command.of("head", "-c", "1", file.toString())
                        .as(rights.account())
                        .withLimit(LIMIT))
                .orFail("Read " + file + " as " + rights.user());
    }

    private static List<Path> opened(StepContext context) {
        var opened = new ArrayList<Path>();
        for (var i = 0; ; i++) {
            var path = context.recall(OPENED + i);
            if (path.isEmpty()) {
                return opened;
            }
            opened.add(Path.of(path.get()));
        }
    }

    private Path wayBack() {
        return blueprint().home().resolve("keys-back.sh");
    }

    private void writeWayBack(StepContext context) throws HostException, InterruptedException {
        var lines = new ArrayList<String>(List.of("#!/bin/sh"));
        for (var path : fromTheBottom(context)) {
            var quoted = Shell.quote(path);
            lines.add("[ ! -e " + quoted + " ] || { "
                    + grant.takingBack(quoted, context.recall(BEFORE + path).orElse("")) + "; }");
        }
        HostFiles.write(
                wayBack(), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), Account.current(), 0700);
    }

    private static List<Path> fromTheBottom(StepContext context) {
        var opened = opened(context);
        Collections.reverse(opened);
        return opened;
    }

    @Override
    public void undo(StepContext context) throws StepFailedException, InterruptedException {
        Attempt.at("keys-not-closed", () -> {
            var opened = fromTheBottom(context);
            for (var path : opened) {
                var before = context.recall(BEFORE + path);
                if (before.isPresent() && Files.exists(path)) {
                    SafePath.forWriting(path);
                    grant.takeBack(path, before.get());
                }
            }
            for (var path : opened) {
                forget(context, BEFORE + path);
            }
            for (var i = opened.size() - 1; i >= 0; i--) {
                forget(context, OPENED + i);
            }
            HostFiles.deleteTree(wayBack());
            HostFiles.deleteTree(KeyHook.script(blueprint()));
            if (!opened.isEmpty()) {
                context.log(
                        EventLevel.INFO,
                        "The keys are as closed as they were; take the hook out where you have put it in");
            }
        });
    }

    @Override
    public List<String> onward() {
        return KeyHook.commands(yard);
    }

    @Override
    public List<String> back() {
        var script = Shell.quote(wayBack());
        return List.of("[ ! -e " + script + " ] || sh " + script);
    }
}
