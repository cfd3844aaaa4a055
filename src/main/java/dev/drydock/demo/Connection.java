package dev.drydock.demo;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One client: lines in and out, with TLS from the start or from some point on. */
final class Connection implements AutoCloseable {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int PATIENCE_MILLIS = 300_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Connection(Socket socket, @Nullable SSLContext tls) throws IOException {
        this.socket = tls == null ? socket : wrapped(socket, tls);
        this.in = new BufferedInputStream(this.socket.getInputStream());
        this.out = new BufferedOutputStream(this.socket.getOutputStream());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    private static Socket wrapped(Socket socket, SSLContext tls) throws IOException {
        var wrapped = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        wrapped.setUseClientMode(false);
        wrapped.startHandshake();
        return wrapped;
    }

    /** Goes on in TLS; what the client has sent before counts for nothing. */
    void startTls(SSLContext tls) throws IOException {
        flush();
        socket = wrapped(socket, tls);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    /** The next line without its end; null where the client has gone. */
    @Nullable
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(next);
        }
        var text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** So many bytes as they are. */
    byte[] bytes(int count) throws IOException {
        var bytes = in.readNBytes(Math.min(count, LONGEST_LINE));
        if (bytes.length < count) {
            throw new EOFException("the client has gone, or sends too much at once");
        }
        return bytes;
    }

    /** Writes a line, and the end of one. */
    void send(String line) throws IOException {
        write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
