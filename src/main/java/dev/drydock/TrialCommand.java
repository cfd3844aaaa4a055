package dev.drydock;

import dev.drydock.conversion.StoreException;
import dev.drydock.demo.Sandbox;
import dev.drydock.upgrade.phase.QuickStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Converts a small store, as the upgrade is about to convert a large one, where it will and as whom it will: what would fail
 * there for want of a right, a library or room for one fails while mail still flows.
 */
@Command(
        name = TrialCommand.NAME,
        hidden = true,
        description = "Make a small store of v0.7.3, convert it, compare both, and delete nothing.")
final class TrialCommand implements Callable<Integer> {

    static final String NAME = QuickStart.TRIAL;

    @Parameters(index = "0", paramLabel = "sqlite|rocksdb", description = "The kind of store.")
    private Sandbox.Kind kind;

    @Parameters(index = "1", paramLabel = "DIR", description = "Where to; nothing is there yet.")
    private Path directory;

    @Option(
            names = "--keep-library",
            paramLabel = "DIR",
            required = true,
            description = "Where the native library of that kind is left for programs to come.")
    private Path libraries;

    @Spec
    private CommandSpec spec;

    static CommandLine commandLine() {
        return new CommandLine(new TrialCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        try {
            return convert();
        } catch (StoreException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed("no store can be made in " + directory + ": " + e);
        }
    }

    private int failed(String why) {
        var err = spec.commandLine().getErr();
        err.println("drydock: " + why);
        err.flush();
        return 1;
    }

    private int convert() throws StoreException, IOException {
        kind.driver().keepLibrary(libraries);
        Files.createDirectory(directory);
        var old = directory.resolve("old");
        Sandbox.makeStore(kind, old);
        var scheme = kind.driver().scheme() + ":";
        var target = scheme + directory.resolve("new");
        var converted = core(
                "convert",
                "--take-over",
                "--from",
                scheme + old,
                "--to",
                target,
                "--saved",
                directory.resolve("saved").toString());
        return converted == 0 ? core("verify", "--source", scheme + old, "--target", target) : converted;
    }

    private int core(String... words) {
        var here = spec.commandLine();
        return Drydock.coreCommandLine(words[0])
                .setOut(here.getOut())
                .setErr(here.getErr())
                .execute(words);
    }
}
