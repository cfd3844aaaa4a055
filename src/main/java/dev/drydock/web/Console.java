package dev.drydock.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextException;

/** The running console; it serves until it is closed. */
public final class Console implements AutoCloseable {

    /** Port that the console is found on unless told otherwise. */
    public static final int DEFAULT_PORT = 8473;

    private final WebServerApplicationContext context;

    private Console(WebServerApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts serving on 127.0.0.1.
     *
     * @param port port to listen on, 0 for any free one
     * @param home directory that the console keeps its state in; made, for its owner alone, where it is missing
     * @param version version of this program, as shown to people
     * @throws IOException when the home cannot be made or the port is taken
     */
    public static Console start(int port, Path home, String version) throws IOException {
        HomeDirectory.prepare(home);
        var application = new SpringApplication(DrydockApplication.class);
        application.setDefaultProperties(Map.of(
                "server.port", port,
                "server.tomcat.basedir", home.resolve("tomcat").toString(),
                "drydock.version", version));
        try {
            return new Console((WebServerApplicationContext) application.run());
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

    @Override
    public void close() {
        SpringApplication.exit(context);
    }
}
