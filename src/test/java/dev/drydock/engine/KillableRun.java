package dev.drydock.engine;

import dev.drydock.journal.SqliteEventLog;
import dev.drydock.journal.SqliteJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A program that takes a run forward or back and kills itself (SIGKILL) at the failpoint of a given number.
 *
 * <p>Arguments: home, world, {@code forward} or {@code back}, number of the failpoint, or -1 for none. Prints the state
 * it found the run in, and exits 0 where it comes to the end.
 */
final class KillableRun {

    private static final String RUN = "killed";

    private static final ProcessTable NO_CHILDREN = new ProcessTable() {
        @Override
        public boolean isAlive(ChildProcess child) {
            return false;
        }

        @Override
        public void end(ChildProcess child) {}
    };

    private KillableRun() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var world = Path.of(arguments[1]);
        var fatal = Integer.parseInt(arguments[3]);
        var passed = new AtomicInteger();
        Failpoints failpoints = place -> {
            if (passed.getAndIncrement() == fatal) {
                Kill.thisProcess();
            }
        };
        try (var journal = SqliteJournal.open(home, Clock.systemUTC());
                var events = SqliteEventLog.open(home, Clock.systemUTC())) {
            var engine = new Engine(home.resolve("locks"), journal, events, NO_CHILDREN, failpoints);
            var plan = plan(world);
            var run = journal.runs().contains(RUN) ? engine.resume(RUN, plan) : engine.plan(RUN, plan);
            System.out.println(run.read(RunRecord::state).title());
            if (arguments[2].equals("forward")) {
                engine.forward(run, "");
            } else {
                engine.back(run);
            }
            engine.await(run);
            System.out.println(run.read(RunRecord::state).title());
        }
    }

    static Plan plan(Path world) {
        var phases = Stream.of("a", "b", "c")
                .map(name -> new Phase(name, name, "", List.of(new FileStep(name, world))))
                .toList();
        return new Plan("test", "fingerprint", phases);
    }
}
