package dev.drydock.web.browser;

import com.microsoft.playwright.Page;
import dev.drydock.demo.Sandbox;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.web.RunningConsole;
import dev.drydock.web.SandboxConsole;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A sandbox and a console that offers to upgrade it, which can be away and come back at the same address. A console that is
 * ended while a run is at work keeps its home until its process ends: for that there is
 * {@link dev.drydock.web.ConsoleProcess}.
 */
public final class ConsoleUnderTest implements AutoCloseable {

    private final SandboxConsole world;
    private final ConsoleSettings settings;
    private final int port;

    private RunningConsole console;

    private ConsoleUnderTest(SandboxConsole world, ConsoleSettings settings) throws IOException {
        this.world = world;
        this.settings = settings.suggesting(world.suggestion());
        this.port = FixedPort.free();
        this.console = RunningConsole.start(port, this.settings);
    }

    public static ConsoleUnderTest start(Path directory, Sandbox.Kind kind) throws Exception {
        return start(SandboxConsole.create(directory, kind));
    }

    /** On a sandbox that was made already, such as a {@linkplain SandboxConsole#createFaulty faulty} one. */
    public static ConsoleUnderTest start(SandboxConsole world) throws Exception {
        return start(world, world.settings());
    }

    /** The same with settings of one's own, such as less patience. */
    public static ConsoleUnderTest start(SandboxConsole world, ConsoleSettings settings) throws Exception {
        try {
            return new ConsoleUnderTest(world, settings);
        } catch (IOException | RuntimeException e) {
            world.stopServer();
            throw e;
        }
    }

    public SandboxConsole world() {
        return world;
    }

    /** The console for scripts, which know what a page should show; another one after each {@link #comeBack}. */
    public RunningConsole rest() {
        return console;
    }

    public int port() {
        return port;
    }

    /** The whole address of a path. */
    public String address(String path) {
        return console.uri(path).toString();
    }

    /** Opens the start page by a fresh link. */
    public void login(Page page) {
        Login.by(console.console().link(), page);
    }

    /** The same through a proxy. */
    public void login(Page page, CuttableProxy proxy) {
        Login.through(proxy.port(), console.console().link(), page);
    }

    /** Ends the console; browsers that were let in are known to the next one. */
    public void goAway() {
        console.close();
    }

    /** Starts the console again, on the same home and port. */
    public void comeBack() throws IOException {
        console = RunningConsole.start(port, settings);
    }

    @Override
    public void close() throws Exception {
        try {
            console.close();
        } finally {
            world.stopServer();
        }
    }
}
