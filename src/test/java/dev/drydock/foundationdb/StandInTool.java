package dev.drydock.foundationdb;

import dev.drydock.host.LineConsumer;
import dev.drydock.host.LineConsumer.Channel;
import java.io.IOException;
import java.util.Locale;
import java.util.Properties;

/** What all stand-ins for tools have: a cluster, its agents, and a mouth. */
abstract class StandInTool {

    static final int DONE = 0;
    static final int FAILED = 1;

    /** Ended by the signal KILL, as Java and shells say it. */
    static final int KILLED = 137;

    final StandInCluster cluster;
    private final LineConsumer lines;

    StandInTool(StandInCluster cluster, LineConsumer lines) {
        this.cluster = cluster;
        this.lines = lines;
    }

    final void out(String format, Object... arguments) {
        say(Channel.OUT, format, arguments);
    }

    final void err(String format, Object... arguments) {
        say(Channel.ERR, format, arguments);
    }

    private void say(Channel channel, String format, Object... arguments) {
        var text = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
        for (var line : text.split("\n", -1)) {
            lines.line(channel, line);
        }
    }

    /** Does something with what the cluster remembers, once its agents have done their work. */
    final <T> T look(StandInState.Work<T> work) throws IOException {
        return cluster.state().change(state -> {
            new StandInAgents(cluster).work(state);
            return work.work(state);
        });
    }

    final boolean is(Fault fault) throws IOException {
        return cluster.faults().contains(fault);
    }

    /** Whether a restore has the cluster, so that nobody else gets to its keys. */
    static boolean isLocked(Properties state) {
        return state.stringPropertyNames().stream()
                .filter(key -> key.startsWith("restore.") && key.endsWith(".state"))
                .anyMatch(key -> StandInState.is(state, key, "queued", "starting", "running"));
    }
}
