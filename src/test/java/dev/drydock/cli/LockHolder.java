package dev.drydock.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A process that holds the lock that a running server holds on its store. */
final class LockHolder implements AutoCloseable {

    private final Process process;

    private LockHolder(Process process) {
        this.process = process;
    }

    /** The range of an SQLite file that a process locks while it works with it. */
    static LockHolder sqlite(Path file) throws IOException {
        return start(file, 0x4000_0000L + 2, 510);
    }

    /** The file that RocksDB locks, whole. */
    static LockHolder rocksDb(Path store) throws IOException {
        return start(store.resolve("LOCK"), 0, Long.MAX_VALUE);
    }

    private static LockHolder start(Path file, long from, long count) throws IOException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LockHolder.class.getName(),
                        file.toString(),
                        Long.toString(from),
                        Long.toString(count)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != 'L') {
            throw new IOException("the lock was not taken");
        }
        return new LockHolder(process);
    }

    long pid() {
        return process.pid();
    }

    public static void main(String[] arguments) throws IOException {
        try (var channel = FileChannel.open(
                        Path.of(arguments[0]),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE);
                var lock = channel.lock(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]), false)) {
            System.out.write(lock.isValid() ? 'L' : '-');
            System.out.flush();
            while (System.in.read() >= 0) {
                // Held until the input ends.
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
