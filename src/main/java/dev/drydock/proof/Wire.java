package dev.drydock.proof;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server that is believed nothing: lines and blocks have a greatest length, and every answer a time by
 * which it must be complete, however slowly it trickles in.
 */
final class Wire implements Closeable {

    /** Bytes of a line, its end included; IMAP servers write no longer ones than lists of flags. */
    static final int MOST_LINE = 64 << 10;

    private static final int BUFFER = 16 << 10;

    private final Endpoint endpoint;
    private final Duration limit;
    private final byte[] buffer = new byte[BUFFER];
    private Socket socket;
    private InputStream in;
    private int position;
    private int filled;
    private long deadline;

    private Wire(Endpoint endpoint, Duration limit, Socket socket) throws IOException {
        this.endpoint = endpoint;
        this.limit = limit;
        this.socket = socket;
        this.in = socket.getInputStream();
        restart(Duration.ZERO);
    }

    /**
     * Connects, and begins TLS where the endpoint has it from the start.
     *
     * @param limit the time for each answer
     */
    static Wire open(Endpoint endpoint, Duration limit) throws IOException {
        var wire = new Wire(endpoint, limit, connect(endpoint.address(), limit));
        try {
            if (endpoint.tls() == Endpoint.TlsMode.IMPLICIT) {
                wire.beginTls(endpoint.serverName());
            }
            return wire;
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    /** A listener on {@code [::]} may be closed to IPv4, so the loopback interface has two addresses. */
    private static Socket connect(InetSocketAddress address, Duration limit) throws IOException {
        try {
            return connected(address, limit);
        } catch (ConnectException e) {
            if (!"127.0.0.1".equals(address.getHostString())) {
                throw e;
            }
            try {
                return connected(new InetSocketAddress(InetAddress.getAllByName("::1")[0], address.getPort()), limit);
            } catch (IOException second) {
                e.addSuppressed(second);
                throw e;
            }
        }
    }

    private static Socket connected(InetSocketAddress address, Duration limit) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(address, (int) limit.toMillis());
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Turns the connection into one of TLS, asking for a name. Anything sent before that is an attack, and refused. */
    void beginTls(String serverName) throws IOException {
        if (position < filled) {
            throw new AnswerException(endpoint + " sent more after it agreed to TLS");
        }
        socket.setSoTimeout((int) limit.toMillis());
        var secured = (SSLSocket) AnyCertificate.SOCKETS.createSocket(
                socket, endpoint.address().getHostString(), endpoint.address().getPort(), true);
        var parameters = secured.getSSLParameters();
        try {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        } catch (IllegalArgumentException e) {
            // Not every name of a server can be asked for; then the server shows what it shows to everybody.
            parameters.setServerNames(List.of());
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        in = secured.getInputStream();
        restart(Duration.ZERO);
    }

    /** What the server showed in the TLS handshake; empty without TLS. */
    Optional<ServedCertificate> certificate() throws IOException {
        if (socket instanceof SSLSocket secured) {
            try {
                if (secured.getSession().getPeerCertificates()[0] instanceof X509Certificate leaf) {
                    return Optional.of(ServedCertificate.of(leaf));
                }
            } catch (GeneralSecurityException e) {
                throw new IOException("The certificate of " + endpoint + " cannot be read", e);
            }
        }
        return Optional.empty();
    }

    boolean isTls() {
        return socket instanceof SSLSocket;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Sends text, and gives the server the limit plus {@code more} to answer from now on. */
    void send(String text, Duration more) throws IOException {
        restart(more);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Sends one line. */
    void line(String text) throws IOException {
        send(text + "\r\n", Duration.ZERO);
    }

    private void restart(Duration more) {
        deadline = System.nanoTime() + limit.plus(more).toNanos();
    }

    /** The next line, without its end, as UTF-8. */
    String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            if (position == filled) {
                fill();
            }
            var from = position;
            while (position < filled && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, from, position - from);
            if (line.size() > MOST_LINE) {
                throw new AnswerException(endpoint + " sent a line of more than " + MOST_LINE + " bytes");
            }
            if (position < filled) {
                position++;
                var text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
        }
    }

    /** A block whose length the server has said; refused if it is longer than allowed, and no memory is taken for what has not come. */
    byte[] readBlock(long length, int most) throws IOException {
        if (length < 0 || length > most) {
            throw new AnswerException(endpoint + " announced " + length + " bytes where at most " + most + " belong");
        }
        var block = new ByteArrayOutputStream();
        while (block.size() < length) {
            if (position == filled) {
                fill();
            }
            var part = (int) Math.min(filled - position, length - block.size());
            block.write(buffer, position, part);
            position += part;
        }
        return block.toByteArray();
    }

    private void fill() throws IOException {
        var left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw tooLate(null);
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        int count;
        try {
            count = in.read(buffer);
        } catch (SocketTimeoutException e) {
            throw tooLate(e);
        }
        if (count < 0) {
            throw new EOFException(endpoint + " closed the connection");
        }
        position = 0;
        filled = count;
    }

    private SocketTimeoutException tooLate(@Nullable SocketTimeoutException cause) {
        var late = new SocketTimeoutException(endpoint + " did not answer within " + limit.toSeconds() + " s");
        if (cause != null) {
            late.initCause(cause);
        }
        return late;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
