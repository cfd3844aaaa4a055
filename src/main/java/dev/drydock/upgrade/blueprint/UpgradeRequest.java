package dev.drydock.upgrade.blueprint;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for: all but the configuration and the deployment can be found out or has a default.
 *
 * @param installation what is to be upgraded
 * @param release null where only a plan is wanted yet
 * @param engine {@code official}, which is the default, or {@code direct}: Drydock converts the store itself
 * @param export null for a new directory beside the data
 * @param backup null for the usual way to keep the old store
 * @param runAs whom v0.8.0 is to run as; null for the account that owns the data
 * @param trial null for a trial of which a failure takes everything back
 * @param keys how files that only root can read are opened to the account of v0.8.0: {@code acl} or {@code group}; null to
 *     open none
 * @param node that this machine is a further node of a cluster, of which the first one upgrades the store that they share;
 *     null where there is no other, or this is the first
 */
public record UpgradeRequest(
        InstallationChoice installation,
        @Nullable ReleaseChoice release,
        @Nullable String engine,
        @Nullable ExportChoice export,
        @Nullable BackupChoice backup,
        @Nullable AccountChoice runAs,
        @Nullable TrialChoice trial,
        @Nullable String keys,
        @Nullable NodeChoice node) {

    public static final String OFFICIAL = "official";
    public static final String DIRECT = "direct";

    /** One that opens no keys, and is of no cluster. */
    public UpgradeRequest(
            InstallationChoice installation,
            @Nullable ReleaseChoice release,
            @Nullable String engine,
            @Nullable ExportChoice export,
            @Nullable BackupChoice backup,
            @Nullable AccountChoice runAs,
            @Nullable TrialChoice trial) {
        this(installation, release, engine, export, backup, runAs, trial, null, null);
    }

    /**
     * The installation.
     *
     * @param config the file that the server is started with, where it lies on this machine; null to find it in the
     *     container
     * @param binary its program, as the server's container names it where there is one; null to look for it
     * @param deployment null to look for the unit of systemd that starts it
     */
    public record InstallationChoice(
            @Nullable Path config,
            @Nullable Path binary,
            @Nullable Deployment deployment) {

        /** The configuration, which is known once the request is settled. */
        public Path configuration() {
            if (config == null) {
                throw new IllegalStateException("the configuration was not looked for yet");
            }
            return config;
        }
    }

    /**
     * Who starts and stops the server.
     *
     * @param kind {@code systemd}, {@code docker} or {@code command}
     * @param name of a command, in the console's file of commands
     * @param unit of systemd, such as {@code stalwart-mail.service}; null to look for it
     * @param change how the unit gets its account: {@code drop-in}, which is the default, or {@code in-place}
     * @param container of Docker, by name or id
     * @param old name that the container of v0.7.3 keeps; null for its own and the version
     */
    public record Deployment(
            String kind,
            @Nullable String name,
            @Nullable String unit,
            @Nullable String change,
            @Nullable String container,
            @Nullable String old) {

        public static final String COMMAND = "command";
        public static final String SYSTEMD = "systemd";
        public static final String DOCKER = "docker";
        public static final String IN_PLACE = "in-place";

        /** A server that no service manager runs, by the name of its commands. */
        public static Deployment command(String name) {
            return new Deployment(COMMAND, name, null, null, null, null);
        }

        /** A unit of systemd. */
        public static Deployment systemd(@Nullable String unit, @Nullable String change) {
            return new Deployment(SYSTEMD, null, unit, change, null, null);
        }

        /** A container of Docker. */
        public static Deployment docker(String container) {
            return new Deployment(DOCKER, null, null, null, container, null);
        }

        /** Whether it runs in a container of Docker. */
        public boolean isDocker() {
            return kind.equals(DOCKER);
        }

        /** Whether systemd runs it. */
        public boolean isSystemd() {
            return kind.equals(SYSTEMD);
        }

        /** Whether the unit's own file is to be changed, else a drop-in is written. */
        public boolean changesInPlace() {
            return IN_PLACE.equals(change);
        }

        /** By kind and name, for people. */
        public String describe() {
            var what = isSystemd() ? unit : isDocker() ? container : name;
            return what == null ? kind : kind + " " + what;
        }
    }

    /**
     * The new program: a file, an address, or nothing where somebody else installs it.
     *
     * @param file where it lies, the program itself or a {@code tar.gz} with it; null for an address
     * @param url where it is fetched from; null for a file
     * @param sha256 what the sum of the file, or of what is fetched, must be, in hexadecimal; null where nobody knows,
     *     which is possible with a file only
     * @param installed true where somebody else installs it in the phase install, as a package manager does
     * @param webadmin bundle of the web administration that the new server is to use; null to let it fetch the newest
     * @param webadminUrl where that bundle is fetched from; null for a file, or none
     * @param webadminSha256 what the sum of the fetched bundle must be
     * @param source program of v0.7.3, to be put in the place of an older one first; null where v0.7.3 is installed
     * @param image of v0.8.0 for a container, with its tag; {@code file} is then what it is loaded from, or null to pull it
     */
    public record ReleaseChoice(
            @Nullable Path file,
            @Nullable String url,
            @Nullable String sha256,
            @Nullable Boolean installed,
            @Nullable Path webadmin,
            @Nullable String webadminUrl,
            @Nullable String webadminSha256,
            @Nullable SourceChoice source,
            @Nullable String image) {

        /** A file, for an installation of v0.7.3. */
        public ReleaseChoice(Path file, @Nullable String sha256, @Nullable Path webadmin) {
            this(file, sha256, webadmin, null);
        }

        /** A file, for an older installation. */
        public ReleaseChoice(
                Path file, @Nullable String sha256, @Nullable Path webadmin, @Nullable SourceChoice source) {
            this(file, null, sha256, null, webadmin, null, null, source, null);
        }

        /** Something to be fetched. */
        public static ReleaseChoice fetched(String url, String sha256) {
            return new ReleaseChoice(null, url, sha256, null, null, null, null, null, null);
        }

        /** An image of Docker, from its registry or from a file. */
        public static ReleaseChoice image(String image, @Nullable Path file) {
            return new ReleaseChoice(file, null, null, null, null, null, null, null, image);
        }

        /** Something that somebody else installs. */
        public static ReleaseChoice installedElsewhere() {
            return new ReleaseChoice(null, null, null, true, null, null, null, null, null);
        }

        /** The same with a bundle of the web administration to be fetched. */
        public ReleaseChoice withWebadmin(String bundleUrl, String bundleSha256) {
            return new ReleaseChoice(file, url, sha256, installed, null, bundleUrl, bundleSha256, source, image);
        }

        /** Whether somebody else installs it. */
        public boolean isInstalledElsewhere() {
            return Boolean.TRUE.equals(installed);
        }
    }

    /**
     * The program of v0.7.3.
     *
     * @param file where it lies; null for an address
     * @param url where it is fetched from; null for a file
     * @param sha256 what its sum must be, in hexadecimal; null where nobody knows, which is possible with a file only
     */
    public record SourceChoice(
            @Nullable Path file,
            @Nullable String url,
            @Nullable String sha256) {

        /** A file. */
        public SourceChoice(Path file, @Nullable String sha256) {
            this(file, null, sha256);
        }
    }

    /** Where the export goes: a directory that does not exist, or is empty. */
    public record ExportChoice(@Nullable Path directory) {}

    /**
     * An account of the machine.
     *
     * @param group null for its primary one
     * @param create true to make it where there is none of that name
     */
    public record AccountChoice(
            String user, @Nullable String group, @Nullable Boolean create) {

        /** One that exists. */
        public AccountChoice(String user, @Nullable String group) {
            this(user, group, null);
        }
    }

    /**
     * The trial.
     *
     * @param onFailure {@code back}, the default, or {@code stop}
     * @param extras whether what the official import leaves behind is added: true where null
     * @param testMail to be sent once the doors are open; null for none
     */
    public record TrialChoice(
            @Nullable String onFailure,
            @Nullable Boolean extras,
            @Nullable TestMailChoice testMail) {}

    /**
     * A mail that is sent to see whether the new server takes mail over.
     *
     * @param to address of one of its accounts
     * @param from address of the sender; null for the same
     */
    public record TestMailChoice(String to, @Nullable String from) {

        /** Whom it comes from. */
        public String sender() {
            return from == null ? to : from;
        }
    }

    /**
     * A further node of a cluster.
     *
     * @param report where the report of the first node's upgrade will lie, as JSON, once that is done; null for the home of
     *     this upgrade
     */
    public record NodeChoice(@Nullable Path report) {}

    /** The least that can be asked. */
    public static UpgradeRequest of(Path config, @Nullable Deployment deployment, @Nullable ReleaseChoice release) {
        return new UpgradeRequest(
                new InstallationChoice(config, null, deployment), release, null, null, null, null, null);
    }

    /** The least that can be asked of a server in a container of Docker. */
    public static UpgradeRequest contained(String container) {
        return new UpgradeRequest(
                new InstallationChoice(null, null, Deployment.docker(container)), null, null, null, null, null, null);
    }

    /** The same with a deployment that was found. */
    public UpgradeRequest withDeployment(Deployment deployment) {
        return with(new InstallationChoice(installation.config(), installation.binary(), deployment));
    }

    /** The same with a configuration that was found. */
    public UpgradeRequest withConfiguration(Path config) {
        return with(new InstallationChoice(config, installation.binary(), installation.deployment()));
    }

    private UpgradeRequest with(InstallationChoice choice) {
        return new UpgradeRequest(choice, release, engine, export, backup, runAs, trial, keys, node);
    }

    /** Whether systemd runs the server. */
    public boolean isSystemd() {
        return installation.deployment() != null && installation.deployment().isSystemd();
    }

    /** Whether a container of Docker runs the server. */
    public boolean isDocker() {
        return installation.deployment() != null && installation.deployment().isDocker();
    }

    /** The same with another program to install. */
    public UpgradeRequest withRelease(ReleaseChoice choice) {
        return new UpgradeRequest(installation, choice, engine, export, backup, runAs, trial, keys, node);
    }

    /** The same with another way to keep the old store. */
    public UpgradeRequest withBackup(@Nullable BackupChoice choice) {
        return new UpgradeRequest(installation, release, engine, export, choice, runAs, trial, keys, node);
    }

    /** The same with another trial. */
    public UpgradeRequest withTrial(TrialChoice choice) {
        return new UpgradeRequest(installation, release, engine, export, backup, runAs, choice, keys, node);
    }

    /** The same with keys that only root can read opened to the account of v0.8.0. */
    public UpgradeRequest withKeys(@Nullable String way) {
        return new UpgradeRequest(installation, release, engine, export, backup, runAs, trial, way, node);
    }

    /** Whether Drydock converts the store itself, else the server exports and imports it. */
    public boolean isDirect() {
        return DIRECT.equals(engine);
    }

    /**
     * Whether there is the choice to have Drydock convert the store.
     *
     * @param store as it is planned to be kept
     */
    public boolean canBeDirect(Blueprint.Store store) {
        var tables = store.tables();
        return (tables == null || tables.convertible()) && store.cluster() == null && !isDocker() && node == null;
    }

    /** The same by another engine. */
    public UpgradeRequest withEngine(@Nullable String other) {
        return new UpgradeRequest(installation, release, other, export, backup, runAs, trial, keys, node);
    }

    /** The same on a further node of a cluster. */
    public UpgradeRequest onNode(NodeChoice choice) {
        return new UpgradeRequest(installation, release, engine, export, backup, runAs, trial, keys, choice);
    }

    /** Whether a failed trial takes everything back by itself. */
    public boolean goesBackAfterFailedTrial() {
        return trial == null || !"stop".equals(trial.onFailure());
    }

    /** The mail that is to be sent once the doors are open; empty where nobody asked for one. */
    public Optional<TestMailChoice> testMail() {
        return Optional.ofNullable(trial).map(TrialChoice::testMail);
    }

    /** Whether queued messages, reports and names are carried that the official import leaves behind. */
    public boolean carriesExtras() {
        return trial == null || !Boolean.FALSE.equals(trial.extras());
    }
}
