package dev.drydock.host.systemd;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.Account;
import dev.drydock.host.Command;
import dev.drydock.host.DirectoryTimes;
import dev.drydock.host.FileState;
import dev.drydock.host.FileTrouble;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The change in the unit's own file, as the vendor's notes have it. The old file keeps its place in the same directory
 * under a name that systemd does not look at, and comes back as the same file.
 */
public final class UnitFileEdit implements UnitChange {

    private static final Path DIRECTORY = Path.of("/etc/systemd/system");

    private final Systemd systemd;
    private final Path fragment;
    private final Path kept;
    private final UnitAccount account;

    /**
     * An edit that may or may not have been made.
     *
     * @param fragment the unit's file
     * @param suffix of the name that the old file has meanwhile, such as {@code .drydock-20261128-010203}
     */
    public UnitFileEdit(Systemd systemd, Path fragment, String suffix, UnitAccount account) {
        this.systemd = systemd;
        this.fragment = fragment;
        this.kept = fragment.resolveSibling(fragment.getFileName() + suffix);
        this.account = account;
    }

    /** Why a unit's file cannot be edited; empty where it can. */
    public static Optional<String> objection(Systemd systemd, SystemdUnit unit) {
        if (unit.fragment().isEmpty()) {
            return Optional.of(unit.name() + " has no file of its own");
        }
        var fragment = unit.fragment().get();
        if (!fragment.startsWith(DIRECTORY)) {
            return Optional.of(fragment + " belongs to whoever has installed it, for it does not lie in " + DIRECTORY);
        }
        var here = systemd.file(fragment);
        if (Files.isSymbolicLink(here)) {
            return Optional.of(fragment + " is a link");
        }
        return Files.isWritable(here)
                ? Optional.empty()
                : Optional.of(fragment + " may not be written: it is immutable, or its file system is read-only");
    }

    /** Where the old file lies while the edit stands, as systemd names it. */
    public Path kept() {
        return kept;
    }

    @Override
    public String describe() {
        return "changes " + fragment + ", and keeps the old file as " + kept;
    }

    @Override
    public Path file() {
        return fragment;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @Override
    public boolean isMade() throws HostException {
        var old = systemd.file(kept);
        var file = systemd.file(fragment);
        return reading(() -> Files.exists(old, LinkOption.NOFOLLOW_LINKS)
                && !Files.isSameFile(old, file)
                && read(file).equals(edited(read(old))));
    }

    private String edited(String text) throws HostException {
        try {
            return UnitText.with(text, account.lines());
        } catch (IllegalArgumentException e) {
            throw new HostException(fragment + " cannot be edited: " + e.getMessage(), "Ask for a drop-in instead", e);
        }
    }

    @Override
    public void make() throws HostException {
        if (isMade()) {
            return;
        }
        var file = systemd.file(fragment);
        var old = systemd.file(kept);
        var directory = requireNonNull(file.getParent());
        try (var times = DirectoryTimes.keep(List.of(directory))) {
            reading(() -> {
                var before = FileState.of(file);
                var text = edited(read(file));
                // First a second name for the old file, then the new one in its place: there is a file at any instant.
                if (!Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createLink(old, file);
                    HostFiles.sync(directory);
                }
                var owner = new Account(Long.toString(before.uid()), before.uid(), before.gid(), List.of());
                HostFiles.write(file, text.getBytes(StandardCharsets.UTF_8), owner, before.mode());
                return true;
            });
        }
    }

    @Override
    public void takeBack() throws HostException {
        var file = systemd.file(fragment);
        var old = systemd.file(kept);
        var directory = requireNonNull(file.getParent());
        try (var times = DirectoryTimes.keep(List.of(directory))) {
            reading(() -> {
                if (Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
                    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(old, file)) {
                        Files.delete(old);
                    } else {
                        Files.move(old, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    }
                    HostFiles.sync(directory);
                }
                return true;
            });
        }
    }

    @Override
    public List<String> making() {
        var file = Command.quoted(fragment.toString());
        var old = Command.quoted(kept.toString());
        var pending = Command.quoted(fragment + ".drydock-new");
        return List.of(
                "# Under [Service] of " + fragment + ", the old file kept as " + kept + ":",
                "[ -e " + old + " ] || { cp -p " + file + " " + pending + " && mv -T " + pending + " " + old + "; }",
                "awk -v lines='" + String.join("\\n", account.lines()) + "' '"
                        + "function out() { if (inside) { printf \"%s\\n\", lines } } "
                        + "/^[ \\t]*\\[/ { out(); inside = tolower($0) ~ /^[ \\t]*\\[service\\]/ } "
                        + "{ print } END { out() }' " + old + " >" + pending,
                "chmod --reference=" + old + " " + pending,
                "chown --reference=" + old + " " + pending,
                "mv -T " + pending + " " + file);
    }

    @Override
    public List<String> takingBack() {
        var file = Command.quoted(fragment.toString());
        var old = Command.quoted(kept.toString());
        return List.of("if [ -e " + old + " ]; then if [ " + old + " -ef " + file + " ]; then rm " + old
                + "; else mv -T " + old + " " + file + "; fi; fi");
    }

    private interface Work {
        boolean run() throws IOException, HostException;
    }

    private boolean reading(Work work) throws HostException {
        try {
            return work.run();
        } catch (IOException e) {
            throw new HostException(
                    fragment + " cannot be changed: " + FileTrouble.inWords(e),
                    "Make it writable (chattr -i, a mount that is not read-only), or ask for a drop-in",
                    e);
        }
    }
}
