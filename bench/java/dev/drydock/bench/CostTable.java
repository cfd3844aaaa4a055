package dev.drydock.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The costs of operations at several sizes, as a table in Markdown. Growth compares the largest with the smallest size:
 * 1.0 is linear for time per record, and flat for memory.
 *
 * @param costs by operation, one for each size
 */
record CostTable(List<Integer> sizes, Map<String, List<Cost>> costs) {

    void print(PrintStream out) {
        out.println(
                "| operation | messages | records | seconds | CPU seconds | records/s | live heap MB | resident MB |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        costs.forEach((operation, all) -> {
            for (var i = 0; i < all.size(); i++) {
                var cost = all.get(i);
                out.printf(
                        "| %s | %,d | %,d | %.1f | %.1f | %,.0f | %.0f | %.0f |%n",
                        operation,
                        sizes.get(i),
                        cost.records(),
                        cost.millis() / 1000.0,
                        cost.cpuMillis() / 1000.0,
                        perSecond(cost),
                        megabytes(cost.liveHeap()),
                        megabytes(cost.resident()));
            }
        });
        out.println();
        out.println("| operation | growth of time per record | of CPU time per record | of resident memory |");
        out.println("|---|---:|---:|---:|");
        costs.forEach((operation, all) -> {
            var first = all.get(0);
            var last = all.get(all.size() - 1);
            out.printf(
                    "| %s | %.2f | %.2f | %.2f |%n",
                    operation,
                    growth(first.millis(), first, last.millis(), last),
                    growth(first.cpuMillis(), first, last.cpuMillis(), last),
                    (double) last.resident() / first.resident());
        });
    }

    private static double growth(long firstCost, Cost first, long lastCost, Cost last) {
        return (double) lastCost / last.records() * first.records() / firstCost;
    }

    private static double perSecond(Cost cost) {
        return cost.records() * 1000.0 / Math.max(1, cost.millis());
    }

    private static double megabytes(long bytes) {
        return bytes / 1e6;
    }
}
