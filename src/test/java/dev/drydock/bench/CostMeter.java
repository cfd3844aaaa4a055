package dev.drydock.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Measures the {@link Cost} of what this process does from here on. */
final class CostMeter {

    private final AtomicLong liveHeap = new AtomicLong();
    private final long started = System.nanoTime();
    private final long startedCpu = cpuNanos();

    private CostMeter() {}

    static CostMeter start() {
        var meter = new CostMeter();
        var heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> meter.liveHeap.accumulateAndGet(
                                    after(notification).getMemoryUsageAfterGc().entrySet().stream()
                                            .filter(pool -> heap.contains(pool.getKey()))
                                            .mapToLong(pool -> pool.getValue().getUsed())
                                            .sum(),
                                    Math::max),
                            notification -> notification
                                    .getType()
                                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                            null);
        }
        return meter;
    }

    private static GcInfo after(Notification notification) {
        return GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                .getGcInfo();
    }

    Cost stop(long records) throws IOException {
        var millis = (System.nanoTime() - started) / 1_000_000;
        var cpuMillis = (cpuNanos() - startedCpu) / 1_000_000;
        return new Cost(records, millis, cpuMillis, liveHeap.get(), resident());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** The high-water mark of resident memory, as Linux keeps it. */
    private static long resident() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("/proc/self/status says no VmHWM");
    }
}
