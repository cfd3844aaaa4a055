package dev.drydock.web.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** The way from a browser to the console, which a test can cut and mend, as a tunnel of ssh breaks and comes back. */
public final class CuttableProxy implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final int port;
    private final int target;
    private final Set<Socket> open = new HashSet<>();

    private ServerSocket listening;

    private CuttableProxy(int port, int target) throws IOException {
        this.port = port;
        this.target = target;
        this.listening = listen();
    }

    /** Leads to a port of 127.0.0.1, also where nobody listens there yet. */
    public static CuttableProxy to(int target) throws IOException {
        return new CuttableProxy(FixedPort.free(), target);
    }

    /** Where it is found on 127.0.0.1, also after it was mended. */
    public int port() {
        return port;
    }

    /** Breaks every connection, and refuses new ones from now on. */
    public synchronized void cut() throws IOException {
        listening.close();
        for (var socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Lets new connections through again. */
    public synchronized void mend() throws IOException {
        if (listening.isClosed()) {
            listening = listen();
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private ServerSocket listen() throws IOException {
        var socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket from) throws IOException {
        while (!from.isClosed()) {
            connect(from, from.accept());
        }
    }

    private void connect(ServerSocket from, Socket browser) throws IOException {
        Socket console;
        try {
            console = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            // The console is away; the browser sees its connection end.
            browser.close();
            return;
        }
        synchronized (this) {
            if (from.isClosed()) {
                browser.close();
                console.close();
                return;
            }
            open.add(browser);
            open.add(console);
        }
        start(() -> carry(browser, console));
        start(() -> carry(console, browser));
    }

    private void carry(Socket from, Socket to) throws IOException {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } finally {
            from.close();
            to.close();
            synchronized (this) {
                open.remove(from);
                open.remove(to);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the two has hung up, or the way was cut.
                        return;
                    }
                },
                "cuttable-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
