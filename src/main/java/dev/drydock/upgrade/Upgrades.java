package dev.drydock.upgrade;

import dev.drydock.engine.Engine;
import dev.drydock.engine.Event;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.JournalEntry;
import dev.drydock.engine.RefusedException;
import dev.drydock.engine.Run;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.StepFailedException;
import dev.drydock.host.Account;
import dev.drydock.host.HostException;
import dev.drydock.host.HostFiles;
import dev.drydock.installation.DetectionRequest;
import dev.drydock.installation.Installation;
import dev.drydock.installation.configuration.ConfigurationException;
import dev.drydock.journal.SqliteEventLog;
import dev.drydock.journal.SqliteJournal;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.blueprint.BlueprintFile;
import dev.drydock.upgrade.blueprint.UpgradeRequest;
import dev.drydock.upgrade.phase.Cleanup;
import dev.drydock.upgrade.phase.Credentials;
import dev.drydock.upgrade.preflight.Preflight;
import dev.drydock.upgrade.preflight.PreflightReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The upgrades of one home, as browser, REST and command line see them. Needs no web server: whoever opens it has the
 * whole engine.
 */
public final class Upgrades implements AutoCloseable {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final ConsoleSettings settings;
    private final HomeLock lock;
    private final SqliteJournal journal;
    private final SqliteEventLog events;
    private final Engine engine;
    private final Yards yards;
    private final Planner planner;
    /** Looked at while this object is held for the minutes of a check, so it has a lock of its own. */
    private final Map<String, Upgrade> upgrades = Collections.synchronizedMap(new LinkedHashMap<>());

    private final UpgradeCleanup cleanup;
    private final Rehearsals rehearsals;
    private final Map<String, String> refused = new LinkedHashMap<>();

    private Upgrades(ConsoleSettings settings, HomeLock lock, Path locks) {
        this.settings = settings;
        this.lock = lock;
        this.journal = SqliteJournal.open(settings.home(), settings.clock());
        this.events = SqliteEventLog.open(settings.home(), settings.clock());
        this.engine =
                new Engine(locks, journal, events, new HostProcessTable(settings.upgrades()), settings.failpoints());
        this.yards = new Yards(settings);
        this.planner = new Planner(settings, yards);
        this.cleanup = new UpgradeCleanup(engine, journal);
        this.rehearsals = new Rehearsals(engine, journal);
    }

    /**
     * Opens a home and takes up the upgrades of earlier consoles: one that was at work is called interrupted, after the
     * processes that it had started were ended.
     *
     * @throws RefusedException where another console works on this home
     */
    public static Upgrades open(ConsoleSettings settings)
            throws RefusedException, StepFailedException, InterruptedException {
        prepare(settings.home());
        var locks = LockPlace.of(settings.home());
        var opened = new Upgrades(settings, HomeLock.acquire(settings.home()), locks);
        var taking = new TakingUp(settings, opened.journal, opened.engine, opened.yards);
        taking.takeUp(opened.upgrades, opened.refused);
        for (var upgrade : opened.all()) {
            opened.clearRehearsal(upgrade);
        }
        return opened;
    }

    /** Where that cannot be done now, the conversion does it before it begins. */
    private void clearRehearsal(Upgrade upgrade) throws InterruptedException {
        try {
            rehearsals.clearAfter(upgrade);
        } catch (StepFailedException e) {
            events.append(
                    upgrade.id(),
                    EventLevel.WARN,
                    "",
                    "",
                    "What a rehearsal has left is still there: " + e.getMessage());
        }
    }

    /** Conversions that are tried out before the upgrade. */
    public Rehearsals rehearsals() {
        return rehearsals;
    }

    private static void prepare(Path home) {
        try {
            if (!Files.isDirectory(home)) {
                var parent = home.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(
                        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The home " + home + " cannot be made; name another one", e);
        }
    }

    /** Looks at an installation. */
    public Installation installation(Path configuration) throws ConfigurationException, InterruptedException {
        return yards.detection().detect(DetectionRequest.of(configuration));
    }

    /**
     * Looks at an installation in a container of Docker.
     *
     * @param container by name or id
     */
    public Installation contained(String container)
            throws RefusedException, ConfigurationException, InterruptedException {
        return yards.detect(UpgradeRequest.contained(container));
    }

    /** A container of Docker as it is. */
    public DeployedContainer container(String container) throws RefusedException {
        try {
            var engine = yards.docker();
            return DeployedContainer.of(engine, engine.get(container));
        } catch (HostException e) {
            throw new RefusedException("container-unusable", e.problem() + ". " + e.nextStep());
        }
    }

    /** The units of systemd that start a server with this configuration. */
    public List<DeployedUnit> units(Path configuration) throws InterruptedException {
        return DeployedUnit.of(yards.systemd(), configuration);
    }

    /**
     * Plans an upgrade and runs its checks; changes nothing outside the home. Where an upgrade of the same installation is
     * under way, that one is the answer.
     *
     * @throws RefusedException where it cannot be planned, with the reason
     * @throws InvalidBackupException where the old store cannot be kept as it is asked for
     */
    public synchronized Upgrade plan(UpgradeRequest request)
            throws RefusedException, InvalidBackupException, ConfigurationException, InterruptedException {
        var found = yards.detect(request);
        var underWay = underWay(found.configuration().file());
        if (underWay.isPresent()) {
            return underWay.get();
        }
        return plan(newId(), request, found, new Credentials());
    }

    private Upgrade plan(String id, UpgradeRequest request, Installation found, Credentials credentials)
            throws RefusedException, InvalidBackupException, ConfigurationException, InterruptedException {
        var settled = yards.settled(request, found.configuration().file());
        var whole = yards.withProgram(found, settled);
        return register(planner.plan(id, settled, whole, credentials), whole, credentials);
    }

    private Upgrade register(Blueprint blueprint, Installation found, Credentials credentials)
            throws RefusedException, InterruptedException {
        try {
            var home = blueprint.home();
            var parent = settings.upgrades();
            if (!Files.isDirectory(parent)) {
                HostFiles.createDirectory(parent, Account.current(), 0700);
            }
            if (!Files.isDirectory(home)) {
                HostFiles.createDirectory(home, Account.current(), 0700);
            }
            BlueprintFile.write(blueprint);
        } catch (HostException e) {
            throw new RefusedException("home-not-writable", e.problem() + ". " + e.nextStep());
        }
        var built = BuiltPlan.of(blueprint, yards, settings.clock(), credentials);
        var report = new Preflight(built.yard()).run(found);
        var run = engine.plan(blueprint.id(), built.plan());
        var upgrade = new Upgrade(built.yard(), run, built.script(), report);
        upgrades.put(blueprint.id(), upgrade);
        return upgrade;
    }

    private String newId() {
        var id = ID.format(settings.clock().instant());
        var unique = id;
        for (var i = 2; journal.runs().contains(unique); i++) {
            unique = id + "-" + i;
        }
        return unique;
    }

    /** The upgrade of an installation that has begun and is neither done nor taken back. */
    private Optional<Upgrade> underWay(Path configuration) {
        return all().stream()
                .filter(upgrade -> configuration.equals(
                                upgrade.blueprint().request().installation().config())
                        || upgrade.blueprint().configuration().file().equals(configuration))
                // Told to begin, and not yet come to its first step, is under way too.
                .filter(upgrade -> engine.isAtWork(upgrade.run())
                        || switch (state(upgrade.run())) {
                            case RUNNING, WAITING, FAILED, INTERRUPTED, CANCELLED, ROLLING_BACK ->
                                hasBegun(upgrade.run());
                            default -> false;
                        })
                .findFirst();
    }

    private static boolean hasBegun(Run run) {
        return run.plan().phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .anyMatch(step ->
                        run.read(record -> record.step(step.name()).state().hasBegun()));
    }

    private static RunState state(Run run) {
        return run.read(RunRecord::state);
    }

    /** All of this home, in the order they were planned. */
    public Collection<Upgrade> all() {
        synchronized (upgrades) {
            return List.copyOf(upgrades.values());
        }
    }

    /** Upgrades of this home that this console cannot take up, with the reason. */
    public Map<String, String> refused() {
        return Map.copyOf(refused);
    }

    /**
     * The upgrade of this id.
     *
     * @throws RefusedException where there is none, or this console cannot take it up
     */
    public Upgrade get(String id) throws RefusedException {
        var upgrade = upgrades.get(id);
        if (upgrade != null) {
            return upgrade;
        }
        var reason = refused.get(id);
        throw reason == null
                ? new RefusedException("unknown-upgrade", "There is no upgrade " + id)
                : new RefusedException("not-taken-up", reason);
    }

    /** Runs the checks again. */
    public PreflightReport preflight(Upgrade upgrade)
            throws RefusedException, ConfigurationException, InterruptedException {
        var report = new Preflight(upgrade.yard()).run(yards.detect(upgrade.blueprint()));
        upgrade.preflight(report);
        return report;
    }

    /** Plans an upgrade anew that has not begun, as with another name for the old store; keeps what it was given. */
    public synchronized Upgrade replan(Upgrade upgrade, UpgradeRequest request)
            throws RefusedException, InvalidBackupException, ConfigurationException, InterruptedException {
        if (state(upgrade.run()) != RunState.PLANNED) {
            throw new RefusedException("has-begun", "Upgrade " + upgrade.id() + " has begun, so its plan stands");
        }
        rehearsals.requireNone(upgrade);
        return plan(upgrade.id(), request, yards.detect(request), upgrade.yard().credentials());
    }

    /**
     * Takes the passwords of the backup for an upgrade that has begun, as after a restart; nothing else of it changes.
     *
     * @param passwords by the names of their fields
     * @throws InvalidBackupException where one of them does not do
     */
    public synchronized void givePasswords(Upgrade upgrade, Map<String, String> passwords)
            throws RefusedException, InvalidBackupException {
        BackupPasswords.give(upgrade, passwords);
    }

    /**
     * Runs what is left, up to and including a phase.
     *
     * @param until null for all
     * @throws RefusedException where the checks forbid it, or it is not the time
     */
    public synchronized void run(Upgrade upgrade, @Nullable String until)
            throws RefusedException, InterruptedException {
        cleanup.requireNone(upgrade);
        rehearsals.requireNone(upgrade);
        BackupPasswords.require(upgrade);
        requirePreflight(upgrade);
        if (until != null) {
            requirePhase(upgrade, until);
        }
        engine.forward(upgrade.run(), until == null ? "" : until);
    }

    /** Runs one phase, whose turn it must be. */
    public synchronized void phase(Upgrade upgrade, String phase) throws RefusedException, InterruptedException {
        cleanup.requireNone(upgrade);
        rehearsals.requireNone(upgrade);
        BackupPasswords.require(upgrade);
        requirePreflight(upgrade);
        requirePhase(upgrade, phase);
        engine.phase(upgrade.run(), phase);
    }

    private static void requirePhase(Upgrade upgrade, String name) throws RefusedException {
        if (upgrade.run().plan().phases().stream()
                .noneMatch(phase -> phase.name().equals(name))) {
            throw new RefusedException("unknown-phase", "There is no phase " + name);
        }
    }

    /** Only the first step asks the checks: once begun, going on can be the safer way. */
    private void requirePreflight(Upgrade upgrade) throws RefusedException, InterruptedException {
        if (hasBegun(upgrade.run())) {
            return;
        }
        try {
            var report = preflight(upgrade);
            if (!report.allowsStart()) {
                var first = report.findings().get(0);
                throw new RefusedException(
                        "preflight-failed", "The checks forbid it: " + first.text() + ". " + first.whatToDo());
            }
            TakingUp.requireSameConfiguration(upgrade.blueprint());
        } catch (ConfigurationException e) {
            throw new RefusedException("configuration-unreadable", String.valueOf(e.getMessage()));
        }
    }

    /** Tries again what has failed, and goes on. */
    public synchronized void retry(Upgrade upgrade) throws RefusedException {
        cleanup.requireNone(upgrade);
        BackupPasswords.require(upgrade);
        if (!hasBegun(upgrade.run())) {
            throw new RefusedException(
                    "nothing-to-retry", "Upgrade " + upgrade.id() + " has not begun, so nothing of it has failed");
        }
        engine.forward(upgrade.run(), "");
    }

    /** Takes everything back. */
    public synchronized void rollback(Upgrade upgrade) throws RefusedException {
        cleanup.requireNone(upgrade);
        BackupPasswords.require(upgrade);
        engine.back(upgrade.run());
    }

    /** What cleaning up would delete now, with what it is. */
    public Map<String, String> kept(Upgrade upgrade) {
        return Cleanup.kept(upgrade.yard());
    }

    /** The run that has deleted, or deletes, what the upgrade had kept. */
    public Optional<Run> cleanup(Upgrade upgrade) {
        return cleanup.run(upgrade);
    }

    /**
     * Deletes for good what the upgrade has kept.
     *
     * @param confirm the path of the old store, or, where there is none any more, the id of the upgrade
     * @throws RefusedException where it is not the time, or the words do not name what is deleted
     */
    public synchronized Run cleanup(Upgrade upgrade, String confirm) throws RefusedException {
        BackupPasswords.require(upgrade);
        return cleanup.begin(upgrade, confirm);
    }

    /** What became of the upgrade, so far or in all. */
    public UpgradeReport report(Upgrade upgrade) {
        return Reports.of(upgrade, settings.clock().instant());
    }

    /** Asks the run to stop at the next safe place. */
    public void cancel(Upgrade upgrade) {
        engine.cancel(upgrade.run());
    }

    /** Whether this console works on it, from the moment it was told to. */
    public boolean isAtWork(Upgrade upgrade) {
        return engine.isAtWork(upgrade.run());
    }

    /** The journal of it, for people who are to help. */
    public List<JournalEntry> journal(Upgrade upgrade) {
        return journal.entries(upgrade.id());
    }

    /** Waits until nothing is at work on it. */
    public void await(Upgrade upgrade) throws InterruptedException {
        engine.await(upgrade.run());
    }

    /** Waits until what an upgrade had kept is deleted. */
    public void awaitCleanup(Upgrade upgrade) throws InterruptedException {
        var run = cleanup(upgrade);
        if (run.isPresent()) {
            engine.await(run.get());
        }
    }

    /** Takes what somebody gives to this console; kept in memory only. */
    public Credentials credentials(Upgrade upgrade) {
        return upgrade.yard().credentials();
    }

    /** Lines of the log after a number. */
    public List<Event> events(String id, long after, int limit) {
        return events.after(id, after, limit);
    }

    /** The number of the last line of the log; 0 where there is none. */
    public long lastLine(String id) {
        return events.last(id);
    }

    /**
     * Hears of new lines; the listener must not wait for anybody.
     *
     * @return ends the listening
     */
    public Runnable listen(String id, Consumer<Event> listener) {
        return events.listen(id, listener);
    }

    @Override
    public void close() {
        events.close();
        journal.close();
        lock.close();
    }
}
