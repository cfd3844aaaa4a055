package dev.drydock.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.drydock.journal.SqliteEventLog;
import dev.drydock.journal.SqliteJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

    @TempDir
    private Path home;

    @TempDir
    private Path world;

    private SqliteJournal journal;
    private SqliteEventLog events;
    private final List<ChildProcess> ended = new ArrayList<>();
    private Engine engine;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(home, Clock.systemUTC());
        events = SqliteEventLog.open(home, Clock.systemUTC());
        engine = engine();
    }

    @AfterEach
    void close() {
        journal.close();
        events.close();
    }

    @Test
    void runsAllPhasesInOrder() throws Exception {
        var run = engine.plan("one", plan(step("a"), step("b"), step("c")));

        forward(run);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world()).containsExactly("a", "b", "c");
        assertThat(run.read(record -> record.step("b")).detail()).isEqualTo("made b");
        assertThat(journal.entries("one"))
                .extracting(entry -> entry.kind() + " " + entry.step())
                .containsSubsequence("INTENT a", "RESULT a", "INTENT b", "RESULT b", "INTENT c", "RESULT c");
    }

    @Test
    void stopsAfterAPhaseAndWaitsForADecision() throws Exception {
        var run = engine.plan("one", plan(step("a"), step("b")));

        engine.phase(run, "phase-a");
        engine.await(run);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.WAITING);
        assertThat(run.read(RunRecord::waiting).orElseThrow().what()).isEqualTo("decision");
        assertThat(world()).containsExactly("a");
    }

    @Test
    void refusesAPhaseBeforeItsTurn() {
        var run = engine.plan("one", plan(step("a"), step("b")));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> engine.phase(run, "phase-b"))
                .withMessageContaining("next is phase-a");
    }

    @Test
    void keepsAFailureAsDataAndGoesOnWhenToldTo() throws Exception {
        var broken = new FileStep("b", world) {
            private boolean mended;

            @Override
            public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
                if (!mended) {
                    mended = true;
                    throw new StepFailedException(Failure.of("no-luck", "Cannot make b", "Try again")
                            .because("the wind")
                            .with(List.of("line 1", "line 2")));
                }
                return super.perform(context);
            }
        };
        var run = engine.plan("one", plan(step("a"), broken, step("c")));

        forward(run);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.FAILED);
        var failure = run.read(RunRecord::failure).orElseThrow();
        assertThat(failure)
                .isEqualTo(new Failure(
                        "no-luck", "Cannot make b", "the wind", "Try again", true, List.of("line 1", "line 2")));
        assertThat(world()).containsExactly("a");

        forward(run);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.SUCCEEDED);
        assertThat(world()).containsExactly("a", "b", "c");
    }

    @Test
    void takesEverythingBackLastFirst() throws Exception {
        var order = new ArrayList<String>();
        var steps = Stream.of("a", "b", "c")
                .map(name -> (Step) new FileStep(name, world) {
                    @Override
                    public void undo(StepContext context) throws StepFailedException, InterruptedException {
                        order.add(name());
                        super.undo(context);
                    }
                })
                .toArray(Step[]::new);
        var run = engine.plan("one", plan(steps));
        forward(run);

        engine.back(run);
        engine.await(run);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(order).containsExactly("c", "b", "a");
        assertThat(world()).isEmpty();
        assertThat(run.read(record -> record.step("a")).state()).isEqualTo(StepState.UNDONE);
    }

    @Test
    void leavesStepsThatNeverBeganAloneWhenGoingBack() throws Exception {
        var untouched = new FileStep("b", world);
        var run = engine.plan("one", plan(step("a"), untouched));
        engine.phase(run, "phase-a");
        engine.await(run);
        untouched.make();

        engine.back(run);
        engine.await(run);

        assertThat(world()).containsExactly("b");
    }

    @Test
    void asksTheWorldWhetherAStepIsDone() throws Exception {
        var first = new FileStep("a", world);
        first.make();
        var run = engine.plan("one", plan(first, step("b")));

        forward(run);

        assertThat(run.read(record -> record.step("a")).detail()).isEqualTo("found already done");
        assertThat(world()).containsExactly("a", "b");
    }

    @Test
    void performsAgainWhatTheWorldHasLost() throws Exception {
        var run = engine.plan("one", plan(step("a"), step("b")));
        engine.phase(run, "phase-a");
        engine.await(run);
        Files.delete(world.resolve("a"));

        forward(run);

        assertThat(world()).containsExactly("a", "b");
    }

    @Test
    void worksOnAnInstallationForOneRunAtATime() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var slow = new FileStep("a", world) {
            @Override
            public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
                entered.countDown();
                release.await();
                return super.perform(context);
            }
        };
        var first = engine.plan("one", plan(slow));
        var second = engine.plan("two", plan(step("b")));
        engine.forward(first, "");
        entered.await();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> engine.forward(second, ""))
                .satisfies(e -> assertThat(e.code()).isEqualTo("installation-busy"));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> engine.forward(first, ""));

        release.countDown();
        engine.await(first);
        forward(second);
        assertThat(world()).containsExactly("a", "b");
    }

    @Test
    void followsNoLinkToALock() throws Exception {
        var run = engine.plan("one", plan(step("a")));
        forward(run);
        Path lock;
        try (var locks = Files.list(home.resolve("locks"))) {
            lock = locks.findFirst().orElseThrow();
        }
        Files.delete(lock);
        Files.createSymbolicLink(lock, world.resolve("planted"));

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> engine.back(run));

        assertThat(world()).containsExactly("a");
    }

    @Test
    void cancelsAtASafePlaceAndCanGoOn() throws Exception {
        var entered = new CountDownLatch(1);
        var stubborn = new FileStep("a", world) {
            private boolean second;

            @Override
            public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
                if (!second) {
                    second = true;
                    entered.countDown();
                    new CountDownLatch(1).await();
                }
                return super.perform(context);
            }
        };
        var run = engine.plan("one", plan(stubborn, step("b")));
        engine.forward(run, "");
        entered.await();

        engine.cancel(run);
        engine.await(run);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.CANCELLED);
        assertThat(world()).isEmpty();
        forward(run);
        assertThat(world()).containsExactly("a", "b");
    }

    /** The interrupt closes a file under a step, which then fails by that. */
    @Test
    void cancelsAStepWhoseFileTheInterruptHasClosed() throws Exception {
        var entered = new CountDownLatch(1);
        var closed = new FileStep("a", world) {
            @Override
            public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
                if (entered.getCount() > 0) {
                    entered.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    throw new StepFailedException(
                            Failure.of("not-written", "A file cannot be written", "Mend what the system says"),
                            new IOException(new ClosedByInterruptException()));
                }
                return super.perform(context);
            }
        };
        var run = engine.plan("one", plan(closed, step("b")));
        engine.forward(run, "");
        entered.await();

        engine.cancel(run);
        engine.await(run);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.CANCELLED);
        forward(run);
        assertThat(world()).containsExactly("a", "b");
    }

    @Test
    void waitsForWhatAStepNeeds() throws Exception {
        var asking = new FileStep("a", world) {
            private boolean given;

            @Override
            public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
                if (!given) {
                    given = true;
                    return new StepResult.Waiting("credentials", "The password of the database is needed");
                }
                return super.perform(context);
            }
        };
        var run = engine.plan("one", plan(asking));

        forward(run);
        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.WAITING);
        assertThat(run.read(RunRecord::waiting).orElseThrow().what()).isEqualTo("credentials");

        forward(run);
        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.SUCCEEDED);
    }

    /** Where something was begun before it waits, going back must take that back. */
    @Test
    void takesBackWhatHadBegunBeforeItWaited() throws Exception {
        var begun = new FileStep("a", world) {
            @Override
            public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
                super.perform(context);
                throw new StepWaitsException("clear", "The key range has to be cleared", "clear it");
            }

            @Override
            public boolean isDone(StepContext context) {
                return false;
            }
        };
        var run = engine.plan("one", plan(begun));

        forward(run);
        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.WAITING);
        assertThat(world()).containsExactly("a");

        engine.back(run);
        engine.await(run);
        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(world()).isEmpty();
    }

    @Test
    void waitsOnTheWayBackAndThenGoesOnBack() throws Exception {
        var asking = new FileStep("b", world) {
            private boolean given;

            @Override
            public void undo(StepContext context) throws StepFailedException, InterruptedException {
                if (!given) {
                    given = true;
                    throw new StepWaitsException("clear", "The key range has to be cleared", "clear it");
                }
                super.undo(context);
            }
        };
        var run = engine.plan("one", plan(step("a"), asking));
        forward(run);

        engine.back(run);
        engine.await(run);
        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.WAITING);
        assertThat(run.read(RunRecord::isGoingBack)).isTrue();
        assertThat(run.read(RunRecord::waiting).orElseThrow().what()).isEqualTo("clear");
        assertThat(world()).containsExactly("a", "b");

        engine.back(run);
        engine.await(run);
        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(world()).isEmpty();
    }

    @Test
    void callsARunWithoutOwnerInterruptedAndEndsItsChildrenFirst() throws Exception {
        var plan = plan(step("a"), step("b"));
        engine.plan("one", plan);
        // What a console that was killed in the middle of a step leaves behind.
        journal.append("one", JournalEntry.Kind.STATE, "", "", java.util.Map.of("state", "running"));
        journal.append("one", JournalEntry.Kind.INTENT, "phase-a", "a", java.util.Map.of());
        var child = new ChildProcess(4242, 17, "import");
        journal.append("one", JournalEntry.Kind.CHILD_STARTED, "phase-a", "a", Entries.of(child));

        var later = engine();
        var run = later.resume("one", plan);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.INTERRUPTED);
        assertThat(run.read(record -> record.step("a")).state()).isEqualTo(StepState.INTERRUPTED);
        assertThat(ended).containsExactly(child);
        assertThat(run.read(RunRecord::children)).isEmpty();
        later.forward(run, "");
        later.await(run);
        assertThat(world()).containsExactly("a", "b");
    }

    @Test
    void endsTheChildrenOfARunThatItCannotTakeUp() throws Exception {
        engine.plan("one", plan(step("a")));
        journal.append("one", JournalEntry.Kind.STATE, "", "", java.util.Map.of("state", "running"));
        var child = new ChildProcess(4242, 17, "import");
        journal.append("one", JournalEntry.Kind.CHILD_STARTED, "phase-a", "a", Entries.of(child));
        var other = new Plan("test", "another fingerprint", List.of());

        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> engine().resume("one", other));

        assertThat(ended).containsExactly(child);
        assertThat(RunRecord.of(journal.entries("one")).children()).isEmpty();
    }

    @Test
    void takesUpARunThatIsOverUnderAnotherPlanToBeReadOnly() throws Exception {
        forward(engine.plan("one", plan(step("a"))));
        var other = new Plan("test", "another fingerprint", List.of());
        var later = engine();

        var run = later.resume("one", other);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.SUCCEEDED);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> later.back(run))
                .satisfies(e -> assertThat(e.code()).isEqualTo("plan-changed"));
        assertThat(world()).containsExactly("a");
    }

    /** Has nothing to do until it is wanted. */
    private final class OptionalStep extends FileStep {
        private boolean wanted;

        private OptionalStep(String name) {
            super(name, world);
        }

        @Override
        public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
            return wanted ? super.perform(context) : new StepResult.Skipped("not wanted");
        }
    }

    @Test
    void looksAgainAtWhatItSkippedUntilALaterPhaseWasBegun() throws Exception {
        var optional = new OptionalStep("a");
        var run = engine.plan("one", plan(optional, step("b"), step("c")));
        engine.phase(run, "phase-a");
        engine.await(run);
        assertThat(run.read(record -> record.step("a")).state()).isEqualTo(StepState.SKIPPED);

        optional.wanted = true;
        engine.phase(run, "phase-b");
        engine.await(run);
        assertThat(world()).containsExactly("a", "b");
    }

    @Test
    void leavesAloneWhatItSkippedOnceALaterPhaseWasBegun() throws Exception {
        var optional = new OptionalStep("a");
        var run = engine.plan("one", plan(optional, step("b"), step("c")));
        engine.forward(run, "phase-b");
        engine.await(run);

        optional.wanted = true;
        forward(run);

        assertThat(world()).containsExactly("b", "c");
        assertThat(run.read(record -> record.step("a")).state()).isEqualTo(StepState.SKIPPED);
    }

    @Test
    void looksAgainAtWhatItSkippedAfterGoingBack() throws Exception {
        var optional = new OptionalStep("a");
        var run = engine.plan("one", plan(optional, step("b")));
        forward(run);
        engine.back(run);
        engine.await(run);
        assertThat(run.read(record -> record.step("a")).state()).isEqualTo(StepState.UNDONE);

        optional.wanted = true;
        forward(run);

        assertThat(world()).containsExactly("a", "b");
    }

    @Test
    void goesOnGoingBackAfterThatWasCancelled() throws Exception {
        var entered = new CountDownLatch(1);
        var slow = new FileStep("b", world) {
            @Override
            public void undo(StepContext context) throws StepFailedException, InterruptedException {
                if (entered.getCount() > 0) {
                    entered.countDown();
                    new CountDownLatch(1).await();
                }
                super.undo(context);
            }
        };
        var run = engine.plan("one", plan(step("a"), slow));
        forward(run);
        engine.back(run);
        entered.await();

        engine.cancel(run);
        engine.await(run);

        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.CANCELLED);
        assertThat(run.read(RunRecord::isGoingBack)).isTrue();
        engine.back(run);
        engine.await(run);
        assertThat(run.read(RunRecord::state)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(world()).isEmpty();
    }

    @Test
    void refusesToResumeUnderAnotherPlan() {
        engine.plan("one", plan(step("a")));
        var other = new Plan("test", "another fingerprint", List.of());

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> engine().resume("one", other))
                .satisfies(e -> assertThat(e.code()).isEqualTo("plan-changed"));
    }

    @Test
    void keepsWhatWasDoneWhenItIsTakenBack() throws Exception {
        var run = engine.plan("one", plan(step("a"), step("b")));
        forward(run);
        var there = run.read(record -> record.attempt().there("a"));

        engine.back(run);
        engine.await(run);

        assertThat(run.read(record -> record.step("a")).state()).isEqualTo(StepState.UNDONE);
        var kept = run.read(record -> record.attempt().there("a"));
        assertThat(kept).isEqualTo(there);
        var begun = run.read(record -> record.attempt().begun().orElseThrow());
        assertThat(begun).isEqualTo(requireNonNull(there.started()));
        assertThat(run.read(record -> record.attempt().back("a")).state()).isEqualTo(StepState.UNDONE);
        assertThat(run.read(record -> record.attempt().turned()).orElseThrow())
                .isAfterOrEqualTo(run.read(record -> record.attempt().reached()).orElseThrow());
    }

    @Test
    void beginsAnotherAttemptWithNothing() throws Exception {
        var run = engine.plan("one", plan(step("a"), step("b")));
        forward(run);
        engine.back(run);
        engine.await(run);

        engine.phase(run, "phase-a");
        engine.await(run);

        assertThat(run.read(record -> record.attempt().there("a")).state()).isEqualTo(StepState.SUCCEEDED);
        assertThat(run.read(record -> record.attempt().there("b")).state()).isEqualTo(StepState.PENDING);
        var hasTurned = run.read(record -> record.attempt().turned().isPresent());
        assertThat(hasTurned).isFalse();
    }

    @Test
    void remembersFactsOverARestart() throws Exception {
        var plan = plan(new FileStep("a", world) {
            @Override
            public StepResult perform(StepContext context) throws StepFailedException, InterruptedException {
                context.remember("owner", "stalwart-mail");
                context.progress("making", 1, OptionalLong.of(2), "files");
                return super.perform(context);
            }
        });
        forward(engine.plan("one", plan));

        var run = engine().resume("one", plan);

        var owner = run.read(record -> record.fact("owner"));
        assertThat(owner).contains("stalwart-mail");
    }

    @Test
    void tellsAnErrorOfOurOwnFromAFailure() throws Exception {
        var buggy = new FileStep("a", world) {
            @Override
            public StepResult perform(StepContext context) {
                throw new IllegalStateException("never thought of");
            }
        };
        var run = engine.plan("one", plan(buggy));

        forward(run);

        var failure = run.read(RunRecord::failure).orElseThrow();
        assertThat(failure.code()).isEqualTo("bug");
        assertThat(failure.cause()).contains("never thought of");
    }

    private Engine engine() {
        var processes = new ProcessTable() {
            @Override
            public boolean isAlive(ChildProcess child) {
                return true;
            }

            @Override
            public void end(ChildProcess child) {
                ended.add(child);
            }
        };
        return new Engine(home.resolve("locks"), journal, events, processes, Failpoints.NONE);
    }

    private void forward(Run run) throws Exception {
        engine.forward(run, "");
        engine.await(run);
    }

    private FileStep step(String name) {
        return new FileStep(name, world);
    }

    private static Plan plan(Step... steps) {
        var phases = Stream.of(steps)
                .map(step -> new Phase("phase-" + step.name(), step.title(), "makes a file", List.of(step)))
                .toList();
        return new Plan("test", "fingerprint", phases);
    }

    private List<String> world() throws IOException {
        try (var files = Files.list(world)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
