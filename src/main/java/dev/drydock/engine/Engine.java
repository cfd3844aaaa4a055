package dev.drydock.engine;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the runs of one home, gives each a thread when it is to work, and one installation to one run at a time. */
public final class Engine {

    private final Path locks;
    private final Journal journal;
    private final EventLog events;
    private final ProcessTable processes;
    private final Failpoints failpoints;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();

    /**
     * Opens nothing yet.
     *
     * @param locks a directory of the home for the locks of installations
     */
    public Engine(Path locks, Journal journal, EventLog events, ProcessTable processes, Failpoints failpoints) {
        this.locks = locks;
        this.journal = journal;
        this.events = events;
        this.processes = processes;
        this.failpoints = failpoints;
    }

    /** Begins the journal of a new run, or plans one anew that has not begun. */
    public synchronized Run plan(String id, Plan plan) {
        var before = runs.get(id);
        if (before != null && before.read(RunRecord::state) != RunState.PLANNED) {
            throw new IllegalStateException("run " + id + " has begun, so its plan stands");
        }
        runs.remove(id);
        journal.append(
                id,
                JournalEntry.Kind.PLANNED,
                "",
                "",
                Map.of("installation", plan.installation(), "fingerprint", plan.fingerprint()));
        return known(id, plan);
    }

    /**
     * Ends the processes that a run had started whose console is dead, and writes that down. Whatever else is found out
     * about the run, nothing may work on behind our back.
     *
     * @throws StepFailedException where one of them cannot be ended
     */
    public void bury(String id) throws StepFailedException, InterruptedException {
        var planned = planned(id);
        var record = RunRecord.of(journal.entries(id));
        if (planned.isEmpty()
                || !(record.state().isActive() || !record.children().isEmpty())) {
            return;
        }
        try (var lock =
                InstallationLock.tryAcquire(locks, installation(planned.get())).orElse(null)) {
            if (lock != null) {
                bury(id, record.children());
            }
        }
    }

    private void bury(String id, Set<ChildProcess> known) throws StepFailedException, InterruptedException {
        var children = new LinkedHashSet<>(known);
        children.addAll(processes.strays(id));
        for (var child : children) {
            if (processes.isAlive(child)) {
                events.append(id, EventLevel.WARN, "", "", "Ending process " + child.pid() + " (" + child.what() + ")");
                processes.end(child);
            }
            journal.append(id, JournalEntry.Kind.CHILD_ENDED, "", "", Entries.of(child));
        }
    }

    private Optional<JournalEntry> planned(String id) {
        return journal.entries(id).stream()
                .filter(entry -> entry.kind() == JournalEntry.Kind.PLANNED)
                .reduce((before, after) -> after);
    }

    private static String installation(JournalEntry planned) {
        return planned.data().getOrDefault("installation", "");
    }

    /**
     * The state of a run, whether or not it can be taken up.
     *
     * @return empty where there is no such run
     */
    public Optional<RunState> stateOf(String id) {
        return planned(id).map(entry -> RunRecord.of(journal.entries(id)).state());
    }

    /**
     * Takes up a run of an earlier console. A run that was at work and has no living owner is called interrupted; the
     * processes it had started are proven gone first, or ended. One that is over is taken up to be read, whatever its plan
     * would be today; it {@linkplain #back works} only under the plan it was begun with.
     *
     * @param plan made anew from the same installation
     * @throws RefusedException where the plan is no longer the one the run was begun with
     */
    public Run resume(String id, Plan plan) throws RefusedException, StepFailedException, InterruptedException {
        bury(id);
        var state = stateOf(id).orElseThrow(() -> new RefusedException("unknown-run", "There is no run " + id));
        if (!state.isOver()) {
            requireItsPlan(id, plan);
        }
        var run = known(id, plan);
        if (state.isActive()) {
            try (var lock =
                    InstallationLock.tryAcquire(locks, plan.installation()).orElse(null)) {
                if (lock != null) {
                    run.interrupted();
                }
            }
        }
        return run;
    }

    private void requireItsPlan(String id, Plan plan) throws RefusedException {
        var begun = planned(id).map(entry -> entry.data().get("fingerprint"));
        if (!begun.equals(Optional.of(plan.fingerprint()))) {
            throw new RefusedException(
                    "plan-changed",
                    "Run " + id + " was begun with another configuration or another version of Drydock; start that"
                            + " one again, or follow RESCUE.txt in its directory");
        }
    }

    private Run known(String id, Plan plan) {
        return runs.computeIfAbsent(id, name -> new Run(name, plan, journal, events, failpoints));
    }

    public Optional<Run> run(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /**
     * Runs what is left, up to and including a phase.
     *
     * @throws RefusedException where the run may not go forward now, or another one works on the installation
     */
    public void forward(Run run, String until) throws RefusedException {
        start(run, RunState.RUNNING, () -> run.forward(until));
    }

    /**
     * Runs one phase.
     *
     * @throws RefusedException where it is not the turn of this phase
     */
    public void phase(Run run, String name) throws RefusedException {
        var next = run.nextPhase();
        if (next.isEmpty() || !next.get().name().equals(name)) {
            throw new RefusedException(
                    "not-its-turn",
                    next.map(phase -> "It is not the turn of " + name + ": next is " + phase.name())
                            .orElse("All phases are done"));
        }
        forward(run, name);
    }

    /**
     * Takes everything back.
     *
     * @throws RefusedException where there is nothing to take back, or the run is at work
     */
    public void back(Run run) throws RefusedException {
        start(run, RunState.ROLLING_BACK, run::back);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private synchronized void start(Run run, RunState state, Work work) throws RefusedException {
        var current = run.read(RunRecord::state);
        if (!current.mayBecome(state)) {
            throw new RefusedException(
                    "not-now", "The run is " + current.title() + " and cannot become " + state.title() + " now");
        }
        requireItsPlan(run.id(), run.plan());
        var lock = InstallationLock.tryAcquire(locks, run.plan().installation())
                .orElseThrow(() -> new RefusedException(
                        "installation-busy",
                        "Another run or another console is at work on "
                                + run.plan().installation() + "; wait for it or stop it"));
        run.uncancel();
        var worker = new Worker(run, work, lock);
        workers.put(run.id(), worker);
        worker.thread.start();
    }

    /** Asks the run to stop; what is being done comes to a safe place first. */
    public void cancel(Run run) {
        run.cancel();
        var worker = workers.get(run.id());
        if (worker != null) {
            worker.thread.interrupt();
        }
    }

    /** Whether a thread of this console works on the run, from the moment it was told to. */
    public boolean isAtWork(Run run) {
        var worker = workers.get(run.id());
        return worker != null && worker.thread.isAlive();
    }

    /** Waits until the run is no longer at work. */
    public void await(Run run) throws InterruptedException {
        var worker = workers.get(run.id());
        if (worker != null) {
            worker.thread.join();
        }
    }

    private static final class Worker {
        private final Thread thread;

        Worker(Run run, Work work, InstallationLock lock) {
            thread = new Thread(
                    () -> {
                        try (lock) {
                            work.run();
                        } catch (InterruptedException e) {
                            // Only the end of this program interrupts a run that nobody cancelled: the next
                            // console finds it at work without an owner, which is what it is.
                            Thread.currentThread().interrupt();
                        }
                    },
                    "run-" + run.id());
        }
    }
}
