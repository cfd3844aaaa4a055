package dev.drydock.web.rest;

import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.upgrade.Upgrade;
import dev.drydock.upgrade.blueprint.Blueprint;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the old store is kept, as a form.
 *
 * @param backend kind of the store
 * @param writable false once the upgrade has begun
 * @param checks what was looked at just now
 */
public record BackupForm(String backend, boolean writable, List<Field> fields, List<Check> checks) {

    /** What a name for the old store may be. */
    private static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._+@-]{0,99}";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    /**
     * One field.
     *
     * @param pattern regular expression of the whole value; null where anything goes
     * @param problem null where the value does
     */
    public record Field(
            String name,
            String label,
            String value,
            String help,
            boolean required,
            boolean readOnly,
            @Nullable String pattern,
            @Nullable String problem) {}

    /**
     * Something that was looked at on the machine.
     *
     * @param ok whether it is as it should be
     */
    public record Check(String name, boolean ok, String text) {}

    /**
     * The form of an upgrade.
     *
     * @param wanted a name to look at instead of the one that is planned; null for that one
     */
    static BackupForm of(Upgrade upgrade, @Nullable String wanted) {
        var store = upgrade.blueprint().store();
        var name = wanted == null ? Blueprint.name(store.old()) : wanted;
        var problem = problem(name);
        var checks = new ArrayList<Check>();
        if (problem == null) {
            checks.add(free(store, name));
        }
        checks.add(rename(store));
        var taken = checks.get(0).ok() || problem != null ? null : checks.get(0).text();
        return new BackupForm(
                store.kind(),
                upgrade.run().read(RunRecord::state) == RunState.PLANNED,
                List.of(path(store), name(store, name, problem == null ? taken : problem)),
                checks);
    }

    private static Field path(Blueprint.Store store) {
        return new Field(
                "path",
                store.kind().equals("sqlite") ? "Database file" : "Data directory",
                store.path().toString(),
                "Where the configuration says the mail data lies",
                false,
                true,
                null,
                null);
    }

    private static Field name(Blueprint.Store store, String value, @Nullable String problem) {
        return new Field(
                "name",
                "Name for the old one",
                value,
                (store.wholeDirectory()
                                ? "The directory gets this name, beside "
                                : "A directory of this name is made in ")
                        + (store.wholeDirectory() ? store.path() : store.directory())
                        + "; nothing is copied",
                true,
                false,
                PATTERN,
                problem);
    }

    /** What is wrong with a name by itself; null where nothing is. */
    static @Nullable String problem(String name) {
        return NAME.matcher(name).matches()
                ? null
                : "must be a name without slashes: letters, digits and . _ + @ -, at most 100, a letter or digit first";
    }

    private static Path place(Blueprint.Store store, String name) {
        return store.wholeDirectory()
                ? store.directory().resolveSibling(name)
                : store.directory().resolve(name);
    }

    static Check free(Blueprint.Store store, String name) {
        var place = place(store, name);
        var free = !Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        return new Check("name-free", free, free ? "The name is free: " + place : place + " exists already");
    }

    private static Check rename(Blueprint.Store store) {
        try {
            var parent = store.wholeDirectory() ? store.directory().getParent() : store.directory();
            var same = parent != null && HostFiles.areOnOneFileSystem(store.directory(), parent);
            return new Check(
                    "same-file-system",
                    same,
                    same
                            ? "Same file system: an instant rename"
                            : store.directory() + " is a file system of its own, which cannot be renamed");
        } catch (HostException e) {
            return new Check("same-file-system", false, e.problem());
        }
    }

    /** For people. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "backup of %s with %d fields", backend, fields.size());
    }
}
