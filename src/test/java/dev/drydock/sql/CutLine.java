package dev.drydock.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A line to a test server that can be cut, so that what is connected and who comes next lose the connection, or be slow. */
public final class CutLine implements AutoCloseable {

    /** What a server gets to say on a line that is cut: enough to let a client in, and not much more. */
    private static final int BYTES = 1_500;

    private final ServerSocket door;
    private final Database database;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile long delayNanos;

    private CutLine(ServerSocket door, Database database) {
        this.door = door;
        this.database = database;
    }

    public static CutLine to(Database database) throws IOException {
        var line = new CutLine(new ServerSocket(0, 50, InetAddress.getByName(database.host())), database);
        start(line::serve);
        return line;
    }

    /** The database as it is reached over this line. */
    public Database database() {
        return new Database(
                database.host(), door.getLocalPort(), database.name(), database.user(), database.password());
    }

    public void cut() throws IOException {
        cut = true;
        closeAll();
    }

    /** Has everything that the server says come later. */
    public void delay(Duration by) {
        delayNanos = by.toNanos();
    }

    public void mend() throws IOException {
        cut = false;
        closeAll();
    }

    private void closeAll() throws IOException {
        for (var socket : List.copyOf(sockets)) {
            sockets.remove(socket);
            socket.close();
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "cut-line");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // The door is closed, or there is no server: the client sees that it is not served.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            var server = new Socket(database.host(), database.port());
            sockets.add(client);
            sockets.add(server);
            start(() -> pass(client, server, Long.MAX_VALUE, false));
            start(() -> pass(server, client, cut ? BYTES : Long.MAX_VALUE, true));
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void pass(Socket from, Socket to, long most, boolean late) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), most, late);
        } catch (IOException e) {
            // Either end has gone, which is what both are told by the end of this.
        }
        sockets.remove(from);
        sockets.remove(to);
    }

    private void copy(InputStream in, OutputStream out, long most, boolean late) throws IOException {
        var buffer = new byte[1 << 14];
        var left = most;
        while (left > 0) {
            var read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            if (late && delayNanos > 0) {
                LockSupport.parkNanos(delayNanos);
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        closeAll();
    }
}
