package dev.drydock.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port of this machine from which every answer of another one comes late, as from a server that is far away. */
final class SlowLine implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0);
    private final CopyOnWriteArrayList<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int port;
    private final Duration delay;

    /** @param delay of each answer */
    SlowLine(int port, Duration delay) throws IOException {
        this.port = port;
        this.delay = delay;
        daemon(this::accept);
    }

    /** Not one of the loopback: over that, the clients of MySQL ask for a socket, and come no more by this line. */
    String host() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseThrow(() -> new IOException("this machine has no address but that of the loopback"))
                .getHostAddress();
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            var near = door.accept();
            var far = new Socket(InetAddress.getLoopbackAddress(), port);
            for (var socket : new Socket[] {near, far}) {
                socket.setTcpNoDelay(true);
                sockets.add(socket);
            }
            daemon(() -> copy(near.getInputStream(), far.getOutputStream(), Duration.ZERO));
            daemon(() -> copy(far.getInputStream(), near.getOutputStream(), delay));
        }
    }

    private static void copy(InputStream from, OutputStream to, Duration delay)
            throws IOException, InterruptedException {
        var buffer = new byte[1 << 20];
        for (var read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            Thread.sleep(delay.toMillis());
            to.write(buffer, 0, read);
            to.flush();
        }
        to.close();
    }

    /** Work that ends with its socket. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // The line was closed, here or there.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
