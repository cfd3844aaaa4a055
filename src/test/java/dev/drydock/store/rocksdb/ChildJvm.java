package dev.drydock.store.rocksdb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program of the tests in a process of its own, spoken to by lines. */
final class ChildJvm implements AutoCloseable {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private final Process process;
    private final BufferedReader out;

    private ChildJvm(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildJvm start(Class<?> program, Map<String, String> environment, List<String> options, Object... arguments)
            throws IOException {
        return start(List.of(), program, environment, options, arguments);
    }

    /** As {@link #start}, but as somebody to whom permissions apply, even if we are root. */
    static ChildJvm startWithoutPrivileges(Class<?> program, Object... arguments) throws IOException {
        if (!Files.getAttribute(Path.of("/proc/self").toRealPath(), "unix:uid").equals(0)) {
            return start(program, Map.of(), List.of(), arguments);
        }
        assumeTrue(Files.exists(SETPRIV), "only setpriv can take from root the right to read all");
        var prefix = List.of(SETPRIV.toString(), "--bounding-set=-dac_override,-dac_read_search");
        return start(prefix, program, Map.of(), List.of(), arguments);
    }

    private static ChildJvm start(
            List<String> prefix,
            Class<?> program,
            Map<String, String> environment,
            List<String> options,
            Object... arguments)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(options);
        command.add(program.getName());
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    long pid() {
        return process.pid();
    }

    /** The next line it says; waits for it. */
    String line() throws IOException {
        var line = out.readLine();
        if (line == null) {
            throw new IOException("the child ended without a word");
        }
        return line;
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Tells it to end, and waits. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
