package dev.drydock.web;

import dev.drydock.engine.RefusedException;
import dev.drydock.engine.StepFailedException;
import dev.drydock.store.NativeLibraries;
import dev.drydock.upgrade.ConsoleSettings;
import dev.drydock.upgrade.Upgrades;
import dev.drydock.web.security.AccessToken;
import dev.drydock.web.security.LoginCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** The running console; it serves until it is closed. */
public final class Console implements AutoCloseable {

    /** Port that the console is found on unless told otherwise. */
    public static final int DEFAULT_PORT = 8473;

    private final WebServerApplicationContext context;
    private final Upgrades upgrades;
    private final AccessToken token;
    private final Path home;

    private Console(WebServerApplicationContext context, Upgrades upgrades, AccessToken token, Path home) {
        this.context = context;
        this.upgrades = upgrades;
        this.token = token;
        this.home = home;
    }

    /** With the usual settings for a home. */
    public static Console start(int port, Path home, String version) throws IOException {
        return start(port, ConsoleSettings.of(home, version));
    }

    /**
     * Opens the home, takes up its upgrades and serves on 127.0.0.1.
     *
     * @param port port to listen on, 0 for any free one
     * @param settings among them the home, which is made, for its owner alone, where it is missing
     * @throws IOException when the home cannot be used, another console works on it, or the port is taken
     */
    public static Console start(int port, ConsoleSettings settings) throws IOException {
        var home = settings.home();
        HomeDirectory.prepare(home);
        NativeLibraries.unpackUnder(home.resolve("native"));
        var upgrades = open(settings);
        try {
            var token = AccessToken.of(home);
            var console = new Console(serve(port, settings, upgrades, token), upgrades, token, home);
            ConsoleAddress.write(home, console.port());
            return console;
        } catch (InterruptedException e) {
            upgrades.close();
            Thread.currentThread().interrupt();
            throw new IOException("The console was interrupted while it started", e);
        } catch (IOException | RuntimeException e) {
            upgrades.close();
            throw e;
        }
    }

    private static Upgrades open(ConsoleSettings settings) throws IOException {
        try {
            return Upgrades.open(settings);
        } catch (RefusedException e) {
            var address = ConsoleAddress.read(settings.home())
                    .map(port -> " It is found at http://127.0.0.1:" + port + "/.")
                    .orElse("");
            throw new IOException(e.getMessage() + "." + address, e);
        } catch (StepFailedException e) {
            throw new IOException(e.failure().problem() + ". " + e.failure().nextStep() + ".", e);
        } catch (UncheckedIOException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The console was interrupted while it started", e);
        }
    }

    private static WebServerApplicationContext serve(
            int port, ConsoleSettings settings, Upgrades upgrades, AccessToken token) throws IOException {
        var application = new SpringApplication(DrydockApplication.class);
        application.setDefaultProperties(Map.of(
                "server.port", port,
                "server.tomcat.basedir", settings.home().resolve("tomcat").toString(),
                "drydock.version", settings.version()));
        // The end of the process is ours: the web server goes first, the journal after it.
        application.setRegisterShutdownHook(false);
        ApplicationContextInitializer<GenericApplicationContext> beans = context -> {
            context.registerBean(ConsoleSettings.class, () -> settings);
            context.registerBean(Upgrades.class, () -> upgrades, definition -> definition.setDestroyMethodName(null));
            context.registerBean(AccessToken.class, () -> token);
            context.registerBean(Clock.class, settings::clock);
        };
        application.addInitializers(beans);
        try {
            return (WebServerApplicationContext) application.run();
        } catch (ApplicationContextException e) {
            if (e.getCause() instanceof PortInUseException) {
                throw new IOException(
                        "Port %d on 127.0.0.1 is in use, perhaps by a console already running; choose another with --port."
                                .formatted(port),
                        e);
            }
            throw e;
        }
    }

    public int port() {
        var server = context.getWebServer();
        if (server == null) {
            throw new IllegalStateException("the console is closed");
        }
        return server.getPort();
    }

    /** Where the state of this console lies. */
    public Path home() {
        return home;
    }

    /** What scripts show to be let in. */
    public AccessToken token() {
        return token;
    }

    /** An address that lets one browser in, once, within ten minutes. */
    public String link() {
        return "http://127.0.0.1:" + port() + "/login?code="
                + context.getBean(LoginCodes.class).issue();
    }

    /**
     * Ends the serving. A run at work is left as it is: the journal knows where it was, and the next console calls it
     * interrupted and goes on or back from there.
     */
    @Override
    public void close() {
        ConsoleAddress.remove(home);
        SpringApplication.exit(context);
        // A thread at work would stumble over a closed journal; the end of the process lets everything go.
        if (upgrades.all().stream().noneMatch(upgrades::isAtWork)) {
            upgrades.close();
        }
    }
}
