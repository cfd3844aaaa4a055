package dev.drydock.engine;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Ends this process at once (SIGKILL), as a power cut does. */
public final class Kill {

    private Kill() {}

    public static void thisProcess() {
        try {
            var pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
