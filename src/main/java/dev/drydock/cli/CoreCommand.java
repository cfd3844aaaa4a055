package dev.drydock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands of the core have in common: their options, and how they fail. */
abstract class CoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CoreOptions options;

    /**
     * Does the work and prints its result.
     *
     * @return the exit status
     */
    abstract int run(Session session) throws Exception;

    @Override
    @SuppressWarnings("CatchingUnchecked") // the last place where a bug, or the end of the memory, can be told in words
    public final Integer call() {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        try (var session = Session.begin(out, err, options)) {
            try {
                var status = run(session);
                out.flush();
                return status;
            } catch (ParameterException e) {
                throw e;
            } catch (Throwable thrown) {
                session.clear();
                var failure = Failure.of(thrown);
                Failures.print(err, failure, options.json);
                if (options.debug) {
                    thrown.printStackTrace(err);
                    err.flush();
                }
                return failure.status();
            }
        }
    }

    /** A mistake in the command line that picocli cannot see. */
    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** How this program was called, to show the next command to type. */
    static String program() {
        var classPath = System.getProperty("java.class.path", "");
        return classPath.endsWith(".jar") && !classPath.contains(":")
                ? "java -jar " + Shell.quote(classPath)
                : "drydock";
    }
}
