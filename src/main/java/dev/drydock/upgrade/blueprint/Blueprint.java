package dev.drydock.upgrade.blueprint;

import static java.util.Objects.requireNonNull;

import dev.drydock.host.FileOwners;
import dev.drydock.host.docker.Compose;
import dev.drydock.host.docker.Container;
import dev.drydock.host.docker.ContainerPaths;
import dev.drydock.host.docker.RestartPolicy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was settled when an upgrade was planned, so that its steps mean the same after a restart, when half of
 * what was found then has another name. Holds no secret.
 *
 * @param id of the upgrade
 * @param drydock version of this program
 * @param home directory of this upgrade, of the console alone
 * @param webadmin bundle of the web administration; null where none was named
 * @param source program of v0.7.3, where it has to be brought in before anything else; else null
 * @param workingDirectory that the server is started in: relative paths of the configuration begin there
 * @param exporter account that the exporter of v0.7.3 ends up as
 * @param runAs account that v0.8.0 runs as
 * @param console account that the console runs as
 * @param keys what is opened to the account of v0.8.0; null where nobody has asked for it
 * @param unit of systemd that runs the server; null where something else does
 * @param container that the server runs in; null where it runs on the machine itself
 * @param node what a further node of a cluster waits for; null where this upgrade moves the store itself
 */
public record Blueprint(
        String id,
        UpgradeRequest request,
        Instant plannedAt,
        String drydock,
        Path home,
        Path workingDirectory,
        Configured configuration,
        Program program,
        Store store,
        Release release,
        @Nullable Webadmin webadmin,
        @Nullable Source source,
        Path exportDirectory,
        Path staging,
        Owner exporter,
        Owner runAs,
        Owner console,
        @Nullable Keys keys,
        @Nullable Unit unit,
        @Nullable Contained container,
        @Nullable Node node) {

    /** Directory in the home of the upgrade that everything is fetched to. */
    public static final String FETCHED = "fetched";

    /**
     * The configuration.
     *
     * @param file where it lies, links followed
     * @param sha256 of its bytes when the plan was made
     * @param settings the same of what it says but for passwords of stores; null in plans of earlier versions of Drydock
     * @param old what it is called once v0.8.0 has one of its own
     * @param host name that the server gives itself; null where the configuration names none
     * @param ports that the server listens on
     */
    public record Configured(
            Path file,
            String sha256,

            @Nullable String settings,

            Path old,
            @Nullable String host,
            List<Integer> ports) {}

    /**
     * The program.
     *
     * @param path where it lies, links followed
     * @param version what it says of itself
     * @param old what it is called once v0.8.0 lies in its place
     */
    public record Program(Path path, String version, Path old) {}

    /**
     * The store of the mail data: either files of this machine, or tables of a server, or a cluster.
     *
     * @param kind as the configuration calls its backend, such as {@code rocksdb}
     * @param id in the configuration
     * @param backup what the form of the backup was filled in with, by the names of its fields, passwords left out
     * @param externalDirectory id of the directory of the accounts, where it is not the server's own; null where it is
     * @param contents where the contents of messages lie, for people, if in a store of their own, which stays as it is;
     *     null where they lie in this one
     * @param files null where it is something else
     * @param tables null where it is something else
     * @param cluster null where it is something else
     */
    public record Store(
            String kind,
            String id,
            BackupChoice backup,
            @Nullable String externalDirectory,
            @Nullable String contents,
            @Nullable StoredFiles files,
            @Nullable StoredTables tables,
            @Nullable StoredCluster cluster) {

        /** Whether the contents of messages lie in a store of their own. */
        public boolean hasContentsElsewhere() {
            return contents != null;
        }

        /** Its files, for what is only done to files. */
        public StoredFiles onDisk() {
            return requireNonNull(files, "the store is no files");
        }

        /** Its tables, for what is only done to tables. */
        public StoredTables onServer() {
            return requireNonNull(tables, "the store is no tables");
        }

        /** Its cluster, for what is only done to one. */
        public StoredCluster inCluster() {
            return requireNonNull(cluster, "the store is in no cluster");
        }

        /** Where the configuration says that it lies, for people. */
        public String place() {
            if (cluster != null) {
                return cluster.place();
            }
            return files != null ? files.path().toString() : onServer().place();
        }

        /** Where the old one lies once it is set aside, for people. */
        public String oldPlace() {
            if (cluster != null) {
                return cluster.oldPlace();
            }
            return files != null ? files.oldPath().toString() : onServer().oldPlace();
        }

        /** What a cleanup deletes of the old one, for people. */
        public String kept() {
            if (cluster != null) {
                return cluster.oldPlace();
            }
            return files != null ? files.old().toString() : onServer().kept();
        }
    }

    /**
     * Something that is fetched before mail is stopped.
     *
     * @param address where from
     * @param sha256 what its sum must be, in lower-case hexadecimal
     * @param file where it then lies, in the home of the upgrade
     */
    public record Fetched(String address, String sha256, Path file) {}

    /**
     * The new program.
     *
     * @param file as it was given, or as it will have been fetched: the program or an archive with it
     * @param sha256 of its bytes when the plan was made, or as they must be once they are fetched
     * @param staged where the program waits for its turn, beside the old one
     * @param fetched where it comes from; null where a file was given
     * @param installed whether somebody else installs it
     */
    public record Release(
            @Nullable Path file,
            @Nullable String sha256,
            Path staged,
            @Nullable Fetched fetched,
            boolean installed) {}

    /**
     * The bundle of the web administration.
     *
     * @param file where v0.8.0 reads it
     * @param fetched where it comes from; null where a file was given
     */
    public record Webadmin(Path file, @Nullable Fetched fetched) {}

    /**
     * The program that exports, where the installed one cannot yet.
     *
     * @param file as it was given, or as it will have been fetched
     * @param sha256 of its bytes when the plan was made, or as they must be once they are fetched
     * @param staged where it waits for its turn, beside the installed one
     * @param old what the installed one is called once v0.7.3 lies in its place
     * @param fetched where it comes from; null where a file was given
     */
    public record Source(
            Path file,
            String sha256,
            Path staged,
            Path old,
            @Nullable Fetched fetched) {}

    /** How v0.8.0 comes into the place of the program. */
    public ProgramSwap releaseSwap() {
        var choice = request.release();
        return new ProgramSwap(
                "release",
                "release",
                "0.8.0",
                release.file(),
                release.sha256(),
                choice == null ? null : choice.sha256(),
                release.fetched(),
                release.staged(),
                program.path(),
                program.old());
    }

    /** How v0.7.3 comes into the place of an older program; empty where it is there already. */
    public Optional<ProgramSwap> sourceSwap() {
        if (source == null) {
            return Optional.empty();
        }
        var choice = request.release() == null ? null : request.release().source();
        return Optional.of(new ProgramSwap(
                "source",
                "release.source",
                "0.7.3",
                source.file(),
                source.sha256(),
                choice == null ? null : choice.sha256(),
                source.fetched(),
                source.staged(),
                program.path(),
                source.old()));
    }

    /**
     * Files that v0.8.0 reads itself, and v0.7.3 read as root.
     *
     * @param byGroup whether they are opened to the account's group, else to the account by an access control list
     * @param files as the configuration names them
     */
    public record Keys(boolean byGroup, List<Path> files) {}

    /**
     * The unit of systemd that runs the server.
     *
     * @param name with its suffix
     * @param file of the unit itself
     * @param inPlace whether that file is changed, else a drop-in is written
     * @param program as the unit names it
     * @param triggers sockets, timers and paths that start it
     * @param unset variables of its environment that must not reach v0.8.0
     * @param quiet whether v0.8.0 needs no other machine for its stores and accounts, and so no network on trial
     * @param group name of the group that it runs as
     * @param createsAccount whether the account is made first, since it does not exist
     * @param given what the account could not use as it is, and is given to it
     */
    public record Unit(
            String name,
            Path file,
            boolean inPlace,
            Path program,
            List<String> triggers,
            List<String> unset,
            boolean quiet,
            String group,
            boolean createsAccount,
            List<FileOwners.Place> given) {}

    /**
     * The container that the server runs in.
     *
     * @param socket of the Engine
     * @param name of the container that serves, before and after
     * @param id of the one of v0.7.3
     * @param old name that the one of v0.7.3 has once v0.8.0 has its name; null where Compose makes the new one, and takes
     *     the old one away
     * @param image of v0.7.3, as the container names it
     * @param imageId of v0.7.3, by its content
     * @param newImage of v0.8.0, with its tag
     * @param newImageFile that it is loaded from; null where it is pulled
     * @param newImageSha256 of that file when the plan was made; null where it is pulled
     * @param paths where the paths of the container lie on this machine, with the directories of this upgrade
     * @param program as it is named inside
     * @param user that the container starts as; empty for root
     * @param network that it is on
     * @param restart when the Engine starts it by itself
     * @param variables that a container of v0.8.0 has besides those of the old one
     * @param compose file that keeps it; null where none does
     */
    public record Contained(
            Path socket,
            String name,
            String id,
            @Nullable String old,
            String image,
            String imageId,
            String newImage,
            @Nullable Path newImageFile,
            @Nullable String newImageSha256,
            ContainerPaths paths,
            Path program,
            String user,
            String network,
            RestartPolicy restart,
            Map<String, String> variables,
            @Nullable Compose compose) {

        /** What the container calls a path of this machine, which it must see. */
        public Path inside(Path path) {
            return paths.inside(path)
                    .orElseThrow(() -> new IllegalStateException("the container " + name + " does not see " + path));
        }

        /** Whether its entry point is root, whatever the server becomes then. */
        public boolean startsAsRoot() {
            return Container.isRoot(user);
        }

        /** Whether it has the machine's own network. */
        public boolean isOnHostNetwork() {
            return network.equals("host");
        }
    }

    /**
     * A further node of a cluster, whose store the first node has upgraded, or will have.
     *
     * @param report of the first node's upgrade, as JSON, once somebody has brought it here
     */
    public record Node(Path report) {}

    /** Where the store is exported to; empty where nothing is: Drydock converts it, or another node of a cluster does. */
    public Optional<Path> exportHere() {
        return node == null && !request.isDirect() ? Optional.of(exportDirectory) : Optional.empty();
    }

    /** The program where it lies on this machine; empty where it lies in an image. */
    public Optional<Program> programHere() {
        return container == null ? Optional.of(program) : Optional.empty();
    }

    /** What the server calls a path of this machine. */
    public Path seenByServer(Path path) {
        return container == null ? path : container.inside(path);
    }

    /** Whether a path is given to the account of v0.8.0, by itself or with what it lies in. */
    public boolean isGiven(Path path) {
        return unit != null
                && unit.given().stream()
                        .anyMatch(
                                given -> given.path().equals(path) || (given.whole() && path.startsWith(given.path())));
    }

    /**
     * An account of the machine, or of the container; the name may be its number.
     *
     * @param mounts places of this machine that an account of the container comes to by its mounts; null for one of the
     *     machine
     */
    public record Owner(
            String user, long uid, long gid, @Nullable List<Path> mounts) {

        /** One of the machine. */
        public Owner(String user, long uid, long gid) {
            this(user, uid, gid, null);
        }
    }

    /** Where the private files of the account that v0.8.0 runs as lie while the upgrade is at work. */
    public Path workshop() {
        return staging.resolve("work");
    }

    /** The last part of a path. */
    public static String name(Path path) {
        var name = path.getFileName();
        if (name == null) {
            throw new IllegalArgumentException(path + " has no name");
        }
        return name.toString();
    }
}
