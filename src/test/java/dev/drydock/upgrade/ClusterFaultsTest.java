package dev.drydock.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.conversion.StoreException;
import dev.drydock.engine.ChildProcess;
import dev.drydock.engine.Engine;
import dev.drydock.engine.EventLevel;
import dev.drydock.engine.Failpoints;
import dev.drydock.engine.Failure;
import dev.drydock.engine.Phase;
import dev.drydock.engine.Plan;
import dev.drydock.engine.ProcessTable;
import dev.drydock.engine.Run;
import dev.drydock.engine.RunRecord;
import dev.drydock.engine.RunState;
import dev.drydock.engine.Step;
import dev.drydock.engine.StepContext;
import dev.drydock.engine.StepFailedException;
import dev.drydock.engine.StepResult;
import dev.drydock.foundationdb.Fault;
import dev.drydock.foundationdb.StandInCluster;
import dev.drydock.foundationdb.StandInTools;
import dev.drydock.host.HostFiles;
import dev.drydock.host.LineConsumer;
import dev.drydock.journal.SqliteEventLog;
import dev.drydock.journal.SqliteJournal;
import dev.drydock.store.FilledBackup;
import dev.drydock.store.foundationdb.KeyValue;
import dev.drydock.store.foundationdb.Patience;
import dev.drydock.store.foundationdb.Tools;
import dev.drydock.store.foundationdb.VendorTool;
import dev.drydock.upgrade.blueprint.Blueprint;
import dev.drydock.upgrade.phase.ClusterAccess;
import dev.drydock.upgrade.phase.Credentials;
import dev.drydock.upgrade.phase.Yard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever fails in whatever order, a cluster is never cleared while nobody could restore it. Runs the real steps that back
 * up, clear and restore over stand-ins for the tools, and looks at every clearing from outside.
 */
class ClusterFaultsTest {

    /** Until somebody cancels what a fault may have made stall. */
    private static final Duration STALLED = Duration.ofSeconds(4);

    /** On a machine that does much else. */
    private static final Duration BUSY = Duration.ofSeconds(60);

    private static final int MOST_ROUNDS = 12;

    private static @Nullable Path directory;
    private static @Nullable ClusterWorld world;
    private static @Nullable Blueprint blueprint;
    private static @Nullable Path original;
    private static List<String> before = List.of();

    /** What happens from outside. */
    enum Act {
        FORWARD,
        BACK,
        TYPES_THE_DESCRIPTION,
        /** Only where the run waits for it. */
        ADMIN_CLEARS,
        /** A console that has ended without a word, and another one. */
        RESTARTS,
        /** Somebody deletes it, perhaps when it is the only copy. */
        LOSES_THE_BACKUP,
        /** A part of it is missing, perhaps when it is the only copy. */
        SPOILS_THE_BACKUP
    }

    /** How far it has come before anything is amiss. */
    enum Start {
        PLANNED,
        WAITS,
        /** Somebody has typed what the cluster is called. */
        TYPED,
        /** By hand, and nothing was done since. */
        CLEARED,
        IMPORTED
    }

    /**
     * One thing after the other.
     *
     * @param faults that the cluster has while it happens
     */
    record Event(Act act, Set<Fault> faults) {}

    @BeforeContainer
    static void make() throws Exception {
        directory = Files.createTempDirectory("cluster-faults");
        world = ClusterWorld.create(directory);
        original = Files.copy(world.cluster().store(), directory.resolve("original.sqlite3"));
        before = world.state();
        try (var upgrades = world.open(world.inProcess(true))) {
            blueprint = upgrades.plan(world.request()).blueprint();
        }
    }

    @AfterContainer
    static void remove() throws Exception {
        HostFiles.deleteTree(directory);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var none = Arbitraries.just(Set.<Fault>of());
        var some = Arbitraries.of(Fault.class).set().ofMinSize(1).ofMaxSize(2);
        var faults = Arbitraries.frequencyOf(Tuple.of(1, none), Tuple.of(1, some));
        return Combinators.combine(Arbitraries.of(Act.class), faults)
                .as(Event::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void clearsNothingThatCannotBeRestored(@ForAll Start start, @ForAll("events") List<Event> events) throws Exception {
        happen(start, events);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    @Tag("campaign")
    void doesSoManyTimes(@ForAll Start start, @ForAll("events") List<Event> events) throws Exception {
        happen(start, events);
    }

    /** What has failed is named, and nothing is cleared for it. */
    @Example
    void saysWhatIsWrongWithABackup() throws Exception {
        fails(Start.PLANNED, Act.FORWARD, Fault.UNAVAILABLE, "backup-failed");
        fails(Start.PLANNED, Act.FORWARD, Fault.BACKUP_FAILS, "cancelled");
        fails(Start.PLANNED, Act.FORWARD, Fault.BACKUP_PARTIAL, "backup-not-restorable");
        fails(Start.PLANNED, Act.FORWARD, Fault.BACKUP_WITH_GAP, "backup-not-restorable");
        fails(Start.PLANNED, Act.FORWARD, Fault.NO_AGENT, "cancelled");
        fails(Start.PLANNED, Act.FORWARD, Fault.BACKUP_STALLS, "cancelled");
    }

    /** Whether a clearing was done that has failed, only a look can tell. */
    @Example
    void looksAgainWhereAClearingHasFailed() throws Exception {
        for (var fault : List.of(
                Fault.COMMIT_KILLED_BEFORE,
                Fault.COMMIT_KILLED_AFTER,
                Fault.COMMIT_UNKNOWN_DONE,
                Fault.COMMIT_UNKNOWN_NOT_DONE)) {
            fails(Start.TYPED, Act.FORWARD, fault, "clear-failed");
        }
    }

    @Example
    void saysWhatIsWrongWithARestore() throws Exception {
        fails(Start.CLEARED, Act.BACK, Fault.RESTORE_FAILS, "restore-failed");
        fails(Start.CLEARED, Act.BACK, Fault.RESTORE_LOSES_KEYS, "restore-incomplete");
        fails(Start.CLEARED, Act.BACK, Fault.NO_AGENT, "cancelled");
    }

    /** @param code of the failure; everything comes back all the same */
    private static void fails(Start start, Act act, Fault fault, String code) throws Exception {
        reset();
        var tools = new WatchingTools();
        try (var console = new Console(tools)) {
            console.begins(start);
            world.cluster().faults(fault);
            console.does(act);
            world.cluster().faults(Set.of());
            assertThat(console.failure()).as(fault + console.log()).isEqualTo(code);
            assertThat(isKeptSomewhere()).as(fault.toString()).isTrue();
            console.goesBack();
            assertThat(console.state()).as(fault + console.log()).isEqualTo(RunState.ROLLED_BACK);
        }
        assertThat(tools.clearedInVain).as(fault.toString()).isZero();
        assertThat(world.state()).as(fault.toString()).isEqualTo(before);
    }

    private void happen(Start start, List<Event> events) throws Exception {
        reset();
        var tools = new WatchingTools();
        var kept = true;
        try (var console = new Console(tools)) {
            console.begins(start);
            for (var event : events) {
                world.cluster().faults(event.faults());
                console.does(event.act());
                world.cluster().faults(Set.of());
                if (event.act() != Act.LOSES_THE_BACKUP && event.act() != Act.SPOILS_THE_BACKUP && kept) {
                    assertThat(isKeptSomewhere())
                            .as("after " + event + " of " + events)
                            .isTrue();
                }
                kept = isKeptSomewhere();
            }
            console.goesBack();
            assertThat(tools.clearedInVain).as(events + console.log()).isZero();
            if (kept) {
                assertThat(console.state()).as(events + console.log()).isEqualTo(RunState.ROLLED_BACK);
                assertThat(world.state()).as(events.toString()).isEqualTo(before);
            } else {
                // What others have deleted cannot come back, and nobody is told that it has.
                assertThat(console.state()).as(events + console.log()).isNotEqualTo(RunState.ROLLED_BACK);
            }
        }
    }

    private static void reset() throws Exception {
        world.clear();
        world.cluster().faults(Set.of());
        Files.copy(original, world.cluster().store());
        for (var place : List.of(world.made().backups(), blueprint.home())) {
            HostFiles.deleteTree(place);
            Files.createDirectory(place);
        }
        world.cluster().forget();
    }

    /** Whether the cluster is as it was, or a backup is that can be restored. */
    private static boolean isKeptSomewhere() throws Exception {
        return world.state().equals(before) || isBackedUp();
    }

    private static boolean isBackedUp() throws IOException {
        try (var containers = Files.newDirectoryStream(world.made().backups())) {
            for (var container : containers) {
                var kept = StandInCluster.restorable(container);
                if (kept.isPresent() && words(kept.get()).equals(before)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> words(List<KeyValue> entries) {
        return entries.stream()
                .map(entry -> HexFormat.of().formatHex(entry.key()) + " "
                        + HexFormat.of().formatHex(entry.value()).hashCode())
                .toList();
    }

    /** Looks at each clearing before it is done. */
    private static final class WatchingTools implements Tools {

        private final StandInTools tools = new StandInTools();
        private int clearedInVain;

        @Override
        public Path program(VendorTool tool) {
            return tools.program(tool);
        }

        @Override
        public Said run(VendorTool tool, List<String> arguments, Duration limit, LineConsumer lines)
                throws StoreException, InterruptedException {
            if (arguments.stream().anyMatch(argument -> argument.contains("clearrange"))) {
                try {
                    if (!isBackedUp()) {
                        clearedInVain++;
                    }
                } catch (IOException e) {
                    throw new StoreException("The backups cannot be looked at", "Mend the test", e);
                }
            }
            return tools.run(tool, arguments, limit, lines);
        }
    }

    /** A console with one run of the steps that matter: what is before and behind them stands in for the server's part. */
    private static final class Console implements AutoCloseable {

        private final Tools tools;
        private final Path home = Files.createTempDirectory(directory, "home");
        private SqliteJournal journal;
        private SqliteEventLog events;
        private Credentials credentials = new Credentials();
        private Engine engine;
        private Run run;

        Console(Tools tools) throws Exception {
            this.tools = tools;
            open();
            run = engine.plan("one", plan());
        }

        private void open() {
            journal = SqliteJournal.open(home, Clock.systemUTC());
            events = SqliteEventLog.open(home, Clock.systemUTC());
            engine = new Engine(home.resolve("locks"), journal, events, NO_CHILDREN, Failpoints.NONE);
        }

        private Plan plan() throws Exception {
            var patience = new Patience(
                    Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(20));
            var settings =
                    world.sandbox().settings(Failpoints.NONE).withClusters(new ClusterAccess(tools, patience, true));
            var built = BuiltPlan.of(blueprint, new Yards(settings), Clock.systemUTC(), credentials);
            var backup = built.plan().phases().stream()
                    .filter(phase -> phase.name().equals("backup"))
                    .findFirst()
                    .orElseThrow();
            return new Plan(
                    "test",
                    "test",
                    List.of(
                            new Phase("export", "Export", "", List.of(new Exported())),
                            backup,
                            new Phase("import", "Import", "", List.of(new Imported(built.yard())))));
        }

        void begins(Start start) throws Exception {
            if (start == Start.PLANNED) {
                return;
            }
            moves(true);
            assertThat(waitsForClearing()).as(log()).isTrue();
            if (start == Start.TYPED) {
                types();
            }
            if (start == Start.CLEARED || start == Start.IMPORTED) {
                world.clear();
            }
            if (start == Start.IMPORTED) {
                moves(true);
                assertThat(state()).as(log()).isEqualTo(RunState.SUCCEEDED);
            }
        }

        void does(Act act) throws Exception {
            switch (act) {
                case FORWARD -> moves(true);
                case BACK -> moves(false);
                case TYPES_THE_DESCRIPTION -> types();
                case ADMIN_CLEARS -> {
                    // What was true when it was told has to be true still: nobody can see an admin's hands.
                    if (waitsForClearing() && isBackedUp()) {
                        world.clear();
                    }
                }
                case RESTARTS -> restarts();
                case SPOILS_THE_BACKUP -> spoils();
                case LOSES_THE_BACKUP -> {
                    HostFiles.deleteTree(world.made().backups());
                    Files.createDirectory(world.made().backups());
                }
            }
        }

        private void spoils() throws Exception {
            try (var containers = Files.newDirectoryStream(world.made().backups())) {
                for (var container : containers) {
                    StandInCluster.spoil(container);
                }
            }
        }

        private boolean waitsForClearing() {
            return state() == RunState.WAITING
                    && run.read(RunRecord::waiting).orElseThrow().what().equals("clear");
        }

        private void types() throws Exception {
            var site = BuiltPlan.of(
                            blueprint,
                            new Yards(world.sandbox()
                                    .settings(Failpoints.NONE)
                                    .withClusters(ClusterWorld.by(tools, true))),
                            Clock.systemUTC(),
                            credentials)
                    .yard()
                    .site();
            var values = new HashMap<>(blueprint.store().backup().values());
            values.put("confirm", ClusterWorld.DESCRIPTION);
            credentials.backup(FilledBackup.of(site.backup(), values, Map.of()));
        }

        private void moves(boolean forward) throws Exception {
            var possible = forward ? RunState.RUNNING : RunState.ROLLING_BACK;
            if (!state().mayBecome(possible) || (forward && run.read(RunRecord::isGoingBack))) {
                return;
            }
            if (forward) {
                engine.forward(run, "");
            } else {
                engine.back(run);
            }
            var patience = world.cluster().faults().isEmpty() ? BUSY : STALLED;
            var end = System.nanoTime() + patience.toNanos();
            while (engine.isAtWork(run) && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            if (engine.isAtWork(run)) {
                engine.cancel(run);
            }
            engine.await(run);
        }

        private void restarts() throws Exception {
            journal.close();
            events.close();
            credentials = new Credentials();
            open();
            run = engine.resume("one", plan());
        }

        /** With nothing amiss any more, and an admin who does what is asked. */
        void goesBack() throws Exception {
            for (var i = 0; i < MOST_ROUNDS && state() != RunState.ROLLED_BACK; i++) {
                if (waitsForClearing() && run.read(RunRecord::isGoingBack) && isBackedUp()) {
                    world.clear();
                }
                if (state().mayBecome(RunState.ROLLING_BACK)) {
                    moves(false);
                } else {
                    moves(true);
                }
            }
        }

        RunState state() {
            return run.read(RunRecord::state);
        }

        /** The code of the failure that a step has ended with; empty where none has. */
        String failure() {
            return run.read(record -> run.plan().phases().stream()
                    .flatMap(phase -> phase.steps().stream())
                    .map(step -> record.step(step.name()).failure())
                    .filter(failure -> failure != null)
                    .map(Failure::code)
                    .findFirst()
                    .orElse(""));
        }

        String log() {
            return events.after("one", 0, 1_000).toString();
        }

        @Override
        public void close() {
            journal.close();
            events.close();
        }
    }

    private static final ProcessTable NO_CHILDREN = new ProcessTable() {
        @Override
        public boolean isAlive(ChildProcess child) {
            return false;
        }

        @Override
        public void end(ChildProcess child) {
            throw new IllegalStateException("nothing was started");
        }
    };

    /** What the server's export leaves in the journal. */
    private static final class Exported implements Step {

        @Override
        public String name() {
            return "export.run";
        }

        @Override
        public String title() {
            return "Export";
        }

        @Override
        public boolean isDone(StepContext context) {
            return context.recall("export.records").isPresent();
        }

        @Override
        public StepResult perform(StepContext context) {
            context.remember("export.records", "1");
            context.remember("export.laid-out", "1");
            return StepResult.done();
        }

        @Override
        public void undo(StepContext context) {
            context.remember("export.records", "");
            context.remember("export.laid-out", "");
        }
    }

    /** What the server's import leaves in journal and cluster. */
    private record Imported(Yard yard) implements Step {

        private static final String BEGUN = "import.begun";

        @Override
        public String name() {
            return "import.run";
        }

        @Override
        public String title() {
            return "Import";
        }

        @Override
        public boolean isDone(StepContext context) {
            return false;
        }

        @Override
        public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
            context.remember(BEGUN, "now");
            try {
                world.cluster().put("snew".getBytes(StandardCharsets.UTF_8), new byte[] {1});
            } catch (IOException e) {
                throw new StepFailedException(Failure.of("import-failed", e.toString(), "Mend the test"));
            }
            return StepResult.done();
        }

        @Override
        public void undo(StepContext context) throws StepFailedException, InterruptedException {
            try {
                if (context.recall(BEGUN).isPresent() && yard.site().isKept()) {
                    yard.site().removeNew(context);
                }
                context.remember(BEGUN, "");
            } catch (StepFailedException e) {
                throw e;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                context.log(EventLevel.ERROR, e.toString());
                throw new StepFailedException(
                        Failure.of("not-taken-back", String.valueOf(e.getMessage()), "Go back again"));
            }
        }
    }
}
